import fc from 'fast-check';
import { expect, test } from 'vitest';
import { make } from '../hlc/hlc.ts';
import {
  adds,
  apply,
  type Change,
  clone,
  compareValues,
  emptyRecord,
  identity,
  immutable,
  learn,
  members,
  merge,
  type RecordState,
  type Rules,
  type Value,
  value,
  versions,
} from './merge.ts';

const devices = ['01arz3ndektsv4rrffq69g5fav', '01bx5zzkbkactav9wevgemmvrz'];
const older: Rules = {
  note: { on: 'latest', words: 'versions', tags: 'set', fact: 'once' },
};
const rules: Rules = {
  note: {
    ...older.note,
    later_on: 'latest',
    later_words: 'versions',
    later_tags: 'set',
    later_fact: 'once',
  },
};

const stamp = fc
  .tuple(fc.integer({ min: 1, max: 12 }), fc.constantFrom(...devices))
  .map(([ms, device]) => make(ms, ms % 2, device));
const stamps = fc.array(stamp, { maxLength: 3 });
const text = fc.constantFrom('', 'a', 'b', '\ufffd', '😀', 'a\0');
const anyValue: fc.Arbitrary<Value> = fc.oneof(
  text,
  fc.integer({ min: -2, max: 300 }),
  fc.constantFrom<Value>(null, true, false, ['a', 1], { b: null, a: 'x' }),
);
const member = fc.constantFrom('x', 'y', '😀', '\ufffd', '__proto__');
const drops = fc
  .array(fc.tuple(member, stamps), { maxLength: 2 })
  .map(pairs => Object.fromEntries(pairs));

/** Any change at all: what it names may come later or never. */
const change: fc.Arbitrary<Change> = fc
  .record(
    {
      at: stamp,
      was: fc.option(stamp, { nil: undefined, freq: 3 }),
      set: fc.dictionary(
        fc.constantFrom('on', 'fact', 'words', 'later_on', 'later_fact', 'later_words'),
        anyValue,
        { maxKeys: 2 },
      ),
      over: fc.dictionary(fc.constantFrom('words', 'later_words'), stamps, { maxKeys: 1 }),
      add: fc.dictionary(fc.constantFrom('tags', 'later_tags'), fc.array(member), { maxKeys: 1 }),
      drop: fc.dictionary(fc.constantFrom('tags', 'later_tags'), drops, { maxKeys: 1 }),
    },
    { requiredKeys: ['at'] },
  )
  .map(({ was, ...rest }) => ({ kind: 'note', id: 'r', ...rest, ...(was && { was }) }) as Change);

const changes = fc.array(change, { maxLength: 12 });

function fold(by: Rules, list: readonly Change[]): RecordState {
  const record = emptyRecord('note', 'r');
  for (const c of list) apply(by, record, c);
  return record;
}

test('any order and any repetition give the same', () => {
  const shuffled = changes.chain(list =>
    fc.tuple(
      fc.constant(list),
      fc.shuffledSubarray([...list, ...list], { minLength: list.length * 2 }),
    ),
  );
  fc.assert(
    fc.property(shuffled, ([list, order]) => {
      expect(fold(rules, order)).toEqual(fold(rules, list));
    }),
  );
});

test('merging is commutative, associative and idempotent, and equals applying', () => {
  fc.assert(
    fc.property(changes, changes, changes, (x, y, z) => {
      const [a, b, c] = [fold(rules, x), fold(older, y), fold(rules, z)] as const;
      const before = [clone(a), clone(b), clone(c)];
      const ab = merge(rules, a, b);
      expect(merge(rules, b, a)).toEqual(ab);
      expect(merge(rules, a, a)).toEqual(a);
      expect(merge(rules, a, merge(rules, b, c))).toEqual(merge(rules, ab, c));
      expect(fold(rules, [...x, ...y, ...z])).toEqual(merge(rules, ab, c));
      for (const again of [...x, ...y, ...z]) apply(rules, ab, restamped(again));
      const kept = merge({}, fold({}, x), b);
      for (const again of [...x, ...y]) apply({}, kept, restamped(again));
      expect([a, b, c]).toEqual(before);
    }),
  );
});

/** The same write under a stamp that a server might have made. */
function restamped(c: Change): Change {
  return { ...c, at: make(60, 0, devices[0] as string), was: identity(c) };
}

