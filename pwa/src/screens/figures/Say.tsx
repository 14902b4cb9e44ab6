import { useSignal } from '@preact/signals';
import { Button, Fold, type FormProblem, say } from '../../kit/index.ts';
import { ApiError, draft } from '../../model/index.ts';
import { t } from '../../words/index.ts';
import { WordsForm } from '../place/WordsForm.tsx';

/** Words that are folded away until somebody wants to say them. They stay where they failed. */
export function Say(props: {
  /** Makes the field's name, and what the fold is about for screen readers. */
  name: string;
  title: string;
  about: string;
  hint: string;
  button: string;
  done: string;
  send: (words: string) => Promise<void>;
}) {
  const w = t.value.letter.talk;
  const words = draft(`say/${props.name}`, '');
  const busy = useSignal(false);
  const problems = useSignal<FormProblem[]>([]);
  const field = `say-${props.name}`;
  const send = async () => {
    if (busy.value) return;
    if (words.value.value.trim() === '') {
      problems.value = [{ field, text: w.missing }];
      return;
    }
    busy.value = true;
    problems.value = [];
    try {
      await props.send(words.value.value.trim());
      await words.clear();
      say(props.done, undefined, 6);
    } catch (e) {
      const offline = e instanceof ApiError && e.code === 'offline';
      problems.value = [{ field, text: offline ? w.offline : w.failed }];
    }
    busy.value = false;
  };
  return (
    <div class="no-print">
      <Fold
        title={
          <>
            {props.title}
            <span class="aloud">: {props.about}</span>
          </>
        }
        icon="add"
      >
        <WordsForm
          name={field}
          label={props.title}
          hint={props.hint}
          words={words.value.value}
          problems={problems.value}
          onInput={text => words.set(text)}
          onSend={send}
        >
          <Button type="submit" busy={busy.value}>
            {props.button}
          </Button>
        </WordsForm>
      </Fold>
    </div>
  );
}
