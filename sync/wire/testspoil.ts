import fc from 'fast-check';

// For tests of what reads data that came from elsewhere: takes good data and spoils it.

type Path = (string | number)[];

/** What a place in JSON may hold instead of what belongs there. */
const strange: fc.Arbitrary<unknown> = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom<unknown>(
    null,
    '',
    '\u0000',
    '\ud800',
    -1,
    0.5,
    2 ** 53,
    [],
    [null],
    [[]],
    {},
    { latest: null },
    { versions: [['x']] },
    { set: [null], dropped: 7 },
  ),
  fc.constantFrom('__proto__', 'constructor', 'toString').map(name => ({ [name]: {} })),
);

function placesIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const inside = Object.entries(value).flatMap(([name, child]) =>
    placesIn(child, [...path, Array.isArray(value) ? Number(name) : name]),
  );
  return [path, ...inside];
}

const at = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>((v, name) => (v as Record<string, unknown>)?.[name], value);

/** One injury: something else in a place, nothing in it, a neighbour twice, two places swapped. */
function injured(value: unknown, places: Path[], how: Injury): unknown {
  const path = places[how.place % places.length] ?? [];
  const name = path.at(-1);
  if (name === undefined) return how.kind === 'replace' ? how.by : value;
  const out = structuredClone(value);
  const parent = at(out, path.slice(0, -1)) as Record<string | number, unknown>;
  // An injury before this one may have taken the place away.
  if (typeof parent !== 'object' || parent === null) return out;
  if (how.kind === 'replace') parent[name] = how.by;
  else if (how.kind === 'swap') parent[name] = at(value, places[how.other % places.length] ?? []);
  else if (how.kind === 'double' && Array.isArray(parent)) parent.push(parent[Number(name)]);
  else if (Array.isArray(parent)) parent.splice(Number(name), 1);
  else delete parent[name];
  return out;
}

interface Injury {
  kind: 'replace' | 'swap' | 'double' | 'remove';
  place: number;
  other: number;
  by: unknown;
}

/** Injuries that fit any JSON. */
export const injuries: fc.Arbitrary<Injury[]> = fc.array(
  fc.record({
    kind: fc.constantFrom('replace', 'swap', 'double', 'remove'),
    place: fc.nat(),
    other: fc.nat(),
    by: strange,
  }),
  { minLength: 1, maxLength: 3 },
);

/** JSON with these injuries; alters nothing. */
export function spoil(value: unknown, by: readonly Injury[]): unknown {
  return by.reduce((v, injury) => injured(v, placesIn(value), injury), value);
}

/** Text of which a piece is missing, doubled or replaced by something. */
export const spoiledText = (good: string): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.nat(good.length),
      fc.nat(Math.min(40, good.length)),
      fc.oneof(fc.constant(''), fc.string({ unit: 'binary', maxLength: 4 }), fc.constant('[{"')),
      fc.boolean(),
    )
    .map(([from, length, piece, cut]) =>
      cut ? good.slice(0, from) : good.slice(0, from) + piece + good.slice(from + length),
    );
