import { records, session, type View } from '../../model/index.ts';
import { current } from '../coach/settled.ts';

export type Barrier = View<'barrier'>;
export type Met = View<'met'>;

/** When a barrier got in the way, newest first. */
export function metOf(barrier: string): Met[] {
  return current(records('place', 'met'))
    .filter(met => met.barrier === barrier)
    .sort((a, b) => (b.on ?? '').localeCompare(a.on ?? '') || b.madeAt - a.madeAt);
}

/** Barriers, the one that was met or written last first. */
export function barriers(): Barrier[] {
  const last = new Map<string, number>();
  for (const met of records('place', 'met')) {
    if (met.barrier) last.set(met.barrier, Math.max(met.madeAt, last.get(met.barrier) ?? 0));
  }
  const at = (b: Barrier) => Math.max(b.madeAt, last.get(b.id) ?? 0);
  return [...records('place', 'barrier')].sort((a, b) => at(b) - at(a));
}

/** What it has cost so far: as it was reckoned as a whole, else the sum of the times. */
export function costOf(barrier: Barrier, currency: string): number {
  const ours = (unit: string | null | undefined) => (unit ?? currency) === currency;
  const times = metOf(barrier.id).filter(m => ours(m.currency));
  if (barrier.cost != null && ours(barrier.currency)) return barrier.cost;
  return times.reduce((sum, m) => sum + (m.minor_units ?? 0), 0);
}

/** Coaches and stewards write here; everybody in the place reads. */
export function mayWrite(): boolean {
  const role = session.value?.role;
  return role === 'coach' || role === 'steward';
}
