import { newId, type Value, type Write } from '../../model/index.ts';
import type { Values } from './forms.ts';
import { writeNew } from './forms.ts';
import { personScope } from './lives.ts';
import { spendValues } from './SpendFields.tsx';

/** Somebody who was asked, as a visit's form holds it. */
export interface AskedDraft {
  actor: string | null;
  asked: string;
  answeredIt: 'yes' | 'not_yet' | null;
  answered: string;
  handedOn: string | null;
}

export interface ChangedDraft {
  words: string;
  first: boolean;
}

export interface PromiseDraft {
  words: string;
  day: string | null;
  who: string | null;
}

/** A visit as it is being written; lives on the phone until it is saved. */
export interface VisitDraft {
  id: string;
  on: string | null;
  where: string;
  story: string;
  theirWords: string;
  with: string[];
  strengths: string[];
  newStrengths: string[];
  goals: string[];
  asked: AskedDraft[];
  changed: ChangedDraft[];
  promised: PromiseDraft[];
  money: Values;
  right: boolean | null;
  between: boolean;
}

export const noAsked: AskedDraft = {
  actor: null,
  asked: '',
  answeredIt: null,
  answered: '',
  handedOn: null,
};
export const noChange: ChangedDraft = { words: '', first: false };

/** An empty visit of today, with me there. */
export function newVisit(today: string, me: string): VisitDraft {
  return {
    id: newId(),
    on: today,
    where: '',
    story: '',
    theirWords: '',
    with: [`member:${me}`],
    strengths: [],
    newStrengths: [],
    goals: [],
    asked: [],
    changed: [],
    promised: [],
    money: {},
    right: null,
    between: false,
  };
}

const filled = (text: string) => text.trim() !== '';

/** Whether money was written down: any of what, why, how much or a part. */
export function hasMoney(draft: VisitDraft): boolean {
  const { what, why, minor_units: sum } = draft.money;
  return (
    filled((what as string) ?? '') ||
    filled((why as string) ?? '') ||
    sum != null ||
    ((spendValues(draft.money).went_on as Value[]) ?? []).length > 0
  );
}

/** Whether there is anything in it to keep. */
export function isBlank(draft: VisitDraft): boolean {
  return !(
    filled(draft.story) ||
    filled(draft.where) ||
    filled(draft.theirWords) ||
    draft.strengths.length + draft.newStrengths.length + draft.goals.length > 0 ||
    draft.asked.some(isAsked) ||
    draft.changed.some(c => filled(c.words)) ||
    draft.promised.some(p => filled(p.words)) ||
    hasMoney(draft)
  );
}

const isAsked = (a: AskedDraft) => a.actor !== null || filled(a.asked) || filled(a.answered);

/** Where a visit is to be kept. */
export interface Keeping {
  person: string;
  me: string;
  currency: string;
  /** The scope that I alone share with the person, if there is one yet. */
  between: string | undefined;
}

/** All writes of a visit, to be saved together; the visit itself comes before what names it. */
export function visitWrites(draft: VisitDraft, at: Keeping): Write[] {
  const writes: Write[] = [];
  let scope = personScope(at.person);
  if (draft.between) {
    scope = at.between ?? openBetween(at, writes);
  }
  const fresh = draft.newStrengths.filter(filled).map(words => ({ id: newId(), words }));
  const strengths = [...draft.strengths, ...fresh.map(s => s.id)];
  writes.push(
    writeNew(
      scope,
      'visit',
      {
        on: draft.on,
        where: draft.where.trim(),
        story: draft.story.trim(),
        their_words: draft.theirWords.trim(),
        with: draft.with,
        strengths,
        goals: draft.goals,
        right_first_time: draft.right,
      },
      at.currency,
      draft.id,
    ),
  );
  for (const { id, words } of fresh) {
    const set = { words: words.trim() };
    writes.push({ scope, kind: 'strength', id, set, add: { visits: [draft.id] } });
  }
  // The circle must not learn of a private visit from a strength that grew.
  if (!draft.between) {
    for (const id of draft.strengths) {
      writes.push({ scope, kind: 'strength', id, add: { visits: [draft.id] } });
    }
  }
  writes.push(...factWrites(scope, draft, at));
  return writes;
}

function openBetween(at: Keeping, writes: Write[]): string {
  const { write, scope } = newBetween(at.person, at.me);
  writes.push(write);
  return scope;
}

/** A new scope between me and a person, and the write that opens it. */
export function newBetween(person: string, me: string): { scope: string; write: Write } {
  const id = newId();
  const scope = `between:${id}`;
  return {
    scope,
    write: {
      scope,
      kind: 'between',
      id,
      set: { about: person },
      add: { circle: [`member:${me}`] },
    },
  };
}

function factWrites(scope: string, draft: VisitDraft, at: Keeping): Write[] {
  const { id: visit, on } = draft;
  const make = (kind: 'contact' | 'change_seen' | 'thread' | 'decision', values: Values) =>
    writeNew(scope, kind, { ...values, visit }, at.currency);
  const asked = draft.asked.filter(isAsked).map(a =>
    make('contact', {
      actor: a.actor,
      asked: a.asked.trim(),
      asked_on: on,
      answered: a.answeredIt === 'not_yet' ? '' : a.answered.trim(),
      answered_on: a.answeredIt === 'yes' ? on : null,
      handed_on_to: a.handedOn,
    }),
  );
  const changed = draft.changed
    .filter(c => filled(c.words))
    .map(c =>
      make('change_seen', {
        words: c.words.trim(),
        first_time: c.first || null,
        noticed_by: 'worker',
        on,
      }),
    );
  const promised = draft.promised
    .filter(p => filled(p.words))
    .map(p =>
      make('thread', {
        words: p.words.trim(),
        promised_for: p.day,
        who_has_it: p.who,
        state: 'open',
      }),
    );
  const goal = draft.goals.length === 1 ? (draft.goals[0] ?? null) : null;
  const money = hasMoney(draft)
    ? [make('decision', { minor_units: 0, goal, ...spendValues(draft.money), on })]
    : [];
  return [...asked, ...changed, ...promised, ...money];
}
