import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import {
  apply,
  type Change,
  canonical,
  emptyRecord,
  fieldStamp,
  immutable,
  learn,
  members,
  merge,
  type RecordState,
  type Rules,
  type Value,
  versions,
} from '../merge/merge.ts';
import { decodeReply, digestAdd, digestHex, EMPTY_DIGEST, type Entry } from '../wire/wire.ts';

interface Line {
  index: number;
  rules: Rules;
  older: Rules;
  reply: string;
  state: RecordState;
  unlearnt: RecordState;
  shown: { versions: [string, string][]; members: string[]; newest: string };
  immutable: string[][];
}

const root = fileURLToPath(new URL('../..', import.meta.url));

function histories(seed: string, count: number): Line[] {
  const args = ['run', './sync/differential', '-seed', seed, '-count', String(count)];
  const out = execFileSync('go', args, { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 28 });
  return out
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line) as Line);
}

function fold(rules: Rules, changes: readonly Change[], like: RecordState): RecordState {
  const record = emptyRecord(like.kind, like.id);
  for (const change of changes) apply(rules, record, change);
  return record;
}

/** As bytes, so that the order of lists counts and that of names does not. */
function bytes(state: RecordState): string {
  return Buffer.from(canonical(state as unknown as Value)).toString('latin1');
}

function sameState(got: RecordState, want: RecordState, what: string) {
  if (bytes(got) !== bytes(want)) expect(got, what).toEqual(want);
  expect(bytes(got) === bytes(want), what).toBe(true);
}

function check(line: Line, seed: string) {
  const at = `history ${line.index} of seed ${seed}`;
  const part = decodeReply(line.reply).scopes[0];
  const entries: Entry[] = part?.changes ?? [];
  const sum = entries.reduce((d, e) => digestAdd(d, e.device, e.n, e.at), EMPTY_DIGEST);
  expect(digestHex(sum), at).toBe(part?.digest);

  const { rules, older, state } = line;
  const middle = entries.length >> 1;
  const front = fold(older, entries.slice(0, middle), state);
  const back = fold(rules, entries.slice(middle), state);
  sameState(fold(rules, entries, state), state, at);
  sameState(fold(rules, [...entries].reverse(), state), state, `${at}, backwards`);
  sameState(merge(rules, back, front), state, `${at}, merged`);
  sameState(fold(older, entries, state), line.unlearnt, `${at}, older rules`);
  learn(rules, line.unlearnt);
  sameState(line.unlearnt, state, `${at}, learnt`);

  const told = entries.map(e => immutable(rules, state, e));
  const shown = {
    versions: versions(state, 'words').map(v => [v.id, v.value]),
    members: members(state, 'tags'),
    newest: fieldStamp(state, 'words'),
  };
  expect(shown, at).toEqual(line.shown);
  expect(told, at).toEqual(line.immutable);
}

// A failure names its seed: SYNC_SEED=<seed> npx vitest run sync/differential
const random = process.env.SYNC_SEED ?? String(Math.floor(Math.random() * 2 ** 48));

test.each(['1', random])(
  'both engines agree on the histories of seed %s',
  {
    timeout: 120_000,
  },
  seed => {
    const lines = histories(seed, 400);
    expect(lines.length).toBe(400);
    const both = lines.filter(l => l.shown.versions.length > 1 && l.shown.members.length > 0);
    expect(both.length, 'histories with something to disagree about').toBeGreaterThan(50);
    for (const line of lines) check(line, seed);
  },
);
