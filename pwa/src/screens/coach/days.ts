import { today } from '../../model/index.ts';
import { fmt, t } from '../../words/index.ts';

const dayMs = 86_400_000;

/** Days from `a` to `b`, both YYYY-MM-DD; negative when b is before a. */
export function daysBetween(a: string, b: string): number {
  return Math.round((Date.parse(`${b}T12:00:00Z`) - Date.parse(`${a}T12:00:00Z`)) / dayMs);
}

/** A day as people say it: "today", "3 days ago", "in 2 days", "5 weeks ago". */
export function sayDay(day: string): string {
  const away = daysBetween(today(), day);
  if (Number.isNaN(away)) return day;
  const far = Math.abs(away);
  if (far < 14) return fmt.away(away, 'day');
  if (far < 60) return fmt.away(Math.trunc(away / 7), 'week');
  if (far < 700) return fmt.away(Math.trunc(away / 30.4), 'month');
  return fmt.away(Math.trunc(away / 365.25), 'year');
}

/** When something was promised for, in words; no colour says it. */
export function sayPromised(day: string | null | undefined): string {
  const words = t.value.coach.days;
  if (!day) return words.whenever;
  const away = daysBetween(today(), day);
  if (away < 0) return words.was(`${fmt.day(day)}, ${sayDay(day)}`);
  if (away < 2) return words.for(sayDay(day));
  if (away >= 7) return words.for(fmt.day(day));
  const said = sayDay(day);
  return said.charAt(0).toLocaleUpperCase() + said.slice(1);
}

/** The day of a moment, in UTC: good enough to sort what was given no day. */
export function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
