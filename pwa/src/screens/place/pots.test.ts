import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { View } from '../../model/index.ts';
import { current } from '../coach/settled.ts';
import { account } from './pots.ts';

const pot = { id: 'pot', scope: 'team:a' } as View<'pot'>;
const place = 'GBP';

/** A decision, out of this pot, another or none; `of` says which earlier one it puts right. */
const decisions = fc.array(
  fc.record({
    minor: fc.integer({ min: 0, max: 5000 }),
    pot: fc.constantFrom('pot', 'pot', 'another', undefined),
    currency: fc.constantFrom('GBP', 'EUR', undefined),
    scope: fc.constantFrom('person:erased', 'between:erased', 'person:other'),
    of: fc.option(fc.nat(20), { nil: undefined }),
  }),
  { maxLength: 15 },
);
type Drawn = typeof decisions extends fc.Arbitrary<infer T> ? T : never;

function decided(drawn: Drawn): View<'decision'>[] {
  const out: Record<string, unknown>[] = [];
  for (const [i, d] of drawn.entries()) {
    const root = d.of === undefined ? undefined : out[d.of % (out.length || 1)];
    out.push({
      id: `d${i}`,
      scope: root?.scope ?? d.scope,
      madeAt: i,
      minor_units: d.minor,
      ...(d.pot && { pot: d.pot }),
      ...(d.currency && { currency: d.currency }),
      ...(root && { corrects: root.corrects ?? root.id }),
    });
  }
  return out as unknown as View<'decision'>[];
}

/** What the server writes in the place of decisions: one sum for each pot and currency. */
function sums(gone: View<'decision'>[]): View<'pot_entry'>[] {
  const found = new Map<string, number>();
  for (const d of current(gone)) {
    const at = `${d.pot ?? ''} ${d.currency ?? place}`;
    found.set(at, (found.get(at) ?? 0) + (d.minor_units ?? 0));
  }
  return [...found].map(([at, sum], i) => {
    const [id, currency] = at.split(' ');
    return { id: `s${i}`, pot: id, currency, minor_units: -sum, madeAt: 0, forgotten: true };
  }) as unknown as View<'pot_entry'>[];
}

test('a pot has as much in it after an erasure as before', () => {
  const paidIn = [{ id: 'in', pot: 'pot', minor_units: 9000, madeAt: 0 }] as View<'pot_entry'>[];
  fc.assert(
    fc.property(decisions, drawn => {
      const all = decided(drawn);
      const gone = all.filter(d => d.scope.endsWith('erased'));
      const before = account(pot, place, paidIn, all);
      const after = account(
        pot,
        place,
        [...paidIn, ...sums(gone)],
        all.filter(d => !gone.includes(d)),
      );
      expect(after.balance).toBe(before.balance);
      expect(after.lines.filter(l => l.sort === 'forgotten').every(l => l.words === '')).toBe(true);
    }),
  );
});
