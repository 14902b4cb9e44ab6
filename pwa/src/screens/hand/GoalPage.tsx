import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { howFar } from '../../kit/index.ts';
import { draft, record, type Undoable } from '../../model/index.ts';
import { fmt, t } from '../../words/index.ts';
import {
  answersOf,
  inSitting,
  rememberRoot,
  type Said,
  saidNothing,
  saveAnswer,
  setAside,
  takeBack,
} from './answers.ts';
import { FarScale } from './FarScale.tsx';
import { MoreWords } from './MoreWords.tsx';
import { type PageProps, Turn } from './Turn.tsx';

interface GoalProps extends PageProps {
  goal: string;
  step: number;
  steps: number;
}

/** One goal in the person's words, and how it is going by their own judgement. */
export function GoalPage({ scope, since, goal, step, steps, next, back }: GoalProps) {
  const w = t.value.hand;
  const it = record(scope, 'goal', goal);
  const said = useAnswer(scope, since, goal);
  const more = draft(`hand/${scope}/${goal}/words`, said.value.words);
  const aside = useSignal<Undoable | null>(null);
  const failed = useSignal(false);
  if (!it) return <Turn onSubmit={next} onBack={back} forward={w.next} children={null} />;

  const attempt = async (what: () => Promise<void>) => {
    try {
      await what();
      failed.value = false;
    } catch {
      failed.value = true;
    }
  };
  const answer = (change: Partial<Said>) =>
    attempt(async () => {
      const full: Said = { ...said.value, words: more.value.value, ...change };
      await saveAnswer(scope, goal, { ...full, done: full.done ?? stillDone(scope, goal) });
      said.value = full;
    });
  const undoDone = () =>
    attempt(async () => {
      await takeBack(scope, goal);
      said.value = { ...saidNothing };
    });
  const keepWords = async () => {
    if (more.value.value.trim() !== said.value.words.trim()) await answer({});
    if (!failed.value) await more.clear();
  };
  const turn = (to: () => void) => () => void keepWords().then(() => !failed.value && to());
  const letGo = () =>
    attempt(async () => {
      aside.value = await setAside(scope, goal);
    });
  const takeUp = () =>
    attempt(async () => {
      await aside.value?.undo();
      aside.value = null;
    });
  const quiet = said.value.done === null && said.value.far === null && more.value.value === '';
  return (
    <Turn
      onSubmit={turn(next)}
      onBack={turn(back)}
      forward={quiet && !it.set_aside_on ? w.skip : w.next}
    >
      <p class="hand-step">{w.step(step, steps)}</p>
      <p class="hand-kicker">{it.whose === 'ours' ? w.goal.ours : w.goal.yours}</p>
      <h1 tabIndex={-1}>{it.words.text}</h1>
      {it.because.text && <Aside label={w.goal.because} text={it.because.text} />}
      {it.what_done_looks_like.text && (
        <Aside label={w.goal.doneLooks} text={it.what_done_looks_like.text} />
      )}
      {failed.value && (
        <p class="hand-failed" role="alert">
          {w.notSaved}
        </p>
      )}
      {it.set_aside_on ? (
        <p class="hand-note" role="status">
          {w.goal.asideDone}{' '}
          {aside.value && (
            <button type="button" class="hand-undo" onClick={takeUp}>
              {w.undo}
            </button>
          )}
        </p>
      ) : (
        <>
          <p class="hand-last">{lastWords(scope, goal, since)}</p>
          <button
            type="button"
            class="hand-done"
            aria-pressed={said.value.done === true}
            onClick={() => (said.value.done ? undoDone() : answer({ done: true, far: null }))}
          >
            <span class="hand-tick" aria-hidden="true" />
            {w.goal.done}
          </button>
          <div role="status">
            {said.value.done && (
              <p class="hand-note">
                {w.goal.doneSaved}{' '}
                <button type="button" class="hand-undo" onClick={undoDone}>
                  {w.undo}
                </button>
              </p>
            )}
          </div>
          {!said.value.done && (
            <FarScale
              legend={w.goal.howFar}
              value={said.value.far}
              onChange={far => void answer({ done: false, far })}
            />
          )}
          <p class="hand-saved" role="status">
            {said.value.far !== null && w.saved}
          </p>
          <MoreWords label={w.goal.more} hint={w.goal.moreHint} words={more} />
          <details class="hand-aside">
            <summary>{w.goal.aside}</summary>
            <p>{w.goal.asideText}</p>
            <button type="button" class="hand-quiet hand-outline" onClick={letGo}>
              {w.goal.aside}
            </button>
          </details>
        </>
      )}
    </Turn>
  );
}

function Aside({ label, text }: { label: string; text: string }) {
  return (
    <p class="hand-because">
      <span>{label}</span> {text}
    </p>
  );
}

/** More words alone do not take back that it was done. */
function stillDone(scope: string, goal: string): true | null {
  return answersOf(scope, goal).at(-1)?.done ? true : null;
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

/** The answer of this sitting, found again after a reload. */
function useAnswer(scope: string, since: number, goal: string) {
  const now = answersOf(scope, goal).findLast(a => inSitting(a, since));
  const said = useSignal<Said>(
    now
      ? { done: now.done ?? null, far: now.how_far ?? null, words: now.words ?? '' }
      : { ...saidNothing },
  );
  useEffect(() => {
    if (now) rememberRoot(goal, now);
  }, [goal]);
  return said;
}
