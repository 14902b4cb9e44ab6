import { allOf, records, scopesOf, session, type View } from '../../model/index.ts';
import { personScope } from './lives.ts';
import { current } from './settled.ts';

/** A pot of money that a decision for a person may come out of, and what is left in it. */
export interface Pot {
  id: string;
  name: string;
  /** The person's own budget, not the team's. */
  own: boolean;
  currency: string;
  /** Minor units, below 0 when more was spent than was there. Sums of other currencies are left out. */
  left: number;
}

/** Sums of minor units by currency. */
export function sums(
  entries: readonly { minor_units?: number; currency?: string }[],
  otherwise: string,
) {
  const found = new Map<string, number>();
  for (const e of entries) {
    const currency = e.currency ?? otherwise;
    found.set(currency, (found.get(currency) ?? 0) + (e.minor_units ?? 0));
  }
  return [...found];
}

/** The pots for a person: their own first, then those of my teams. */
export function potsFor(person: string): Pot[] {
  const mine = new Set(session.value?.teams.map(team => `team:${team}`));
  const scopes = [personScope(person), ...scopesOf('team').filter(s => mine.has(s))];
  return scopes.flatMap(scope => records(scope, 'pot').map(pot => asPot(pot)));
}

function asPot(pot: View<'pot'>): Pot {
  const currency = pot.currency ?? session.value?.place.currency ?? 'GBP';
  const inPot = (e: { pot?: string; currency?: string }) =>
    e.pot === pot.id && (e.currency ?? currency) === currency;
  const paidIn = total(current(records(pot.scope, 'pot_entry')).filter(inPot));
  const spent = total(current(allOf('decision')).filter(inPot));
  const own = pot.scope.startsWith('person:');
  return { id: pot.id, name: pot.name.text, own, currency, left: paidIn - spent };
}

const total = (entries: { minor_units?: number }[]) =>
  entries.reduce((sum, e) => sum + (e.minor_units ?? 0), 0);

/** The pot that I took from last, if it is one of these: the likeliest one now. */
export function likelyPot(pots: Pot[]): string | null {
  const ids = new Set(pots.map(p => p.id));
  const me = session.value?.member;
  const decisions = allOf('decision');
  for (let i = decisions.length - 1; i >= 0; i--) {
    const d = decisions[i];
    if (d?.madeBy === me && d?.pot && ids.has(d.pot)) return d.pot;
  }
  return pots.length === 1 ? (pots[0]?.id ?? null) : null;
}
