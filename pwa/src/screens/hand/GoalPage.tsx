import { type Signal, useSignal } from '@preact/signals';
import { howFar } from '../../kit/index.ts';
import { record, type Undoable, type View } from '../../model/index.ts';
import { fmt, t } from '../../words/index.ts';
import { answersOf, inSitting, setAside } from './answers.ts';
import { FarScale } from './FarScale.tsx';
import { useGoalAnswer } from './goalAnswer.ts';
import { MoreWords } from './MoreWords.tsx';
import { type PageProps, Turn } from './Turn.tsx';

interface GoalProps extends PageProps {
  goal: string;
  step: number;
  steps: number;
}

type Answering = ReturnType<typeof useGoalAnswer>;

/** One goal in the person's words, and how it is going by their own judgement. */
export function GoalPage({ scope, since, goal, step, steps, next, back }: GoalProps) {
  const w = t.value.hand;
  const it = record(scope, 'goal', goal);
  const answering = useGoalAnswer(scope, since, goal);
  const aside = useSignal<Undoable | null>(null);
  if (!it) return <Turn onSubmit={next} onBack={back} forward={w.next} children={null} />;
  const { said, more, turn } = answering;
  const quiet = said.value.done === null && said.value.far === null && more.value.value === '';
  return (
    <Turn
      onSubmit={() => void turn(next)()}
      onBack={() => void turn(back)()}
      forward={quiet && !it.set_aside_on ? w.skip : w.next}
    >
      <p class="hand-step">{w.step(step, steps)}</p>
      <Wanted goal={it} />
      {answering.failed.value && (
        <p class="hand-failed" role="alert">
          {w.notSaved}
        </p>
      )}
      {it.set_aside_on ? (
        <WasSetAside aside={aside} answering={answering} />
      ) : (
        <>
          <p class="hand-last">{lastWords(scope, goal, since)}</p>
          <Judging answering={answering} />
          <MoreWords label={w.goal.more} hint={w.goal.moreHint} words={more} />
          <SettingAside scope={scope} goal={goal} aside={aside} answering={answering} />
        </>
      )}
    </Turn>
  );
}

/** The goal itself, in the words in which it was said. */
function Wanted({ goal }: { goal: View<'goal'> }) {
  const w = t.value.hand.goal;
  return (
    <>
      <p class="hand-kicker">{goal.whose === 'ours' ? w.ours : w.yours}</p>
      <h1 tabIndex={-1}>{goal.words.text}</h1>
      {goal.because.text && <Aside label={w.because} text={goal.because.text} />}
      {goal.what_done_looks_like.text && (
        <Aside label={w.doneLooks} text={goal.what_done_looks_like.text} />
      )}
    </>
  );
}

function Judging({ answering }: { answering: Answering }) {
  const w = t.value.hand;
  const { said, answer, takeDoneBack } = answering;
  const { done, far } = said.value;
  return (
    <>
      <button
        type="button"
        class="hand-done"
        aria-pressed={done === true}
        onClick={() => void (done ? takeDoneBack() : answer({ done: true, far: null }))}
      >
        <span class="hand-tick" aria-hidden="true" />
        {w.goal.done}
      </button>
      <div role="status">
        {done && (
          <p class="hand-note">
            {w.goal.doneSaved}{' '}
            <button type="button" class="hand-undo" onClick={() => void takeDoneBack()}>
              {w.undo}
            </button>
          </p>
        )}
      </div>
      {!done && (
        <FarScale
          legend={w.goal.howFar}
          value={far}
          onChange={to => void answer({ done: false, far: to })}
        />
      )}
      <p class="hand-saved" role="status">
        {far !== null && w.saved}
      </p>
    </>
  );
}

interface AsideProps {
  aside: Signal<Undoable | null>;
  answering: Answering;
}

function SettingAside(props: AsideProps & { scope: string; goal: string }) {
  const w = t.value.hand.goal;
  const { scope, goal, aside, answering } = props;
  const letGo = () =>
    answering.attempt(async () => {
      aside.value = await setAside(scope, goal);
    });
  return (
    <details class="hand-aside">
      <summary>{w.aside}</summary>
      <p>{w.asideText}</p>
      <button type="button" class="hand-quiet hand-outline" onClick={() => void letGo()}>
        {w.aside}
      </button>
    </details>
  );
}

function WasSetAside({ aside, answering }: AsideProps) {
  const w = t.value.hand;
  const takeUp = () =>
    answering.attempt(async () => {
      await aside.value?.undo();
      aside.value = null;
    });
  return (
    <p class="hand-note" role="status">
      {w.goal.asideDone}{' '}
      {aside.value && (
        <button type="button" class="hand-undo" onClick={() => void takeUp()}>
          {w.undo}
        </button>
      )}
    </p>
  );
}

function Aside({ label, text }: { label: string; text: string }) {
  return (
    <p class="hand-because">
      <span>{label}</span> {text}
    </p>
  );
}

/** What the person said last time, in the words of the scale. */
function lastWords(scope: string, goal: string, since: number): string {
  const w = t.value.hand;
  const before = answersOf(scope, goal).filter(a => !inSitting(a, since));
  const last = before.findLast(a => a.done !== undefined || a.how_far !== undefined);
  if (!last?.on) return w.goal.firstTime;
  if (last.done) return w.goal.lastDone(fmt.day(last.on));
  if (last.how_far === undefined) return '';
  return w.goal.lastFar(fmt.day(last.on), howFar(last.how_far));
}
