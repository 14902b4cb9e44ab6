import { useSignal } from '@preact/signals';
import { Button, type FormProblem, Notice, Part, TextBox } from '../../kit/index.ts';
import { nameOf, newId, records, today, type View } from '../../model/index.ts';
import { fmt } from '../../words/index.ts';
import { type AnyView, writer } from './lives.ts';
import { keep } from './saving.ts';
import { w } from './words.ts';

/** What an auditor or a commissioner asked about a record, what was said to it, and a box to answer. */
export function Asked({ root, kind }: { root: AnyView; kind: string }) {
  const words = w.value.asked;
  const here = `${root.scope}/${kind}/${root.id}`;
  const questions = records(root.scope, 'conversation').filter(q => q.about === here);
  if (questions.length === 0) return null;
  return (
    <Part title={words.title}>
      {questions.map(q => (
        <Question key={q.id} question={q} />
      ))}
    </Part>
  );
}

function Question({ question }: { question: View<'conversation'> }) {
  const words = w.value.asked;
  const answers = records(question.scope, 'contribution').filter(
    c => c.conversation === question.id,
  );
  return (
    <>
      <Notice>
        <p class="prose">{question.words}</p>
        <p class="item-note">{words.by(byOf(question), question.on ? fmt.day(question.on) : '')}</p>
      </Notice>
      {answers.map(a => (
        <div key={a.id}>
          <p class="prose">{a.words}</p>
          <p class="item-note">{words.by(byOf(a), a.on ? fmt.day(a.on) : '')}</p>
        </div>
      ))}
      <Answer question={question} />
    </>
  );
}

/** Who says it: the phone it came from, or whom the server wrote it down for. */
function byOf(view: View<'conversation'> | View<'contribution'>): string {
  return view.madeBy === null && view.by ? nameOf(view.by) : writer(view.madeBy);
}

function Answer({ question }: { question: View<'conversation'> }) {
  const words = w.value.asked;
  const text = useSignal('');
  const problems = useSignal<FormProblem[]>([]);
  const send = async () => {
    const said = text.value.trim();
    if (!said) {
      problems.value = [{ field: 'answer', text: words.empty }];
      return;
    }
    const set = { conversation: question.id, words: said, on: today() };
    const wrong = await keep([{ scope: question.scope, kind: 'contribution', id: newId(), set }]);
    problems.value = wrong ?? [];
    if (!wrong) text.value = '';
  };
  return (
    <form
      class="form"
      onSubmit={event => {
        event.preventDefault();
        void send();
      }}
    >
      <TextBox
        label={words.answer}
        hint={words.hint}
        value={text.value}
        error={problems.value[0]?.text}
        onInput={value => {
          text.value = value;
        }}
      />
      <Button type="submit">{words.send}</Button>
    </form>
  );
}
