import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Effect, type Event, maxPush, type State, start, step } from './machine.ts';

const sent = fc.record({
  count: fc.nat(8),
  first: fc.integer({ min: 1, max: 99 }),
  last: fc.integer({ min: 1, max: 99 }),
});
const event: fc.Arbitrary<Event> = fc.oneof(
  fc.constantFrom<Event>(
    { type: 'lead' },
    { type: 'yield' },
    { type: 'nudge' },
    { type: 'pause over' },
    { type: 'mended' },
    { type: 'storage failed' },
  ),
  fc.record({ type: fc.constant('answered' as const), sent }),
  fc.record({
    type: fc.constant('taken' as const),
    more: fc.boolean(),
    left: fc.boolean(),
    progress: fc.boolean(),
    forked: fc.option(fc.integer({ min: 1, max: 9 })),
  }),
  fc
    .tuple(
      sent,
      fc.constantFrom<[number, string]>(
        [0, 'offline'],
        [400, 'invalid'],
        [401, 'unauthenticated'],
        [401, 'device_revoked'],
        [403, 'wrong_device'],
        [409, 'device_forked'],
        [413, 'too_large'],
        [429, 'too_many'],
        [500, 'internal'],
        [507, 'read_only'],
      ),
    )
    .map(
      ([s, [status, code]]): Event => ({
        type: 'refused',
        sent: s,
        status,
        code,
        retryAfter: null,
      }),
    ),
);

/** Effects that something is reported back for, so that only one may be under way. */
const asks = (e: Effect) =>
  e.do === 'round' || e.do === 'take' || e.do === 'fork' || e.do === 'set aside';

describe('the machine', () => {
  test('never has two things under way, and never rests on work without a wake-up', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 60 }), events => {
        let state: State = start;
        for (const e of events) {
          const [next, effects] = step(state, e);
          const asked = effects.filter(asks).length;
          expect(asked).toBeLessThanOrEqual(1);
          if (asked === 1) expect(['asking', 'taking', 'mending']).toContain(next.phase);
          if (next.phase === 'pausing' && state.phase !== 'pausing') {
            expect(effects.some(f => f.do === 'pause' && f.ms > 0 && f.ms <= 120_000)).toBe(true);
          }
          if (!next.leading) expect(effects.some(f => f.do === 'round')).toBe(false);
          expect(next.limit).toBeGreaterThanOrEqual(1);
          expect(next.limit).toBeLessThanOrEqual(maxPush);
          state = next;
        }
      }),
    );
  });

  test('a refused batch is halved down to a lone change, which is set aside once all is fetched', () => {
    let [state] = step({ ...start, leading: true }, { type: 'nudge' });
    let count = 9;
    for (let i = 0; i < 10; i++) {
      const refused = {
        type: 'refused',
        sent: { count, first: 4, last: 12 },
        status: 413,
        code: 'too_large',
        retryAfter: null,
      } as const;
      const [next, effects] = step(state, refused);
      state = next;
      if (count > 1) {
        count = state.limit;
        continue;
      }
      expect(effects).toMatchObject([{ do: 'round', limit: 0 }]);
      const nothing = { more: false, left: true, progress: false, forked: null };
      [state] = step(state, { type: 'answered', sent: { count: 0, first: 0, last: 0 } });
      const [offering, offers] = step(state, { type: 'taken', ...nothing });
      expect(offers).toMatchObject([{ do: 'round', limit: 1 }]);
      expect(step(offering, refused)[1]).toEqual([{ do: 'set aside', n: 4, code: 'too_large' }]);
      return;
    }
    throw new Error('never got to one');
  });

  test('an answer that moves nothing is not asked for in a circle', () => {
    const taking: State = { ...start, leading: true, phase: 'taking' };
    const [next, effects] = step(taking, {
      type: 'taken',
      more: true,
      left: true,
      progress: false,
      forked: null,
    });
    expect(next.phase).toBe('pausing');
    expect(effects.map(f => f.do)).toEqual(['pause']);
  });

  test('an expired sign-in is renewed once, then waits', () => {
    const asking: State = { ...start, leading: true, phase: 'asking' };
    const refused = {
      type: 'refused',
      sent: { count: 0, first: 0, last: 0 },
      status: 401,
      code: 'unauthenticated',
      retryAfter: null,
    } as const;
    const [again, effects] = step(asking, refused);
    expect(effects.map(f => f.do)).toEqual(['renew token', 'round']);
    expect(step(again, refused)[0].phase).toBe('pausing');
  });

  const refusal = { type: 'refused', retryAfter: null } as const;
  const nothing = { count: 0, first: 0, last: 0 };

  test('a server that takes nothing is still asked for what is new', () => {
    const asking: State = { ...start, leading: true, phase: 'asking' };
    const full = {
      ...refusal,
      sent: { count: 3, first: 1, last: 3 },
      status: 507,
      code: 'read_only',
    };
    let [state, effects] = step(asking, full);
    expect(effects).toMatchObject([{ do: 'round', limit: 0 }]);
    const answer = { type: 'taken', left: true, progress: true, forked: null } as const;
    [state] = step(state, { type: 'answered', sent: nothing });
    [state, effects] = step(state, { ...answer, more: true });
    expect(effects).toMatchObject([{ do: 'round', limit: 0 }]);
    [state] = step(state, { type: 'answered', sent: nothing });
    [state, effects] = step(state, { ...answer, more: false });
    expect([state.phase, state.trouble]).toEqual(['pausing', 'read_only']);
    expect(effects.map(f => f.do)).toEqual(['pause']);
    [state, effects] = step(state, { type: 'pause over' });
    expect(effects).toMatchObject([{ do: 'round', limit: maxPush }]);
    expect(step(state, full)[0].failures).toBe(1);
  });

  test('when the server says how long to wait, nobody goes before that', () => {
    const asking: State = { ...start, leading: true, phase: 'asking', again: true };
    const busy = { ...refusal, sent: nothing, status: 429, code: 'too_many', retryAfter: 30 };
    const [state, effects] = step(asking, busy);
    expect(effects).toEqual([{ do: 'pause', ms: 30_000 }]);
    const [still, none] = step(state, { type: 'nudge' });
    expect([still.phase, none]).toEqual(['pausing', []]);
    expect(step(still, { type: 'pause over' })[1].map(f => f.do)).toEqual(['round']);
    const years = step(asking, { ...busy, retryAfter: 1e9 })[1];
    expect(years).toEqual([{ do: 'pause', ms: 3_600_000 }]);
  });

  test('before it becomes another device, it asks what became of its own changes', () => {
    const asking: State = { ...start, leading: true, phase: 'asking' };
    const forked = { ...refusal, sent: { count: 5, first: 4, last: 8 }, status: 409, n: 6 };
    const first = step(asking, { ...forked, code: 'device_forked', before: 2 });
    expect(first[1]).toMatchObject([{ do: 'round', limit: 2 }]);
    const then = step(asking, { ...forked, code: 'device_forked', before: 0 });
    expect(then[1]).toEqual([{ do: 'fork', n: 6 }]);
  });

  test('a slow round after a failure is not told as no signal', () => {
    const asking: State = { ...start, leading: true, phase: 'asking', unreachable: true };
    expect(step(asking, { type: 'slow' })[0].unreachable).toBe(false);
    const pausing: State = { ...asking, phase: 'pausing' };
    expect(step(pausing, { type: 'slow' })[0].unreachable).toBe(true);
  });
});
