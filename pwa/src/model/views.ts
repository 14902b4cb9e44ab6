import { rules } from '../../../schema/schema.gen.ts';
import * as engine from './engine.ts';
import type { Memory } from './memory.ts';
import { directory, memberIdOfStamp } from './names.ts';
import type { ViewBase, Words } from './types.ts';
import type { Kind, View } from './view.ts';

/** Views that were made, by the state of the record they show. */
const made = new WeakMap<engine.Record, { pending: boolean; names: unknown; view: ViewBase }>();

/** The view of a record; the same object for as long as the record stays as it is. */
export function viewOf(memory: Memory, key: string): View | undefined {
  const record = memory.record(key);
  if (!record) return undefined;
  const pending = memory.hasOwn(key);
  const names = directory.value;
  const had = made.get(record);
  if (had && had.pending === pending && had.names === names) return had.view as View;
  const [scope = ''] = key.split('\n');
  const view = build(scope, record, pending);
  made.set(record, { pending, names, view });
  return view as View;
}

function build(scope: string, record: engine.Record, pending: boolean): ViewBase {
  const { kind, id, first, last } = record;
  const view: Record<string, unknown> & ViewBase = {
    scope,
    kind,
    id,
    madeBy: memberIdOfStamp(first),
    madeAt: engine.msOf(first),
    changedBy: memberIdOfStamp(last),
    changedAt: engine.msOf(last),
    pending,
  };
  const fields = rules[kind as Kind] ?? {};
  for (const [field, rule] of Object.entries(fields)) {
    if (rule === 'versions') view[field] = wordsOf(record, field);
    else if (rule === 'set') view[field] = engine.members(record, field);
    else {
      const value = engine.value(record, field);
      if (value !== undefined) view[field] = value;
    }
  }
  return view;
}

function wordsOf(record: engine.Record, field: string): Words {
  const versions = engine.versions(record, field).map(v => ({
    identity: v.id,
    at: engine.msOf(v.at),
    by: memberIdOfStamp(v.id),
    text: v.value,
  }));
  return { text: versions[0]?.text ?? '', versions };
}
