import { type Kind, rules } from '../../../schema/schema.gen.ts';
import { sortedBy } from './early.ts';
import type { Problem, Value, Write } from './types.ts';

/** A change as it is sent, without its number. */
export interface OwnChange {
  scope: string;
  kind: string;
  id: string;
  /** The identity: the stamp that this device wrote. */
  at: string;
  set?: Record<string, Value>;
  over?: Record<string, string[]>;
  add?: Record<string, string[]>;
  drop?: Record<string, Record<string, string[]>>;
}

export interface Skip {
  skip: 'undone' | 'too_large' | 'not_kept';
  through?: number;
}

/** A row of the store `outbox`: a change, or numbers that stand for none. */
export interface OutboxRow {
  n: number;
  since: number;
  change?: OwnChange;
  skip?: Skip;
  /** The effective stamp, once the server has said that it differs from the identity. */
  effective?: string;
}

/**
 * A row of `held`: not numbered and not sent until `until` (by the device's own clock), so
 * that nothing ever waits behind it and taking it back leaves no gap. It gets its number
 * and its final stamp when it is let go: its time is over, or somebody writes on top of it.
 */
export interface HeldRow {
  key: string;
  change: OwnChange;
  since: number;
  until: number;
}

/** A row of `parked`: what the server will not take, or this phone could not send. */
export interface ParkedRow {
  n: number;
  change: OwnChange;
  since: number;
  code: string;
  detail: string;
  errors: Problem[];
}

/** A row of `kept`. `at`: when it was pulled back. */
export interface KeptRow {
  n: number;
  change?: OwnChange;
  skip?: Skip;
  since: number;
  at: number;
}

/** A row of `cursors`: how far a scope was pulled. */
export interface CursorRow {
  scope: string;
  at: number;
  head: number;
  /** 16 hex digits over all that was pulled. */
  digest: string;
  /** The server's seal on the digest at `at`, where it gave one. */
  seal?: string;
  /** Counts the times that the scope was begun anew. */
  generation: number;
  /** Why the scope is being rebuilt, and since when. */
  rebuild?: { why: 'epoch' | 'digest' | 'snapshot'; since: number };
  /** The server's digest was another than ours; see repair.ts. */
  differs?: Differs;
  /** Pages of a snapshot that were taken; `at` is 0 until the last one has come. */
  pages?: { to: number; next: string };
  /** The base began with a snapshot: own changes in it never come back one by one. */
  folded?: boolean;
  /** This member may no longer read it. */
  lost?: boolean;
  /** What somebody was called whose scope was lost, while own words about them are left here. */
  called?: string;
}

/** A scope whose digest was not the server's. */
export interface Differs {
  /** When it was last begun anew for that. */
  at: number;
  /** How often. */
  times: number;
  /** It differed still once all had come again. */
  stands: boolean;
}

/** A row of `recent`: entries of one scope's log as they came, between two seals of the server. */
export interface PieceRow {
  scope: string;
  epoch: string;
  from: number;
  to: number;
  /** Digest and seal of what came before `from`. */
  before: { digest: string; seal: string };
  digest: string;
  seal: string;
  /** JSON of the entries with commas between. */
  entries: string;
  /** The epoch under which the server took it back. */
  relayed?: string;
}

/** `meta` key `counter`; written in the same transaction as what it counts. */
export interface Counter {
  /** The last number given out. */
  n: number;
  /** The highest effective stamp that was pulled. */
  seen: string;
  /** The last stamp that was given out. */
  given?: string;
}

/** `meta` key `sync`. */
export interface SyncMeta {
  epoch: string;
  /** All own changes up to this number have an outcome on the server. */
  have: number;
  stable: number;
  /** Grows with each write of the base; tells a tab that its memory is old. */
  turn: number;
  lastSent: number | null;
  /**
   * The server was restored: first it gets back what this phone had pulled, then all is
   * pulled again. Absent when nothing is left to do.
   */
  heal?: 'relay' | 'pull';
  /** By which list of kinds records lie in packs that are read first, or after (early.ts). */
  sorted?: number;
  /** `stable` was seen to lag behind `have`: there is a backup that it speaks of. */
  backed?: boolean;
}

/** For how long an own change is kept after it came back, and an old base after a restore. */
export const keepMs = 35 * 86_400_000;

/** No change is held for longer, whatever becomes of the clock that it waits for. */
export const holdMost = 5 * 60_000;

export const noSync: SyncMeta = {
  epoch: '',
  have: 0,
  stable: 0,
  turn: 0,
  lastSent: null,
  sorted: sortedBy,
};
export const noCounter: Counter = { n: 0, seen: '' };

/** The change without what belongs to this phone alone, to be shown or written again. */
export function asWrite(change: OwnChange): Write {
  const write: Write = { scope: change.scope, kind: change.kind, id: change.id };
  if (change.set) write.set = change.set;
  if (change.add) write.add = change.add;
  if (change.drop) {
    write.drop = Object.fromEntries(
      Object.entries(change.drop).map(([field, members]) => [field, Object.keys(members)]),
    );
  }
  return write;
}

/** Values that are ids, days, choices or names of records rather than words. */
const notWords = /^([0-9a-z]{26}|\d{4}-\d\d-\d\d|[a-z_]+|[A-Z]{3}|\w+:[\w:/-]+)$/;

/** Whether the text is something that somebody wrote. A single word is, in a field for words. */
export function isWords(kind: string, field: string, text: string): boolean {
  const rule = (rules[kind as Kind] as Record<string, string> | undefined)?.[field];
  return text.trim() !== '' && (rule === 'versions' || field === 'words' || !notWords.test(text));
}

/** All that somebody wrote in a change, text by text. */
export function wordsIn(write: { kind: string; set?: Record<string, Value> }): string[] {
  const out: string[] = [];
  for (const [field, value] of Object.entries(write.set ?? {})) {
    if (typeof value === 'string' && isWords(write.kind, field, value)) out.push(value.trim());
  }
  return out;
}

/** The first words of a change, for a list. */
export function firstWords(change: OwnChange, limit = 80): string {
  const text = (wordsIn(change)[0] ?? '').replace(/\s+/g, ' ');
  return text.length > limit ? `${text.slice(0, limit).trimEnd()}…` : text;
}
