import type { IconName } from '../../kit/index.ts';
import { howFar } from '../../kit/scale.tsx';
import type { Kind } from '../../model/index.ts';
import { fmt } from '../../words/index.ts';
import { dayOf } from './days.ts';
import { choiceWords, isFact } from './forms.ts';
import { type AnyView, about, isBetween, oneAbout, whoIs } from './lives.ts';
import { settle } from './settled.ts';
import { w } from './words.ts';

/** One thing in a person's life as the timeline tells it. */
export interface Entry {
  kind: Kind;
  /** Of the root, where it was corrected: its page shows the history. */
  id: string;
  /** YYYY-MM-DD */
  day: string;
  madeAt: number;
  between: boolean;
  pending: boolean;
  by: string | null;
  view: AnyView;
}

/** What the filter over the timeline offers, and the kinds behind each. */
export const filters = {
  visit: ['visit'],
  decision: ['decision'],
  change_seen: ['change_seen', 'gain'],
  contact: ['contact'],
  assessment: ['assessment', 'life_check', 'goal'],
  thread: ['thread'],
} satisfies Record<string, Kind[]>;

export type Filter = keyof typeof filters | 'between' | 'rest';

const kinds: Kind[] = [
  'visit',
  'decision',
  'contact',
  'change_seen',
  'assessment',
  'life_check',
  'gain',
  'known',
  'goal',
  'strength',
  'thread',
  'evidence',
  'story',
  'feedback',
  'consent',
  'opened',
  'concern',
];

const listed = new Set<Kind>(Object.values(filters).flat());

export const icons: Partial<Record<Kind, IconName>> = {
  visit: 'visit',
  decision: 'money',
  contact: 'contact',
  change_seen: 'changed',
  assessment: 'goal',
  life_check: 'life',
  gain: 'gain',
  known: 'known',
  goal: 'goal',
  strength: 'strength',
  thread: 'promise',
  evidence: 'evidence',
  story: 'story',
  feedback: 'feedback',
  consent: 'tick',
  opened: 'eye',
  concern: 'heed',
  person: 'person',
  pot: 'money',
  pot_entry: 'money',
};

/** Everything that is told about a person, newest first; corrections stand at their root's place. */
export function everything(person: string): Entry[] {
  const all = kinds.flatMap(kind => entriesOf(person, kind));
  return all.sort((a, b) =>
    a.day === b.day ? b.madeAt - a.madeAt || (a.id < b.id ? 1 : -1) : a.day < b.day ? 1 : -1,
  );
}

function entriesOf(person: string, kind: Kind): Entry[] {
  const views = about(person, kind) as AnyView[];
  const pairs = isFact(kind)
    ? settle(views as (AnyView & { corrects?: string })[]).map(s => ({ root: s.root, now: s.now }))
    : views.map(v => ({ root: v, now: v }));
  return pairs.map(({ root, now }) => ({
    kind,
    id: root.id,
    day: dayOfView(now),
    madeAt: root.madeAt,
    between: isBetween(root.scope),
    pending: root.pending || now.pending,
    by: root.madeBy,
    view: now,
  }));
}

/** The day that a record tells of; the day of writing where it names none. */
export function dayOfView(view: AnyView): string {
  const day = view.on ?? view.made_on ?? view.asked_on;
  return typeof day === 'string' ? day : dayOf(view.madeAt);
}

export function passes(entry: Entry, filter: Filter | null): boolean {
  if (filter === null) return true;
  if (filter === 'between') return entry.between;
  if (filter === 'rest') return !listed.has(entry.kind);
  return (filters[filter] as Kind[]).includes(entry.kind);
}

/** What a record says: a line in bold, and what follows it. */
export interface Said {
  head: string;
  text: string;
  /** Somebody's own words. */
  quote?: string;
}

const textOf = (v: AnyView, field: string): string => {
  const raw = v[field];
  if (typeof raw === 'string') return raw;
  return (raw as { text?: string } | null)?.text ?? '';
};

const sayers: Partial<Record<Kind, (v: AnyView, person: string) => Said>> = {
  visit: v => ({
    head: textOf(v, 'where'),
    text: textOf(v, 'story'),
    quote: textOf(v, 'their_words'),
  }),
  decision: v => ({
    head: [sumOf(v), textOf(v, 'what')].filter(Boolean).join(' · '),
    text: textOf(v, 'why'),
  }),
  contact: v => ({
    head: v.actor ? whoIs(textOf(v, 'actor')) : '',
    text: [textOf(v, 'asked'), textOf(v, 'answered')].filter(Boolean).join('\n'),
  }),
  change_seen: v => ({
    head: v.first_time ? w.value.person.firstTime : '',
    text: textOf(v, 'words'),
  }),
  assessment: (v, person) => ({
    head: judged(v),
    text: oneAbout(person, 'goal', textOf(v, 'goal'))?.words.text ?? '',
    quote: textOf(v, 'words'),
  }),
  life_check: v => ({
    head: choiceWords(textOf(v, 'answer')),
    text: '',
    quote: textOf(v, 'words'),
  }),
  gain: v => ({
    head: [sumOf(v), v.per && v.per !== 'once' ? choiceWords(textOf(v, 'per')) : '']
      .filter(Boolean)
      .join(' '),
    text: textOf(v, 'words'),
  }),
  known: v => ({ head: v.known ? choiceWords(textOf(v, 'known')) : '', text: textOf(v, 'words') }),
  goal: v => ({ head: '', text: '', quote: textOf(v, 'words') }),
  feedback: v => ({
    head: v.from ? whoIs(textOf(v, 'from')) : '',
    text: '',
    quote: textOf(v, 'words'),
  }),
  consent: v => ({
    head: `${v.given === false ? w.value.no : w.value.yes} · ${choiceWords(textOf(v, 'to'))}`,
    text: v.whom ? whoIs(textOf(v, 'whom')) : '',
  }),
  opened: v => ({
    head: w.value.record.openedBy(whoIs(textOf(v, 'by')), fmt.time(Number(v.until))),
    text: w.value.record.because(textOf(v, 'why')),
  }),
};

/** A record in few words. */
export function said(kind: Kind, view: AnyView, person: string): Said {
  return sayers[kind]?.(view, person) ?? { head: '', text: textOf(view, 'words') };
}

function sumOf(v: AnyView): string {
  return typeof v.minor_units === 'number' && (v.minor_units > 0 || v.kind === 'decision')
    ? fmt.money(v.minor_units, textOf(v, 'currency') || 'GBP')
    : '';
}

function judged(v: AnyView): string {
  const who = v.by ? `${choiceWords(textOf(v, 'by'))}: ` : '';
  if (v.done) return who + w.value.kit.done;
  return who + (typeof v.how_far === 'number' ? howFar(v.how_far) : '');
}
