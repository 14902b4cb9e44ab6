import type { ComponentChildren } from 'preact';
import { type FieldProps, Group, useField } from './field.tsx';
import { Icon } from './icon.tsx';

export interface Option<V extends string> {
  value: V;
  label: string;
  hint?: string;
}

interface ChoiceProps<V extends string> extends FieldProps {
  options: Option<V>[];
  value: V | null | undefined;
  /** Null when the one that was chosen is tapped again, where `clears`. */
  onChoose: (value: V | null) => void;
  /** Nothing need be chosen: a second tap takes the choice back. */
  clears?: boolean;
  /** Under each other, with room for hints. */
  stacked?: boolean;
  /** In one row that is scrolled sideways: for a filter, where rows of chips would push away what they filter. */
  inRow?: boolean;
}

/** One of a few, as chips. */
export function Choice<V extends string>(props: ChoiceProps<V>) {
  const ids = useField(props);
  return (
    <Group field={props} ids={ids}>
      <div
        class={props.stacked ? 'chips chips-stacked' : props.inRow ? 'chips chips-row' : 'chips'}
      >
        {props.options.map(option => (
          <label class="chip" key={option.value}>
            <input
              type="radio"
              class="chip-input"
              name={ids.id}
              checked={props.value === option.value}
              onClick={() => {
                if (props.value !== option.value) props.onChoose(option.value);
                else if (props.clears) props.onChoose(null);
              }}
            />
            <ChipFace label={option.label} hint={option.hint} />
          </label>
        ))}
      </div>
    </Group>
  );
}

interface ChipsProps<V extends string> extends FieldProps {
  options: Option<V>[];
  values: readonly V[];
  onChange: (values: V[]) => void;
  stacked?: boolean;
  children?: ComponentChildren;
}

/** Any of several, as chips. */
export function Chips<V extends string>(props: ChipsProps<V>) {
  const ids = useField(props);
  const toggle = (value: V) =>
    props.values.includes(value) ? props.values.filter(v => v !== value) : [...props.values, value];
  return (
    <Group field={props} ids={ids}>
      <div class={props.stacked ? 'chips chips-stacked' : 'chips'}>
        {props.options.map(option => (
          <label class="chip" key={option.value}>
            <input
              type="checkbox"
              class="chip-input"
              checked={props.values.includes(option.value)}
              onChange={() => props.onChange(toggle(option.value))}
            />
            <ChipFace label={option.label} hint={option.hint} />
          </label>
        ))}
        {props.children}
      </div>
    </Group>
  );
}

/** Yes or no, as one line that can be tapped anywhere. */
export function Switch(props: {
  label: string;
  hint?: string;
  name?: string;
  on: boolean;
  onChange: (on: boolean) => void;
}) {
  const ids = useField({ ...props });
  return (
    <div class="switch">
      <input
        id={ids.id}
        type="checkbox"
        role="switch"
        class="switch-input"
        checked={props.on}
        aria-checked={props.on}
        aria-describedby={ids.aria['aria-describedby']}
        onChange={event => props.onChange(event.currentTarget.checked)}
      />
      <label for={ids.id} class="switch-label">
        {props.label}
      </label>
      {props.hint && (
        <p class="hint" id={ids.hintId}>
          {props.hint}
        </p>
      )}
    </div>
  );
}

function ChipFace({ label, hint }: { label: string; hint?: string | undefined }) {
  return (
    <span class="chip-face">
      <span class="chip-tick">
        <Icon name="tick" />
      </span>
      <span>
        {label}
        {hint && <small class="chip-hint">{hint}</small>}
      </span>
    </span>
  );
}
