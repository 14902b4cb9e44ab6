import { useSignal } from '@preact/signals';
import { Button, Row, TextBox } from '../../kit/index.ts';
import { t } from '../../words/index.ts';
import type { Beside } from './beside.ts';
import { TheirWords } from './TheirWords.tsx';

/** The person's words beside a record, and room to add to them. */
export function SayBeside(props: {
  beside: Beside[];
  about: string;
  hint: string;
  say: (words: string) => Promise<void>;
}) {
  const w = t.value.own.beside;
  const name = props.beside.length > 0 ? w.again : w.add;
  const open = useSignal(false);
  const text = useSignal('');
  const error = useSignal('');
  const status = useSignal('');
  const busy = useSignal(false);
  const keep = async () => {
    if (text.value.trim() === '') {
      error.value = w.missing;
      return;
    }
    busy.value = true;
    try {
      await props.say(text.value.trim());
      text.value = '';
      error.value = '';
      open.value = false;
      status.value = w.saved;
    } catch {
      error.value = w.failed;
    }
    busy.value = false;
  };
  return (
    <>
      <TheirWords beside={props.beside} title={w.title} />
      <p role="status" class="item-note">
        {status.value}
      </p>
      {open.value ? (
        <form
          class="form"
          noValidate
          onSubmit={event => {
            event.preventDefault();
            void keep();
          }}
        >
          <TextBox
            label={w.label}
            hint={props.hint}
            value={text.value}
            autofocus
            error={error.value || undefined}
            onInput={value => {
              text.value = value;
            }}
          />
          <Row>
            <Button kind="primary" type="submit" busy={busy.value}>
              {w.save}
            </Button>
            <Button
              kind="quiet"
              onClick={() => {
                open.value = false;
              }}
            >
              {w.cancel}
            </Button>
          </Row>
        </form>
      ) : (
        <Button
          kind="quiet"
          icon="edit"
          label={`${name}: ${props.about}`}
          onClick={() => {
            open.value = true;
          }}
        >
          {name}
        </Button>
      )}
    </>
  );
}
