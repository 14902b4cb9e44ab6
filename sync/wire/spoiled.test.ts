import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { injuries, spoil, spoiledText } from './testspoil.ts';
import { decodeReply, type Reply, WireError } from './wire.ts';

type Vectors = { good?: { text?: string }[]; replies?: { text: string }[] };

const good = ['replies', 'relays', 'snapshots'].flatMap(name => {
  const file = new URL(`../vectors/${name}.json`, import.meta.url);
  const { good = [], replies = [] } = JSON.parse(readFileSync(file, 'utf8')) as Vectors;
  return [...good, ...replies].flatMap(one => one.text ?? []);
});
const goodText = fc.constantFrom(...good);
const runs = { numRuns: 2000 };

/** Reads it, or says no in the one way that there is; anything else that is thrown comes through. */
function read(text: string): Reply | null {
  try {
    return decodeReply(text);
  } catch (e) {
    if (e instanceof WireError) return null;
    throw e;
  }
}

test('there is something to spoil', () => {
  expect(good.length).toBeGreaterThan(5);
  for (const text of good) expect(read(text)).not.toBeNull();
});

test('any text at all is read or refused', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.json(),
    fc.constantFrom('null', '[]', '{}', '"', '{"epoch":{"__proto__":1}}'),
  );
  fc.assert(
    fc.property(text, it => void read(it)),
    runs,
  );
});

test('a good reply that was cut or garbled is read or refused', () => {
  const text = goodText.chain(spoiledText);
  fc.assert(
    fc.property(text, it => void read(it)),
    runs,
  );
});

test('a reply with wrong members is read or refused', () => {
  let refused = 0;
  const spoiled = fc.tuple(goodText, injuries).map(([text, by]) => spoil(JSON.parse(text), by));
  fc.assert(
    fc.property(spoiled, it => {
      if (!read(JSON.stringify(it))) refused++;
    }),
    runs,
  );
  expect(refused).toBeGreaterThan(runs.numRuns / 4);
});

test('what nests without end is refused', () => {
  const [text = ''] = good;
  for (const [open, close] of [
    ['[', ']'],
    ['{"a":', '}'],
  ] as const) {
    const deep = `${open.repeat(100_000)}0${close.repeat(100_000)}`;
    expect(read(deep)).toBeNull();
    const o = JSON.parse(text);
    o.scopes[0].changes[0].set = { story: 'DEEP' };
    expect(read(JSON.stringify(o))).not.toBeNull();
    expect(read(JSON.stringify(o).replace('"DEEP"', deep))).toBeNull();
  }
});
