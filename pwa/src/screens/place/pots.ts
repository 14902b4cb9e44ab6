import { allOf, record, records, type View } from '../../model/index.ts';
import { current } from '../coach/settled.ts';

/** One line of a pot's account. */
export interface PotLine {
  id: string;
  /** `forgotten` is what decisions of somebody who was erased came to. */
  sort: 'in' | 'out' | 'spent' | 'forgotten';
  /** Minor units, never below 0; `sort` says which way. */
  minor: number;
  /** YYYY-MM-DD, '' when unknown. */
  on: string;
  words: string;
  /** Scope of the record, to link to; for spending alone. */
  scope: string;
  pending: boolean;
}

export interface Account {
  /** Minor units of `currency`; below 0 when more was spent than paid in. */
  balance: number;
  currency: string;
  /** Newest first. */
  lines: PotLine[];
  /** Some lines are in another currency and not in the balance. */
  mixed: boolean;
}

/** What went in and out of a pot, as far as this phone can read it. */
export function accountOf(pot: View<'pot'>, placeCurrency: string): Account {
  return account(pot, placeCurrency, records(pot.scope, 'pot_entry'), allOf('decision'));
}

/** The same, from all entries that lie beside the pot and all decisions. */
export function account(
  pot: View<'pot'>,
  placeCurrency: string,
  allEntries: readonly View<'pot_entry'>[],
  decisions: readonly View<'decision'>[],
): Account {
  const currency = pot.currency ?? placeCurrency;
  const entries = current(allEntries).filter(e => e.pot === pot.id);
  const spent = current(decisions).filter(d => d.pot === pot.id && (d.minor_units ?? 0) > 0);
  const ours = (unit: string | undefined) => (unit ?? currency) === currency;
  const lines = [
    ...entries.filter(e => ours(e.currency)).map(lineOfEntry),
    ...spent.filter(d => ours(d.currency)).map(lineOfDecision),
  ].sort((a, b) => b.on.localeCompare(a.on) || b.id.localeCompare(a.id));
  const balance = lines.reduce((sum, l) => sum + (l.sort === 'in' ? l.minor : -l.minor), 0);
  const mixed = lines.length < entries.length + spent.length;
  return { balance, currency, lines, mixed };
}

function lineOfEntry(e: View<'pot_entry'>): PotLine {
  const minor = e.minor_units ?? 0;
  return {
    id: e.id,
    sort: e.forgotten ? 'forgotten' : minor < 0 ? 'out' : 'in',
    minor: Math.abs(minor),
    on: e.on ?? '',
    words: e.words ?? '',
    scope: '',
    pending: e.pending,
  };
}

function lineOfDecision(d: View<'decision'>): PotLine {
  return {
    id: d.id,
    sort: 'spent',
    minor: d.minor_units ?? 0,
    on: d.on ?? '',
    words: d.what ?? '',
    scope: d.scope,
    pending: d.pending,
  };
}

/** Whom a decision was for: the person's name, or ''. */
export function personOf(scope: string): string {
  const [sort, id = ''] = scope.split(':');
  return sort === 'person' ? (record(scope, 'person', id)?.called.text ?? '') : '';
}
