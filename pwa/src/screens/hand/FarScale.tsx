import { useId } from 'preact/hooks';
import { t } from '../../words/index.ts';

/**
 * How far it feels, in eleven words from the start to all the way. A group of radio
 * buttons: arrow keys move, and each step is as tall as a thumb. `value` is 0 to 100 in tens.
 */
export function FarScale(props: {
  legend: string;
  value: number | null;
  onChange: (far: number) => void;
}) {
  const name = useId();
  return (
    <fieldset class="hand-far">
      <legend>{props.legend}</legend>
      {t.value.coach.kit.scale.map((words, tenth) => (
        <label key={words} class="hand-far-step" data-chosen={props.value === tenth * 10}>
          <input
            type="radio"
            name={name}
            value={tenth * 10}
            checked={props.value === tenth * 10}
            onChange={() => props.onChange(tenth * 10)}
          />
          <svg
            class="hand-far-bar"
            viewBox="0 0 100 8"
            preserveAspectRatio="none"
            aria-hidden="true"
          >
            <rect class="hand-far-track" width="100" height="8" rx="4" />
            <rect class="hand-far-fill" width={Math.max(tenth * 10, 2)} height="8" rx="4" />
          </svg>
          <span>{words}</span>
        </label>
      ))}
    </fieldset>
  );
}
