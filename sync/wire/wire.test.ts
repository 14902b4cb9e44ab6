import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
  batchSize,
  byteLength,
  changeOf,
  decodeReply,
  digestAdd,
  digestHex,
  EMPTY_DIGEST,
  encodeChange,
  encodeRequest,
  type Pushed,
  parseDigest,
  type Request,
  WireError,
} from './wire.ts';

function read<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../vectors/${name}`, import.meta.url), 'utf8'));
}

const requests = read<{ encoded: { request: Request; body: string }[] }>('requests.json');

test.each(requests.encoded)('writes a request', ({ request, body }) => {
  expect(JSON.parse(encodeRequest(request))).toEqual(JSON.parse(body));
});

type Read = { name: string; text: string; reply: { scopes: { scope: string }[] } };

const replies = read<{ good: Read[]; bad: { name: string; text: string }[] }>('replies.json');
const relays = read<{ good: { name: string; body: string }[]; replies: Read[] }>('relays.json');
const snapshots = read<{ good: { name: string; body: string }[]; replies: Read[] }>(
  'snapshots.json',
);

const allReplies = [...replies.good, ...relays.replies, ...snapshots.replies];

test.each(allReplies)('reads $name', ({ text, reply }) => {
  const got = decodeReply(text);
  const scopes = reply.scopes as { scope: string; changes: object[] }[];
  const want = scopes.map(s => ({ ...s, changes: s.changes.map(c => ({ ...c, scope: s.scope })) }));
  expect(got).toEqual({ ...reply, scopes: want });
});

test.each(relays.good)('writes again what was relayed: $name', ({ body }) => {
  const { device, epoch, push } = JSON.parse(body);
  const written = JSON.parse(
    encodeRequest({ schema: 1, device, epoch, push: [], relay: push.relay }),
  );
  // The scope stands outside of each entry.
  for (const { changes } of push.relay) for (const change of changes) delete change.scope;
  expect(written.push.relay ?? []).toEqual(push.relay);
});

test.each(snapshots.good)('asks for a page: $name', ({ body }) => {
  const { device, epoch, pull } = JSON.parse(body);
  const asked = pull.snapshots ?? {};
  const marks = Object.fromEntries(
    Object.entries(asked as Record<string, { to: number; next: string }>).map(([scope, mark]) => [
      scope,
      { to: mark.to, next: mark.next },
    ]),
  );
  const written = JSON.parse(
    encodeRequest({
      schema: 1,
      device,
      epoch,
      push: [],
      pull: { cursors: pull.cursors, maxBytes: 7, snapshots: marks },
    }),
  );
  expect(written.pull.snapshots ?? {}).toEqual(marks);
});

test('a page of a snapshot that does not fit its part is refused', () => {
  const last = JSON.parse(snapshots.replies.at(-1)?.text ?? '');
  const [part] = last.scopes;
  const spoiled = [
    { ...part, to: part.to + 1 },
    { ...part, head: part.snapshot.to - 1 },
    { ...part, snapshot: { ...part.snapshot, next: 'more' } },
    { ...part, snapshot: { ...part.snapshot, digest: 'x' } },
    { ...part, snapshot: { ...part.snapshot, records: [{ kind: 'visit', id: part.id }] } },
  ];
  for (const scope of spoiled) {
    expect(() => decodeReply(JSON.stringify({ ...last, scopes: [scope] }))).toThrow(WireError);
  }
});

test.each(replies.bad)('refuses a reply: $name', ({ text }) => {
  expect(() => decodeReply(text)).toThrow(WireError);
});

test('every part of a reply is needed', () => {
  const reply = JSON.parse(replies.good[0]?.text ?? '');
  const optional = new Set(['seal', 'was', 'set', 'over', 'add', 'drop', 'detail', 'errors']);
  const inside = (node: object): [Record<string, unknown>, string][] =>
    Object.entries(node).flatMap(([name, child]) => [
      ...(Array.isArray(node) ? [] : [[node, name] as [Record<string, unknown>, string]]),
      ...(typeof child === 'object' &&
      child !== null &&
      !['set', 'over', 'add', 'drop'].includes(name)
        ? inside(child)
        : []),
    ]);
  for (const [node, name] of inside(reply)) {
    const held = node[name];
    for (const broken of [undefined, {}, 0.5, 'NO']) {
      if (optional.has(name) && broken !== 0.5) continue;
      if (name === 'scope' && broken === undefined && 'seq' in node) continue;
      if (typeof held === 'string' && broken === 'NO' && !STRICT.has(name)) continue;
      node[name] = broken;
      expect(() => decodeReply(JSON.stringify(reply)), `${name} as ${broken}`).toThrow(WireError);
      node[name] = held;
    }
  }
  decodeReply(JSON.stringify(reply));
});

const STRICT = new Set(['at', 'was', 'id', 'device', 'digest']);

const digests =
  read<{ log: { device: string; n: number; at: string }[]; digest: string }[]>('digests.json');

test.each(digests)('sums a digest of $digest', ({ log, digest }) => {
  const sum = log.reduce((d, e) => digestAdd(d, e.device, e.n, e.at), EMPTY_DIGEST);
  expect(digestHex(sum)).toBe(digest);
  expect(parseDigest(digest)).toEqual(sum);
});

test('parseDigest refuses what is no digest', () => {
  for (const text of ['', '0', '00000000000000FF', '000000000000000g', '00000000000000000']) {
    expect(parseDigest(text)).toBeUndefined();
  }
});

const pushed: Pushed = {
  n: 1,
  scope: 'place',
  kind: 'visit',
  id: 'x',
  at: 's',
  set: { story: 'é' },
};

test('a batch keeps to its bytes and to 500 changes', () => {
  const one = byteLength(encodeChange(pushed)) + 1;
  expect(one).toBe(Buffer.byteLength(encodeChange(pushed)) + 1);
  expect(batchSize([], 1000)).toBe(0);
  expect(batchSize([pushed, pushed, pushed], one * 2)).toBe(2);
  expect(batchSize([pushed, pushed], 1)).toBe(1);
  expect(batchSize(Array(600).fill(pushed), 2 ** 20)).toBe(500);
});

test('a change carries its identity only where the server restamped it', () => {
  expect(changeOf(pushed)).toEqual({ kind: 'visit', id: 'x', at: 's', set: { story: 'é' } });
  expect(changeOf(pushed, 't')).toMatchObject({ at: 't', was: 's' });
});
