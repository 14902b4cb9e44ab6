import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Button, ErrorSummary, type FormProblem, SaveBar } from '../../kit/index.ts';

/**
 * A form with its error summary and its Save in reach. `check` says what is missing; `save`
 * answers what went wrong, or null when all is kept and the page has been left.
 */
export function SaveForm(props: {
  saveWords: string;
  check: () => FormProblem[];
  save: () => Promise<FormProblem[] | null>;
  children: (problems: FormProblem[]) => ComponentChildren;
}) {
  const [problems, setProblems] = useState<FormProblem[]>([]);
  const [busy, setBusy] = useState(false);
  const submit = async () => {
    if (busy) return;
    const found = props.check();
    setProblems(found);
    if (found.length > 0) return;
    setBusy(true);
    const wrong = await props.save();
    setBusy(false);
    if (wrong) setProblems(wrong);
  };
  return (
    <>
      <ErrorSummary problems={problems} />
      <form
        class="form"
        noValidate
        onSubmit={event => {
          event.preventDefault();
          void submit();
        }}
      >
        {props.children(problems)}
        <SaveBar>
          <Button kind="primary" type="submit" wide busy={busy}>
            {props.saveWords}
          </Button>
        </SaveBar>
      </form>
    </>
  );
}
