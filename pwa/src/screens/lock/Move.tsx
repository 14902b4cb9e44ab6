import { useSignal } from '@preact/signals';
import { Button, ErrorSummary, errorOf, type FormProblem, Page, Row } from '../../kit/index.ts';
import { move } from '../../lock/move.ts';
import { t } from '../../words/index.ts';
import { NewPassphrase, passphraseFault } from './Passphrase.tsx';

/** A phone whose older version kept everything in the clear gets its lock. */
export function Move() {
  const words = t.value.lock.move;
  const typed = useSignal('');
  const busy = useSignal(false);
  const problems = useSignal<FormProblem[]>([]);
  const lock = async (event: Event) => {
    event.preventDefault();
    if (busy.value) return;
    const fault = passphraseFault(typed.value);
    problems.value = fault ? [{ field: 'passphrase', text: fault }] : [];
    if (fault) return;
    busy.value = true;
    try {
      await move(typed.value);
    } catch {
      problems.value = [{ text: words.failed }];
      busy.value = false;
    }
  };
  return (
    <Page title={words.title}>
      <form class="form" onSubmit={lock} noValidate>
        <ErrorSummary problems={problems.value} />
        <p>{words.text}</p>
        <p>{words.stays}</p>
        <NewPassphrase
          value={typed.value}
          onInput={value => {
            typed.value = value;
          }}
          error={errorOf(problems.value, 'passphrase')}
        />
        <Row>
          <Button kind="primary" type="submit" busy={busy.value}>
            {busy.value ? words.going : words.go}
          </Button>
        </Row>
      </form>
    </Page>
  );
}
