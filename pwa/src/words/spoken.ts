import type { Lang } from './plural.ts';

/** A day of the calendar; `month` counts from 0, `weekday` from 0 for Sunday. */
export interface Day {
  year: number;
  month: number;
  date: number;
  weekday: number;
}

export type Unit = 'year' | 'month' | 'week' | 'day' | 'hour' | 'minute';

/** Dates and lists in a language that many browsers carry no data for. */
export interface Spoken {
  day(d: Day): string;
  dayLong(d: Day): string;
  /** How far away: 0 is now or today, below 0 is past. */
  away(n: number, unit: Unit): string;
  list(names: string[]): string;
}

/** What such languages bring with their words; used only where the browser's own is missing. */
export const spoken: Partial<Record<Lang, Spoken>> = {};