test('a clone is apart', () => {
  fc.assert(
    fc.property(changes, changes, (base, outbox) => {
      const record = fold(older, base);
      const before = JSON.stringify(record);
      const shown = clone(record);
      for (const c of base) apply(older, shown, restamped(c));
      for (const c of outbox) apply(rules, shown, c);
      expect(JSON.stringify(record)).toBe(before);
    }),
  );
});

test('what was kept folds when the rules learn it', () => {
  fc.assert(
    fc.property(changes, changes, (first, then) => {
      const record = fold(older, first);
      for (const c of then) apply(rules, record, c);
      if (then.length === 0) learn(rules, record);
      expect(record.kept).toBeUndefined();
      expect(record).toEqual(fold(rules, [...first, ...then]));
    }),
  );
});

test('the state survives JSON', () => {
  fc.assert(
    fc.property(changes, list => {
      const record = fold(older, list);
      expect(JSON.parse(JSON.stringify(record))).toEqual(record);
    }),
  );
});

/** The slow and obvious reading: a write stays unless another one names its identity. */
function stays(list: readonly Change[], c: Change, named: (other: Change) => readonly string[]) {
  return !list.some(o => identity(o) !== identity(c) && named(o).includes(identity(c)));
}

test('words nobody replaced stay, adds nobody dropped stay, restamped or not', () => {
  fc.assert(
    fc.property(changes, list => {
      const record = fold(rules, list);
      const words = list.filter(
        c => typeof c.set?.words === 'string' && stays(list, c, o => o.over?.words ?? []),
      );
      const shown = versions(record, 'words').map(v => `${v.id} ${v.value}`);
      expect(new Set(shown)).toEqual(new Set(words.map(c => `${identity(c)} ${c.set?.words}`)));
      expect(shown.length).toBe(new Set(shown).size);
      const held = list.flatMap(c =>
        (c.add?.tags ?? []).filter(m =>
          stays(list, c, o =>
            o.drop?.tags && Object.hasOwn(o.drop.tags, m) ? (o.drop.tags[m] ?? []) : [],
          ),
        ),
      );
      expect(new Set(members(record, 'tags'))).toEqual(new Set(held));
    }),
  );
});

function best(list: readonly Change[], field: string, sign: number): Value | undefined {
  const order = (a: Change, b: Change) =>
    (a.at < b.at ? -1 : a.at > b.at ? 1 : 0) ||
    compareValues(a.set?.[field] as Value, b.set?.[field] as Value);
  const wrote = list.filter(c => c.set?.[field] !== undefined);
  return wrote.sort((a, b) => -sign * order(a, b))[0]?.set?.[field];
}

test('latest takes the highest stamp and once the lowest', () => {
  fc.assert(
    fc.property(changes, list => {
      const record = fold(rules, list);
      expect(value(record, 'on')).toEqual(best([...list], 'on', 1));
      expect(value(record, 'fact')).toEqual(best([...list], 'fact', -1));
    }),
  );
});

test('a write that saw everything wins, and an add that a drop did not see stays', () => {
  fc.assert(
    fc.property(changes, list => {
      const record = fold(rules, list);
      const [A, B] = devices as [string, string];
      const final: Change = {
        kind: 'note',
        id: 'r',
        at: make(50, 0, A),
        was: make(2 ** 40, 0, A),
        set: { words: 'final', on: 'final' },
        over: { words: versions(record, 'words').map(v => v.id) },
        add: { tags: ['x'] },
      };
      const drop: Change = {
        kind: 'note',
        id: 'r',
        at: make(51, 0, B),
        drop: { tags: { x: adds(record, 'tags', 'x') } },
      };
      const strings = list.filter(c => typeof c.set?.words !== 'object');
      const end = fold(rules, [drop, final, ...list]);
      expect(value(end, 'on')).toBe('final');
      expect(members(end, 'tags')).toContain('x');
      expect(adds(end, 'tags', 'x')).toEqual([final.was]);
      if (strings.length === list.length) {
        const left = versions(end, 'words').map(v => v.value);
        expect(left).toEqual(['final']);
      }
    }),
  );
});

test('another value for a once field is told', () => {
  const record = fold(rules, [{ kind: 'note', id: 'r', at: '2', set: { fact: 'a', on: 'b' } }]);
  const told = (set: Record<string, Value>) =>
    immutable(rules, record, { kind: 'note', id: 'r', at: '1', set });
  expect(told({ fact: 'a', on: 'c' })).toEqual([]);
  expect(told({ fact: 'b', later_fact: 'b' })).toEqual(['fact']);
  expect(told({ fact: null })).toEqual(['fact']);
});
