import { expect, test } from 'vitest';
import { Clockwork } from './clockwork.ts';
import type { Network } from './network.ts';
import { Phone } from './phone.ts';
import type { App } from './realm.ts';

test('a tab that asks for a reload begins anew, and what it had begun never happens', async () => {
  const clockwork = new Clockwork();
  const begun: { reload(): void; setTimeout(run: () => void, ms: number): number }[] = [];
  const late: number[] = [];
  const phone = new Phone('P1', 'member', 1, 0, {
    clockwork,
    network: { fetchFor: () => () => {} } as unknown as Network,
    tell() {},
    make(globals) {
      const { location, setTimeout } = globals as unknown as {
        location: { reload(): void };
        setTimeout(run: () => void, ms: number): number;
      };
      begun.push({ reload: location.reload, setTimeout });
      return { begin: async () => {}, leftAtEnd: [] } as unknown as App;
    },
  });
  const first = phone.open();
  await clockwork.run(1);
  expect(first.ready).toBe(true);
  begun[0]?.setTimeout(() => late.push(1), 50);
  begun[0]?.reload();
  await clockwork.run(100);
  expect(first.dead).toBe(true);
  expect(begun).toHaveLength(2);
  expect(phone.tab?.name).toBe('P1.2');
  expect(late).toEqual([]);
});
