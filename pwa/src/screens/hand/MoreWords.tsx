import { useId } from 'preact/hooks';
import type { Draft } from '../../model/index.ts';

/** A roomy box for the person's own words; it keeps itself at every pause. */
export function MoreWords(props: {
  label: string;
  hint?: string;
  words: Draft<string>;
  rows?: number;
}) {
  const id = useId();
  return (
    <div class="hand-words">
      <label for={id}>{props.label}</label>
      {props.hint && <p id={`${id}-hint`}>{props.hint}</p>}
      <textarea
        id={id}
        rows={props.rows ?? 3}
        maxLength={20_000}
        autocomplete="off"
        aria-describedby={props.hint ? `${id}-hint` : undefined}
        value={props.words.value.value}
        onInput={event => props.words.set(event.currentTarget.value)}
      />
    </div>
  );
}
