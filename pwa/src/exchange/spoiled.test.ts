import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { injuries, spoil } from '../../../sync/wire/testspoil.ts';
import { decodeReply, type Reply, WireError } from '../../../sync/wire/wire.ts';
import type { Answered, Net } from '../local/net.ts';
import { Memory } from '../model/memory.ts';
import { take } from './take.ts';
import { idA, idB, one, Rig, two } from './testrig.ts';
import { TestServer } from './testserver.ts';

const vectors = new URL('../../../sync/vectors/snapshots.json', import.meta.url);
const pages: { text: string }[] = JSON.parse(readFileSync(vectors, 'utf8')).replies;

function read(text: string): Reply | null {
  try {
    return decodeReply(text);
  } catch (e) {
    if (e instanceof WireError) return null;
    throw e;
  }
}

test('whatever can be read can be folded', () => {
  let folded = 0;
  const page = fc.constantFrom(...pages.map(p => p.text));
  const spoiled = fc.tuple(page, injuries).map(([text, by]) => spoil(JSON.parse(text), by));
  fc.assert(
    fc.property(fc.array(spoiled, { minLength: 1, maxLength: 3 }), replies => {
      const memory = new Memory();
      for (const it of replies) {
        const reply = read(JSON.stringify(it));
        if (!reply) continue;
        const t = take(memory, idA, reply, 1);
        memory.setEntries(t.entries);
        for (const [scope, row] of t.cursors) memory.cursors.set(scope, row);
        for (const [, entry] of memory.entries) memory.record(entry.record.id);
        folded++;
      }
    }),
    { numRuns: 2000 },
  );
  expect(folded).toBeGreaterThan(200);
});

/** What may become of one answer on its way. */
type Harm =
  | { kind: 'members'; by: Parameters<typeof spoil>[1] }
  | { kind: 'text'; from: number; text: string }
  | { kind: 'refusal'; status: number; code: unknown; n: unknown }
  | { kind: 'nothing' };

const harm: fc.Arbitrary<Harm> = fc.oneof(
  { weight: 4, arbitrary: injuries.map(by => ({ kind: 'members', by }) as const) },
  fc.record({ kind: fc.constant('text'), from: fc.nat(2000), text: fc.string({ maxLength: 3 }) }),
  fc.record({
    kind: fc.constant('refusal'),
    status: fc.constantFrom(400, 401, 403, 409, 413, 418, 422, 429, 500, 507),
    code: fc.constantFrom('invalid', 'device_forked', 'wrong_device', 'too_large', '', 7, null),
    n: fc.oneof(fc.integer({ min: -1, max: 9 }), fc.constantFrom(null, '3', 1e300)),
  }),
  fc.constant({ kind: 'nothing' } as const),
);

function harmed(answer: Answered, harm: Harm): Answered {
  if (harm.kind === 'nothing' || answer.status >= 300) return answer;
  if (harm.kind === 'refusal') {
    const { status, code, n } = harm;
    const body = code === null ? null : { code, n };
    return { ...answer, status, code: typeof code === 'string' ? code : 'http', body, text: '' };
  }
  if (harm.kind === 'text') {
    const text = answer.text.slice(0, harm.from) + harm.text;
    return { ...answer, text, body: parsed(text) };
  }
  const body = spoil(answer.body, harm.by);
  return { ...answer, text: JSON.stringify(body), body };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** More calls than this in one go are a circle. */
const circle = 500;

/** A phone whose answers, of whatever call, may be harmed. */
class HarmedRig extends Rig {
  harms: Harm[] = [];
  calls = 0;
  harmed = 0;

  protected override net(): Net {
    const net = super.net();
    return {
      ...net,
      call: async ask => {
        if (++this.calls > circle) throw new Error('in a circle');
        const answer = await net.call(ask);
        const harm = this.harms.shift() ?? { kind: 'nothing' };
        if (harm.kind !== 'nothing') this.harmed++;
        return harmed(answer, harm);
      },
    };
  }
}

/** Every text that was written is with the server, or set aside here with its words. */
function texts(server: TestServer, rig: Rig): unknown[] {
  const logged = [...server.logs.values()].flat().map(l => (l.set as { name?: string })?.name);
  const kept = [...rig.memory.parked.values()].map(p => p.change.set?.name);
  return [...new Set([...logged, ...kept])].sort();
}

test('whatever is answered, all words arrive or stay', async () => {
  let harmedCalls = 0;
  const plan = fc.array(fc.tuple(fc.array(harm, { maxLength: 4 }), fc.nat(3)), {
    minLength: 1,
    maxLength: 5,
  });
  await fc.assert(
    fc.asyncProperty(plan, async rounds => {
      const server = new TestServer();
      const rig = await new HarmedRig(server).open();
      const written: string[] = [];
      for (const [harms, count] of rounds) {
        for (let i = 0; i < count; i++) {
          written.push(`words ${written.length}`);
          await rig.write(i % 2 ? one : two, i % 3 ? idA : idB, written.at(-1) ?? '');
        }
        rig.harms = [...harms];
        rig.calls = 0;
        await rig.phone.sync();
        expect(rig.calls).toBeLessThan(circle);
        expect(rig.phone.exchange.state.peek().trouble).not.toBe('storage');
      }
      harmedCalls += rig.harmed;
      rig.harms = [];
      rig.calls = 0;
      await rig.drain();
      expect(rig.phone.exchange.state.peek()).toMatchObject({ phase: 'resting', trouble: '' });
      expect(rig.memory.outbox.size).toBe(0);
      expect(texts(server, rig)).toEqual(written.sort());
      rig.phone.exchange.yield();
      rig.phone.store.db.close();
    }),
    { numRuns: 400 },
  );
  expect(harmedCalls).toBeGreaterThan(100);
}, 90_000);
