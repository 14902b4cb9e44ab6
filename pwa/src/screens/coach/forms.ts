import { table } from '../../../../schema/schema.gen.ts';
import type { Kind, Value, Words, Write } from '../../model/index.ts';
import { newId } from '../../model/index.ts';
import type { AnyView } from './lives.ts';
import { w } from './words.ts';

/** What a form holds: a field's value as its input has it. NaN is a sum that cannot be read. */
export type Values = { [field: string]: Value };

/** The fields that a form asks for, the important ones first; the rest is folded away. */
interface FormSpec {
  first: string[];
  more: string[];
}

/** The forms of all kinds that a coach adds or corrects by themselves. */
export const forms: Partial<Record<Kind, FormSpec>> = {
  person: {
    first: ['called', 'matters', 'good_life', 'good_to_know', 'reach', 'how_we_met'],
    more: ['home_team', 'joined_on', 'said_yes_on', 'left_on', 'afterwards', 'in_figures'],
  },
  strength: { first: ['words', 'of'], more: [] },
  goal: { first: ['words', 'whose', 'because'], more: ['what_done_looks_like', 'made_on'] },
  known: { first: ['words', 'known', 'about'], more: ['when', 'said_by', 'on'] },
  change_seen: { first: ['words', 'first_time', 'noticed_by'], more: ['on'] },
  gain: { first: ['words', 'minor_units', 'per'], more: ['from', 'on'] },
  contact: {
    first: ['actor', 'asked', 'answered'],
    more: ['asked_on', 'answered_on', 'handed_on_to', 'assessed', 'system'],
  },
  thread: { first: ['words', 'promised_for', 'who_has_it'], more: ['next'] },
  story: { first: ['words', 'what_it_teaches'], more: [] },
  consent: { first: ['to', 'whom', 'given', 'how'], more: ['story', 'by', 'on'] },
  feedback: { first: ['words', 'from', 'to'], more: ['on'] },
  evidence: { first: ['words', 'on'], more: ['caption'] },
  concern: {
    first: ['words', 'known', 'told_to', 'what_they_did'],
    more: ['on', 'withheld', 'withheld_because', 'reviewed_on'],
  },
  visit: {
    first: ['story', 'on', 'where'],
    more: ['their_words', 'with', 'strengths', 'goals', 'right_first_time'],
  },
  assessment: { first: ['by', 'done', 'how_far', 'words'], more: ['how', 'on'] },
  life_check: { first: ['answer', 'words', 'by'], more: ['on'] },
  decision: {
    first: ['what', 'why', 'minor_units', 'pot'],
    more: ['from', 'went_on', 'chosen_by', 'goal', 'receipts', 'in_kind', 'on'],
  },
};

/** Fields that stay between members even for sums that a currency belongs to. */
const hidden = new Set(['gone', 'corrects', 'source', 'order', 'file', 'currency', 'circle']);

/** The fields that a record's page shows, in the form's order, then what else there is. */
export function shownFields(kind: Kind): string[] {
  const form = forms[kind];
  const listed = form ? [...form.first, ...form.more] : [];
  const all = [...(table.get(kind)?.fields.keys() ?? [])].filter(f => !hidden.has(f));
  return [...listed, ...all.filter(f => !listed.includes(f))];
}

export function specOf(kind: Kind, field: string) {
  return table.get(kind)?.fields.get(field);
}

/** Kinds with `once` fields are corrected by a new record; the others are written anew. */
export function isFact(kind: Kind): boolean {
  return table.get(kind)?.fields.has('corrects') ?? false;
}

export function labelOf(kind: Kind, field: string): string {
  const words = w.value;
  return (
    words.fieldsOf[`${kind}.${field}`] ?? (words.fields as Record<string, string>)[field] ?? field
  );
}

export function choiceWords(value: string): string {
  return (w.value.choices as Record<string, string>)[value] ?? value;
}

/** A record's field as a form holds it. */
export function formValue(view: AnyView, kind: Kind, field: string): Value {
  const raw = view[field];
  const rule = specOf(kind, field)?.rule;
  if (rule === 'versions') return (raw as { text: string } | undefined)?.text ?? '';
  return (raw ?? null) as Value;
}

function isEmpty(value: Value | undefined): boolean {
  return (
    value == null ||
    value === '' ||
    (Array.isArray(value) && value.length === 0) ||
    Number.isNaN(value)
  );
}

/** Sums carry their currency, where the kind has one. */
function withCurrency(kind: Kind, set: Values, currency: string): Values {
  const has = table.get(kind)?.fields.has('currency');
  return has && typeof set.minor_units === 'number' ? { ...set, currency } : set;
}

/** The write that makes a record out of a form's values. */
export function writeNew(
  scope: string,
  kind: Kind,
  values: Values,
  currency: string,
  id = newId(),
): Write {
  const set: Values = {};
  const add: Record<string, string[]> = {};
  for (const [field, value] of Object.entries(values)) {
    if (isEmpty(value)) continue;
    if (specOf(kind, field)?.rule === 'set') add[field] = value as string[];
    else set[field] = value;
  }
  const write: Write = { scope, kind, id, set: withCurrency(kind, set, currency) };
  return Object.keys(add).length > 0 ? { ...write, add } : write;
}

/**
 * The write that changes a record to a form's values; null when nothing differs. Versions
 * that came after `seen` are left standing: nobody who typed had read them.
 */
export function writeChanged(
  view: AnyView,
  kind: Kind,
  values: Values,
  seen: Record<string, string[]> = {},
): Write | null {
  const write: Write = { scope: view.scope, kind, id: view.id };
  for (const [field, value] of Object.entries(values)) {
    const before = formValue(view, kind, field);
    if (same(before, value)) continue;
    const rule = specOf(kind, field)?.rule;
    if (rule === 'set') {
      const had = (before ?? []) as string[];
      const want = (value ?? []) as string[];
      write.add = { ...write.add, [field]: want.filter(v => !had.includes(v)) };
      write.drop = { ...write.drop, [field]: had.filter(v => !want.includes(v)) };
    } else if (rule === 'versions') {
      write.set = { ...write.set, [field]: value ?? '' };
      const unread = unreadIn(view, field, seen[field]);
      if (unread.length > 0) write.keep = { ...write.keep, [field]: unread };
    } else write.set = { ...write.set, [field]: isEmpty(value) ? null : value };
  }
  return write.set || write.add || write.drop ? write : null;
}

function unreadIn(view: AnyView, field: string, seen: string[] | undefined): string[] {
  const now = (view[field] as Words | undefined)?.versions.map(v => v.identity) ?? [];
  return seen ? now.filter(id => !seen.includes(id)) : [];
}

/** The write of a correction: everything as it is to be, naming the root. */
export function writeCorrection(
  root: AnyView,
  kind: Kind,
  values: Values,
  currency: string,
): Write {
  const facts = Object.fromEntries(
    Object.entries(values).filter(([field]) => specOf(kind, field)?.rule === 'once'),
  );
  for (const field of ['visit', 'goal', 'source', 'currency']) {
    const kept = root[field];
    if (typeof kept === 'string' && facts[field] === undefined) facts[field] = kept;
  }
  const write = writeNew(root.scope, kind, facts, (facts.currency as string) ?? currency);
  return { ...write, set: { ...write.set, corrects: root.id } };
}

export function same(a: Value | undefined, b: Value | undefined): boolean {
  if (isEmpty(a) && isEmpty(b)) return true;
  return JSON.stringify(a) === JSON.stringify(b);
}
