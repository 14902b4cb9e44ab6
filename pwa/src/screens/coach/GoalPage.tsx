import '../../style/life.css';
import { useState } from 'preact/hooks';
import { href, type ScreenProps } from '../../app/route.ts';
import {
  Button,
  Card,
  Choice,
  ErrorSummary,
  errorOf,
  Fold,
  type FormProblem,
  Judged,
  type Judgement,
  judgementWords,
  LinkButton,
  Notice,
  Page,
  Part,
  Row,
  Scale,
  Switch,
  TextBox,
} from '../../kit/index.ts';
import { newId, session, today, type View } from '../../model/index.ts';
import { fmt } from '../../words/index.ts';
import { useSeen } from '../seen/useSeen.ts';
import { writeNew } from './forms.ts';
import { voicesOf } from './judging.ts';
import { type AnyView, calledOf, oneAbout, personOf } from './lives.ts';
import { Missing } from './Missing.tsx';
import { putBack } from './RecordPage.tsx';
import { keep, keepWithUndo } from './saving.ts';
import { TheySay } from './TheySay.tsx';
import { TwoSides } from './TwoSides.tsx';
import { w } from './words.ts';

/** A goal in the person's words, how it is going in their judgement, and the worker's view apart. */
export function GoalPage({ params }: ScreenProps) {
  const person = params.id ?? '';
  const goal = oneAbout(person, 'goal', params.gid ?? '');
  useSeen(goal?.scope, 'goal', goal?.id);
  if (!personOf(person) || !goal) return <Missing />;
  const words = w.value;
  const { own, worker } = voicesOf(person, goal.id);
  return (
    <Page
      title={words.goal.title}
      heading={<span class="quote">{goal.words.text || words.record.nothing}</span>}
      back={href('p', person)}
      backLabel={calledOf(person)}
    >
      {goal.gone && (
        <Notice icon="bin">
          <p>{words.record.isGone}</p>
          <Button icon="putback" onClick={() => putBack(goal as AnyView, 'goal')}>
            {words.record.putBack}
          </Button>
        </Notice>
      )}
      <TwoSides view={goal as AnyView} kind="goal" />
      <Why goal={goal} />
      <TheySay scope={goal.scope} ids={[goal.id]} />
      <Part title={words.goal.judgement}>
        {own.length > 0 ? (
          <Judged title={words.person.howGoing} judged={own} />
        ) : (
          <p class="item-note">{words.goal.noJudgement}</p>
        )}
        <Answers judged={own} person={person} />
        <Fold title={words.goal.sayTogether} icon="people">
          <JudgeForm goal={goal} by="together" />
        </Fold>
      </Part>
      <Part title={words.goal.workers}>
        <p class="hint">{words.goal.workersWhy}</p>
        {worker.length > 0 && <Judged title={words.person.workerView} judged={worker} />}
        <Answers judged={worker} person={person} />
        <Fold title={words.goal.sayWorker} icon="edit">
          <JudgeForm goal={goal} by="worker" />
        </Fold>
      </Part>
      <GoalActions goal={goal} person={person} />
    </Page>
  );
}

function Why({ goal }: { goal: View<'goal'> }) {
  const words = w.value;
  const told = (['because', 'what_done_looks_like'] as const).filter(f => goal[f].text !== '');
  return (
    <div class="part">
      {goal.set_aside_on && <Notice>{words.goal.wasSetAside(fmt.day(goal.set_aside_on))}</Notice>}
      {goal.whose === 'worker' && <p class="item-note">{words.person.workerGoal}</p>}
      {told.map(f => (
        <div key={f}>
          <h2 class="minor">{words.fields[f]}</h2>
          <p class="prose">{goal[f].text}</p>
        </div>
      ))}
    </div>
  );
}

