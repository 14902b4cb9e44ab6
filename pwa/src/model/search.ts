import { rules } from '../../../schema/schema.gen.ts';
import type * as engine from './engine.ts';
import { value, versions } from './engine.ts';
import { isWords } from './own.ts';
import { store } from './phone.ts';
import type { Hit } from './types.ts';
import type { Kind } from './view.ts';

interface Text {
  field: string;
  text: string;
  lower: string;
}

/** The words of a record, for as long as it stays as it is. */
const texts = new WeakMap<engine.Record, Text[]>();

function textsOf(record: engine.Record): Text[] {
  let found = texts.get(record);
  if (found) return found;
  found = [];
  for (const [field, rule] of Object.entries(rules[record.kind as Kind] ?? {})) {
    if (rule === 'set') continue;
    if (rule === 'versions') {
      for (const v of versions(record, field)) found.push(entry(field, v.value));
    } else {
      const v = value(record, field);
      if (typeof v === 'string' && isWords(record.kind, field, v)) found.push(entry(field, v));
    }
  }
  texts.set(record, found);
  return found;
}

function entry(field: string, text: string): Text {
  return { field, text, lower: fold(text) };
}

/** Lower case, without accents: `Siân` is found by `sian`. */
function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** Records whose words hold every word of q, newest first. Quick enough for each keystroke. */
export function search(q: string, limit = 30): Hit[] {
  const words = fold(q).split(/\s+/).filter(Boolean);
  const { memory } = store();
  void memory.queue.value;
  if (words.length === 0) return [];
  const hits: { hit: Hit; last: string }[] = [];
  for (const [scope, kind] of memory.listNames()) {
    for (const key of memory.keysIn(scope, kind)) {
      const record = memory.record(key);
      if (!record || value(record, 'gone') === true) continue;
      const text = matching(textsOf(record), words);
      if (!text) continue;
      const hit = { scope, kind, id: record.id, field: text.field, text: around(text, words) };
      hits.push({ hit, last: record.last });
    }
  }
  hits.sort((a, b) => (a.last < b.last ? 1 : -1));
  return hits.slice(0, limit).map(h => h.hit);
}

/** The text that holds the first word, if all words stand somewhere in the record. */
function matching(list: Text[], words: string[]): Text | undefined {
  if (!words.every(word => list.some(text => text.lower.includes(word)))) return undefined;
  return list.find(text => text.lower.includes(words[0] ?? ''));
}

function around(text: Text, words: string[]): string {
  if (text.text.length <= 120) return text.text;
  const at = Math.max(0, text.lower.indexOf(words[0] ?? '') - 40);
  const part = text.text.slice(at, at + 120).trim();
  return `${at > 0 ? '…' : ''}${part}${at + 120 < text.text.length ? '…' : ''}`;
}
