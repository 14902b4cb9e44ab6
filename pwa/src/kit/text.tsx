import { useEffect, useRef } from 'preact/hooks';
import { Field, type FieldProps, useField } from './field.tsx';

interface TextProps extends FieldProps {
  value: string;
  onInput: (value: string) => void;
  placeholder?: string | undefined;
  /** Put the cursor at the end of it when the screen opens. */
  autofocus?: boolean;
  /** Code points. */
  max?: number;
}

/**
 * Room for words; grows with them. `rows` is where it starts. The browser is told to remember
 * nothing: it would write what stands in a form into files of its own.
 */
export function TextBox(props: TextProps & { rows?: number; big?: boolean }) {
  const ids = useField(props);
  const box = useRef<HTMLTextAreaElement>(null);
  const { value, autofocus } = props;
  useEffect(() => grow(box.current), [value]);
  useEffect(() => {
    if (autofocus) toEnd(box.current);
  }, [autofocus]);
  return (
    <Field field={props} ids={ids}>
      <textarea
        ref={box}
        id={ids.id}
        class={props.big ? 'input input-big' : 'input'}
        rows={props.rows ?? 3}
        autocomplete="off"
        value={value}
        placeholder={props.placeholder}
        {...ids.aria}
        onInput={event => props.onInput(event.currentTarget.value)}
      />
    </Field>
  );
}

/** One line of words. */
export function Line(
  props: TextProps & {
    type?: 'text' | 'search' | 'tel' | 'email';

    autocomplete?: string;
    inputMode?: 'text' | 'numeric' | 'decimal' | 'search';
    /** Words to pick from while typing. */
    suggestions?: string[] | undefined;
    onEnter?: () => void;
  },
) {
  const ids = useField(props);
  const line = useRef<HTMLInputElement>(null);
  const { autofocus } = props;
  useEffect(() => {
    if (autofocus) toEnd(line.current);
  }, [autofocus]);
  const list = props.suggestions?.length ? `${ids.id}-list` : undefined;
  return (
    <Field field={props} ids={ids}>
      <input
        ref={line}
        id={ids.id}
        class="input"
        type={props.type ?? 'text'}
        inputMode={props.inputMode}
        autocomplete={props.autocomplete ?? 'off'}
        value={props.value}
        placeholder={props.placeholder}
        list={list}
        {...ids.aria}
        onInput={event => props.onInput(event.currentTarget.value)}
        onKeyDown={event => {
          if (event.key === 'Enter' && props.onEnter) {
            event.preventDefault();
            props.onEnter();
          }
        }}
      />
      {list && (
        <datalist id={list}>
          {props.suggestions?.map(s => (
            <option key={s} value={s} />
          ))}
        </datalist>
      )}
    </Field>
  );
}

/**
 * One line that a keyboard must not correct, nor begin with a capital; dots unless `shown`.
 * A browser remembers shown text as it does a name or an address: not with `off`.
 */
export function Secret(
  props: TextProps & { shown: boolean; autocomplete: 'new-password' | 'current-password' },
) {
  const ids = useField(props);
  const line = useRef<HTMLInputElement>(null);
  const { autofocus } = props;
  useEffect(() => {
    if (autofocus) line.current?.focus();
  }, [autofocus]);
  return (
    <Field field={props} ids={ids}>
      <input
        ref={line}
        id={ids.id}
        class="input"
        {...(props.shown ? { type: 'text' as const } : { type: 'password' as const })}
        autocomplete={props.shown ? 'off' : props.autocomplete}
        autocapitalize="none"
        spellcheck={false}
        value={props.value}
        {...ids.aria}
        onInput={event => props.onInput(event.currentTarget.value)}
      />
    </Field>
  );
}

function grow(box: HTMLTextAreaElement | null): void {
  if (!box) return;
  box.style.height = 'auto';
  box.style.height = `${box.scrollHeight + 4}px`;
}

function toEnd(el: HTMLTextAreaElement | HTMLInputElement | null): void {
  if (!el) return;
  el.focus();
  el.setSelectionRange(el.value.length, el.value.length);
}