/** Every judgement in words, the newest first; each leads to its page and can be corrected. */
function Answers({ judged, person }: { judged: Judgement[]; person: string }) {
  if (judged.length === 0) return null;
  return (
    <Fold title={w.value.goal.every} note={String(judged.length)}>
      <ul class="notes">
        {[...judged].reverse().map(j => (
          <li key={j.id}>
            <a class="note-link" href={href('p', person, 'r', 'assessment', j.id)}>
              {judgementWords(j)}
            </a>
            {j.words && <p class="quote">{j.words}</p>}
            <p class="item-note">
              {j.who} · {fmt.day(j.on)}
            </p>
          </li>
        ))}
      </ul>
    </Fold>
  );
}

/** One more judgement: said together, or what the worker thinks, kept apart. */
function JudgeForm({ goal, by }: { goal: View<'goal'>; by: 'together' | 'worker' }) {
  const words = w.value;
  const [far, setFar] = useState<number | null>(null);
  const [done, setDone] = useState(false);
  const [text, setText] = useState('');
  const [problems, setProblems] = useState<FormProblem[]>([]);
  const onSave = async () => {
    if (far === null && !done && text.trim() === '') {
      return setProblems([{ field: `far-${by}`, text: words.problems.howFar }]);
    }
    const values = {
      goal: goal.id,
      by,
      how: by === 'together' ? 'told_us' : null,
      done: done || (far === null ? null : false),
      how_far: far,
      words: text.trim(),
      on: today(),
    };
    const currency = session.value?.place.currency ?? 'GBP';
    const wrong = await keep([writeNew(goal.scope, 'assessment', values, currency, newId())]);
    setProblems(wrong ?? []);
    if (wrong) return;
    setFar(null);
    setDone(false);
    setText('');
  };
  return (
    <>
      <ErrorSummary problems={problems} />
      <Switch label={words.goal.done} on={done} onChange={setDone} />
      <Scale
        label={by === 'worker' ? words.goal.thinks : words.goal.far}
        name={`far-${by}`}
        value={far}
        onChange={setFar}
        error={errorOf(problems, `far-${by}`)}
      />
      <TextBox label={words.goal.said} value={text} onInput={setText} rows={2} />
      <Row>
        <Button kind="primary" onClick={onSave}>
          {words.kit.save}
        </Button>
      </Row>
    </>
  );
}

/** What can be done with a goal: correct it, remove it, set it aside. */
function GoalActions({ goal, person }: { goal: View<'goal'>; person: string }) {
  const words = w.value;
  const { scope, id } = goal;
  const remove = () =>
    keepWithUndo([{ scope, kind: 'goal', id, set: { gone: true } }], words.removed_say);
  return (
    <Card>
      <Row>
        <LinkButton href={href('p', person, 'r', 'goal', id, 'correct')} icon="edit">
          {words.record.correct}
        </LinkButton>
        <Button kind="danger" icon="bin" onClick={remove}>
          {words.record.remove}
        </Button>
      </Row>
      <SetAside goal={goal} person={person} />
    </Card>
  );
}

/** Letting a goal go is no failure; it can be taken up again. */
function SetAside({ goal, person }: { goal: View<'goal'>; person: string }) {
  const words = w.value.goal;
  const { scope, id } = goal;
  const [by, setBy] = useState<'self' | 'together' | 'worker' | null>('self');
  const write = (on: string | null, who: typeof by, say: string) =>
    keepWithUndo([{ scope, kind: 'goal', id, set: { set_aside_on: on, set_aside_by: who } }], say);
  if (goal.set_aside_on) {
    return (
      <Row>
        <Button icon="putback" onClick={() => write(null, null, words.takenUp)}>
          {words.takeUp}
        </Button>
      </Row>
    );
  }
  return (
    <Fold title={words.setAside}>
      <Choice
        label={words.whoSetAside}
        options={[
          { value: 'self', label: calledOf(person) },
          { value: 'together', label: words.both },
          { value: 'worker', label: words.me },
        ]}
        value={by}
        onChoose={setBy}
      />
      <Row>
        <Button onClick={() => write(today(), by, words.asideDone)}>{words.setAside}</Button>
      </Row>
    </Fold>
  );
}
