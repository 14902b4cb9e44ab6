import { rules, type Kind as SchemaKind } from '../../../schema/schema.gen.ts';
import { validate as check } from '../../../schema/validate.ts';
import { deviceNow, now } from '../local/clock.ts';
import { StorageError } from '../local/db.ts';
import { ulid } from '../local/ids.ts';
import { isEarly } from './early.ts';
import * as engine from './engine.ts';
import { keyOf } from './memory.ts';
import type { OwnChange } from './own.ts';
import { identity, nudge, reading, store } from './phone.ts';
import type { Problem, Value, Write } from './types.ts';
import type { View } from './view.ts';

/**
 * Why a save did not happen; what the form holds is untouched. Codes: `invalid` (with
 * `problems`), `full` (no room left on the phone), `closed`, `storage`, `not_joined`.
 */
export class SaveError extends Error {
  readonly code: string;
  readonly problems: Problem[];
  constructor(code: string, problems: Problem[] = []) {
    super(`save: ${code}`);
    this.code = code;
    this.problems = problems;
  }
}

/** A new record id: a lower-case ULID. */
export function newId(): string {
  return ulid(now());
}

/** What is wrong with a write, by the schema; empty when nothing is. Screens put the codes into words. */
export function validate(write: Write): Problem[] {
  return check(write.scope, filledIn(write)).map(p => ({
    path: p.path,
    code: p.code,
    detail: p.limit === undefined ? '' : String(p.limit),
  }));
}

/**
 * Saves all the writes or none. When it resolves they are on this phone's disk and on
 * its screens. Rejects with SaveError.
 */
export async function save(writes: Write[]): Promise<void> {
  await put(writes);
}

/** What can still be taken back. */
export interface Undoable {
  /** Takes it all back; false when it was sent already or written upon. */
  undo(): Promise<boolean>;
}

/** Like `save`, but nothing is sent for some seconds, in which `undo` takes it all back. */
export async function saveWithUndo(writes: Write[], seconds = 10): Promise<Undoable> {
  const keys = await put(writes, deviceNow() + seconds * 1000);
  return {
    async undo() {
      const whole = await store().undo(keys);
      nudge();
      return whole;
    },
  };
}

async function put(writes: Write[], until?: number): Promise<string[]> {
  const who = identity.peek();
  if (!who) throw new SaveError('not_joined');
  // What a write replaces is told by the record as it stands, which may still be on its way.
  if (reading.peek() && !writes.every(write => isEarly(write.kind))) await store().settled();
  const problems = writes.flatMap(validate);
  if (problems.length > 0) throw new SaveError('invalid', problems);
  try {
    const keys = await store().add(who.device, writes.map(filledIn), until);
    nudge();
    return keys;
  } catch (e) {
    throw e instanceof StorageError ? new SaveError(e.code) : e;
  }
}

/** The change for a write: with the identities that this phone shows and so replaces. */
function filledIn(write: Write): Omit<OwnChange, 'at'> {
  const { scope, kind, id, set, add } = write;
  const record = store().memory.record(keyOf(scope, kind, id));
  const change: Omit<OwnChange, 'at'> = { scope, kind, id };
  if (set && Object.keys(set).length > 0) change.set = set;
  if (add) change.add = withoutEmpty(add);
  if (record && set) fillOver(change, write, record, set);
  if (record && write.drop) fillDrop(change, write.drop, record);
  return change;
}

function fillOver(
  change: Omit<OwnChange, 'at'>,
  write: Write,
  record: engine.Record,
  set: Record<string, Value>,
): void {
  const known = rules[write.kind as SchemaKind] as Record<string, string> | undefined;
  for (const field of Object.keys(set)) {
    if (known?.[field] !== 'versions') continue;
    const keep = write.keep?.[field] ?? [];
    const ids = engine.versions(record, field).map(v => v.id);
    const over = ids.filter(id => !keep.includes(id));
    if (over.length > 0) change.over = { ...change.over, [field]: over };
  }
}

function fillDrop(
  change: Omit<OwnChange, 'at'>,
  drop: Record<string, string[]>,
  record: engine.Record,
): void {
  for (const [field, list] of Object.entries(drop)) {
    const named: Record<string, string[]> = {};
    for (const member of list) {
      const ids = engine.adds(record, field, member);
      if (ids.length > 0) named[member] = ids;
    }
    if (Object.keys(named).length > 0) change.drop = { ...change.drop, [field]: named };
  }
}

function withoutEmpty(lists: Record<string, string[]>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0));
}

/** The write that copies a record's fields into another scope, naming its source. */
export function copyTo(record: View, scope: string): Write {
  const write: Write = { scope, kind: record.kind, id: newId(), set: {}, add: {} };
  const known = rules[record.kind] as Record<string, string>;
  for (const [field, rule] of Object.entries(known)) {
    const value = (record as unknown as Record<string, unknown>)[field];
    if (value === undefined || value === null || field === 'gone' || field === 'corrects') continue;
    if (rule === 'versions') {
      const { text } = value as { text: string };
      if (text) write.set = { ...write.set, [field]: text };
    } else if (rule === 'set') write.add = { ...write.add, [field]: value as string[] };
    else write.set = { ...write.set, [field]: value as Value };
  }
  if ('source' in known) {
    write.set = { ...write.set, source: `${record.scope}/${record.kind}/${record.id}` };
  }
  return write;
}
