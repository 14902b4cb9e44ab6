import { deviceNow } from '../../local/clock.ts';
import {
  newId,
  records,
  save,
  saveWithUndo,
  today,
  type Undoable,
  type View,
  type Write,
} from '../../model/index.ts';

/** What somebody said about one goal; null and '' where nothing was said. */
export interface Said {
  done: boolean | null;
  far: number | null;
  words: string;
}

export const saidNothing: Said = { done: null, far: null, words: '' };

/** How long an answer is held back, so that a second thought leaves no trace. */
const holdSeconds = 10;

interface Last {
  /** The first record of a chain of corrections, and the newest. */
  root: string;
  id: string;
  undo?: () => Promise<boolean>;
  at: number;
}

/** Newest answers of this sitting by goal, or by `life`. */
const last = new Map<string, Last>();

/** Goals that the person sees: their own and shared ones, in their own order. */
export function goalsOf(scope: string): View<'goal'>[] {
  return own(scope).filter(goal => !goal.set_aside_on);
}

/** The ones that were let go, newest first. */
export function asideOf(scope: string): View<'goal'>[] {
  return own(scope)
    .filter(goal => goal.set_aside_on)
    .sort((a, b) => (b.set_aside_on ?? '').localeCompare(a.set_aside_on ?? ''));
}

function own(scope: string): View<'goal'>[] {
  return records(scope, 'goal')
    .filter(goal => goal.whose !== 'worker' && goal.words.text.trim() !== '')
    .sort((a, b) => (a.order ?? 0) - (b.order ?? 0) || a.madeAt - b.madeAt);
}

/** The person's own answers about a goal, newest last; what a worker thinks stays out. */
export function answersOf(scope: string, goal: string): View<'assessment'>[] {
  return records(scope, 'assessment')
    .filter(a => a.goal === goal && (a.by === 'self' || a.by === 'together'))
    .sort((a, b) => (a.on ?? '').localeCompare(b.on ?? '') || a.madeAt - b.madeAt);
}

/** Whether a fact was written by the person's own hand since the phone was handed over. */
export function inSitting(fact: View<'assessment'> | View<'life_check'>, since: number): boolean {
  return fact.by === 'self' && fact.madeAt >= since - 1_000;
}

/** Saves an answer at once; an earlier one of this sitting is taken back, or corrected. */
export async function saveAnswer(scope: string, goal: string, said: Said): Promise<void> {
  await replace(goal, root => ({
    scope,
    kind: 'assessment',
    id: newId(),
    set: {
      goal,
      by: 'self',
      how: 'own_hand',
      on: today(),
      ...(said.done === null ? {} : { done: said.done }),
      ...(said.far === null ? {} : { how_far: said.far }),
      ...(said.words.trim() === '' ? {} : { words: said.words.trim() }),
      ...(root ? { corrects: root } : {}),
    },
  }));
}

/** Takes an answer of this sitting back while it is held; later it is corrected to nothing done. */
export async function takeBack(scope: string, goal: string): Promise<void> {
  if (await undoLast(goal)) return;
  await saveAnswer(scope, goal, { ...saidNothing, done: false });
}

export async function saveLife(scope: string, answer: string, words: string): Promise<void> {
  await replace('life', root => ({
    scope,
    kind: 'life_check',
    id: newId(),
    set: {
      answer,
      by: 'self',
      on: today(),
      ...(words.trim() === '' ? {} : { words: words.trim() }),
      ...(root ? { corrects: root } : {}),
    },
  }));
}

/** Adds a goal in the person's own words; `because` and `doneLooks` may be empty. */
export async function addGoal(
  scope: string,
  words: string,
  because: string,
  doneLooks: string,
): Promise<Undoable> {
  const most = Math.max(0, ...records(scope, 'goal').map(goal => goal.order ?? 0));
  return saveWithUndo([
    {
      scope,
      kind: 'goal',
      id: newId(),
      set: {
        words: words.trim(),
        whose: 'mine',
        made_on: today(),
        order: most + 1,
        ...(because.trim() === '' ? {} : { because: because.trim() }),
        ...(doneLooks.trim() === '' ? {} : { what_done_looks_like: doneLooks.trim() }),
      },
    },
  ]);
}

/** Sets a goal aside; it is not sent for some seconds. */
export function setAside(scope: string, goal: string): Promise<Undoable> {
  return saveWithUndo([
    { scope, kind: 'goal', id: goal, set: { set_aside_on: today(), set_aside_by: 'self' } },
  ]);
}

export function pickUp(scope: string, goal: string): Promise<void> {
  return save([{ scope, kind: 'goal', id: goal, set: { set_aside_on: null, set_aside_by: null } }]);
}

/** A new sitting knows nothing of the last one's answers. */
export function forget(): void {
  last.clear();
}

/** Tells what an answer of before a reload was, so that a new one corrects it. */
export function rememberRoot(key: string, fact: { id: string; corrects?: string }): void {
  if (!last.has(key)) last.set(key, { root: fact.corrects ?? fact.id, id: fact.id, at: 0 });
}

async function replace(key: string, make: (root: string | null) => Write): Promise<void> {
  await undoLast(key);
  const root = last.get(key)?.root ?? null;
  const write = make(root);
  const { undo } = await saveWithUndo([write], holdSeconds);
  last.set(key, { root: root ?? write.id, id: write.id, undo, at: deviceNow() });
}

async function undoLast(key: string): Promise<boolean> {
  const before = last.get(key);
  if (!before?.undo || deviceNow() - before.at > (holdSeconds - 1) * 1_000) return false;
  if (!(await before.undo())) return false;
  if (before.id === before.root) last.delete(key);
  else last.set(key, { root: before.root, id: before.root, at: 0 });
  return true;
}
