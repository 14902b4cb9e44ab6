import type { ComponentChildren } from 'preact';
import { ErrorSummary, errorOf, type FormProblem, TextBox } from '../../kit/index.ts';

/** A form around one box of words: what is wrong above it, what belongs to it and its button below. */
export function WordsForm(props: {
  /** The field's name, by which a problem finds it. */
  name: string;
  label: string;
  hint: string;
  words: string;
  problems: FormProblem[];
  onInput: (words: string) => void;
  onSend: () => Promise<void>;
  children: ComponentChildren;
}) {
  const { name, problems } = props;
  return (
    <form
      class="form"
      onSubmit={event => {
        event.preventDefault();
        void props.onSend();
      }}
    >
      <ErrorSummary problems={problems} />
      <TextBox
        name={name}
        label={props.label}
        hint={props.hint}
        value={props.words}
        onInput={props.onInput}
        error={errorOf(problems, name)}
      />
      {props.children}
    </form>
  );
}
