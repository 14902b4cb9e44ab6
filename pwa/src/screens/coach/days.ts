import { today } from '../../model/index.ts';
import { fmt, lang, t } from '../../words/index.ts';

const dayMs = 86_400_000;
const made: Record<string, Intl.RelativeTimeFormat> = {};

/** Days from `a` to `b`, both YYYY-MM-DD; negative when b is before a. */
export function daysBetween(a: string, b: string): number {
  return Math.round((Date.parse(`${b}T12:00:00Z`) - Date.parse(`${a}T12:00:00Z`)) / dayMs);
}

/** A day as people say it: "today", "3 days ago", "in 2 days", "5 weeks ago". */
export function sayDay(day: string): string {
  const away = daysBetween(today(), day);
  if (Number.isNaN(away)) return day;
  made[lang.value] ??= new Intl.RelativeTimeFormat(lang.value, { numeric: 'auto' });
  const say = made[lang.value] as Intl.RelativeTimeFormat;
  const far = Math.abs(away);
  if (far < 14) return say.format(away, 'day');
  if (far < 60) return say.format(Math.trunc(away / 7), 'week');
  if (far < 700) return say.format(Math.trunc(away / 30.4), 'month');
  return say.format(Math.trunc(away / 365.25), 'year');
}

/** When something was promised for, in words; no colour says it. */
export function sayPromised(day: string | null | undefined): string {
  const words = t.value.coach.days;
  if (!day) return words.whenever;
  const away = daysBetween(today(), day);
  if (away < 0) return words.was(`${fmt.day(day)}, ${sayDay(day)}`);
  return words.for(away < 7 ? sayDay(day) : fmt.day(day));
}

/** The day of a moment, in UTC: good enough to sort what was given no day. */
export function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
