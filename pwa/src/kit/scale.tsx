import { t } from '../words/index.ts';
import { type FieldProps, Group, useField } from './field.tsx';
import { Icon } from './icon.tsx';

/** How far something is, in words: 0 to 100 in tens. */
export function howFar(value: number): string {
  const words = t.value.coach.kit.scale;
  return words[Math.max(0, Math.min(10, Math.round(value / 10)))] ?? '';
}

/**
 * How far it feels, 0 to 100 in tens, with words on it and no numbers. Null until
 * somebody has said something: the scale suggests nothing.
 */
export function Scale(
  props: FieldProps & {
    value: number | null | undefined;
    onChange: (value: number) => void;
  },
) {
  const ids = useField(props);
  const words = t.value.coach.kit;
  const { value, onChange } = props;
  const said = value != null;
  const at = value ?? 50;
  const step = (by: number) => onChange(Math.max(0, Math.min(100, at + by)));
  return (
    <Group field={props} ids={ids}>
      <div class={said ? 'scale' : 'scale scale-unsaid'}>
        <output class="scale-words" for={`${ids.id}-range`}>
          {said ? howFar(at) : words.scaleUnsaid}
        </output>
        <div class="scale-row">
          <button
            type="button"
            class="round"
            aria-label={words.scaleLess}
            onClick={() => step(-10)}
          >
            <Icon name="less" />
          </button>
          <input
            id={`${ids.id}-range`}
            class="scale-range"
            type="range"
            min={0}
            max={100}
            step={10}
            value={at}
            aria-label={props.label}
            aria-valuetext={said ? howFar(at) : words.scaleUnsaid}
            onInput={event => onChange(Number(event.currentTarget.value))}
            onClick={event => onChange(Number(event.currentTarget.value))}
          />
          <button type="button" class="round" aria-label={words.scaleMore} onClick={() => step(10)}>
            <Icon name="add" />
          </button>
        </div>
        <p class="scale-ends" aria-hidden="true">
          <span>{howFar(0)}</span>
          <span>{howFar(100)}</span>
        </p>
      </div>
    </Group>
  );
}
