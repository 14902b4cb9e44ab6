import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { draft } from '../../model/index.ts';
import {
  answersOf,
  inSitting,
  rememberRoot,
  type Said,
  saidNothing,
  saveAnswer,
  takeBack,
} from './answers.ts';

/** Runs something that saves; `failed` says that it was in vain. */
export function useAttempt() {
  const failed = useSignal(false);
  const attempt = async (what: () => Promise<void>) => {
    try {
      await what();
      failed.value = false;
    } catch {
      failed.value = true;
    }
  };
  return { failed, attempt };
}

/** Saves what is still only typed when the page goes, however it goes; `settled` says it was done. */
export function useLastWords(keep: () => Promise<void>) {
  const settled = useRef(false);
  const newest = useRef(keep);
  newest.current = keep;
  useEffect(
    () => () => {
      if (!settled.current) void newest.current();
    },
    [],
  );
  return settled;
}

/** What is said about one goal on its page, saved as it is said. */
export function useGoalAnswer(scope: string, since: number, goal: string) {
  const { failed, attempt } = useAttempt();
  const said = useSaid(scope, since, goal);
  const more = draft(`hand/${scope}/${goal}/words`, said.value.words);
  const answer = (change: Partial<Said>) =>
    attempt(async () => {
      const full: Said = { ...said.value, words: more.value.value, ...change };
      await saveAnswer(scope, goal, { ...full, done: full.done ?? stillDone(scope, goal) });
      said.value = full;
    });
  const takeDoneBack = () =>
    attempt(async () => {
      await takeBack(scope, goal);
      said.value = { ...saidNothing };
    });
  const keepWords = async () => {
    if (more.value.value.trim() !== said.value.words.trim()) await answer({});
    if (!failed.value) await more.clear();
  };
  const settled = useLastWords(keepWords);
  /** Goes on once the words are kept. */
  const turn = (to: () => void) => async () => {
    await keepWords();
    if (failed.value) return;
    settled.current = true;
    to();
  };
  return { said, more, failed, attempt, answer, takeDoneBack, turn };
}

/** More words alone do not take back that it was done. */
function stillDone(scope: string, goal: string): true | null {
  return answersOf(scope, goal).at(-1)?.done ? true : null;
}

/** The answer of this sitting, found again after a reload. */
function useSaid(scope: string, since: number, goal: string) {
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
