import { now } from '../local/clock.ts';
import { type Lang, lang } from './plural.ts';
import { type Day, type Spoken, spoken, type Unit } from './spoken.ts';

const made = new Map<string, unknown>();

function once<T>(kind: string, make: (locale: string) => T): T {
  const key = `${lang.value} ${kind}`;
  let it = made.get(key) as T | undefined;
  if (it === undefined) {
    it = make(locales[lang.value]);
    made.set(key, it);
  }
  return it;
}

const locales: Record<Lang, string> = { en: 'en-GB', cy: 'cy-GB' };

const units: [Unit, number][] = [
  ['year', 31_557_600_000],
  ['month', 2_629_800_000],
  ['week', 604_800_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

/** The language's own way of saying it, where the browser does not know the language. */
function own(): Spoken | undefined {
  const known = once('known', l => Intl.DateTimeFormat.supportedLocalesOf(l).length > 0);
  return known ? undefined : spoken[lang.value];
}

function dayOf(d: Date): Day {
  return {
    year: d.getUTCFullYear(),
    month: d.getUTCMonth(),
    date: d.getUTCDate(),
    weekday: d.getUTCDay(),
  };
}

/** The day of a moment in the phone's zone. */
function localDay(ms: number): Day {
  const d = new Date(ms);
  return {
    year: d.getFullYear(),
    month: d.getMonth(),
    date: d.getDate(),
    weekday: d.getDay(),
  };
}

function dateOf(iso: string): Date {
  return new Date(`${iso}T12:00:00Z`);
}

/** Dates, times, sums and lists as the current language writes them. */
export const fmt = {
  /** `2026-03-03` as "3 Mar 2026". */
  day(iso: string): string {
    const d = dateOf(iso);
    if (Number.isNaN(d.getTime())) return iso;
    const said = own()?.day(dayOf(d));
    if (said !== undefined) return said;
    return once(
      'day',
      l => new Intl.DateTimeFormat(l, { dateStyle: 'medium', timeZone: 'UTC' }),
    ).format(d);
  },
  /** `2026-03-03` as "Tuesday 3 March 2026". */
  dayLong(iso: string): string {
    const d = dateOf(iso);
    if (Number.isNaN(d.getTime())) return iso;
    const said = own()?.dayLong(dayOf(d));
    if (said !== undefined) return said;
    return once(
      'dayLong',
      l => new Intl.DateTimeFormat(l, { dateStyle: 'full', timeZone: 'UTC' }),
    ).format(d);
  },
  /** Milliseconds since 1970 as "3 Mar 2026, 14:05", in the phone's zone. */
  time(ms: number): string {
    const said = own()?.day(localDay(ms));
    if (said !== undefined) return `${said}, ${fmt.clock(ms)}`;
    return once(
      'time',
      l => new Intl.DateTimeFormat(l, { dateStyle: 'medium', timeStyle: 'short' }),
    ).format(ms);
  },
  /** Milliseconds since 1970 as "14:05". */
  clock(ms: number): string {
    return once('clock', l => new Intl.DateTimeFormat(l, { timeStyle: 'short' })).format(ms);
  },
  /** Integer minor units and an ISO 4217 code: `money(1250, 'GBP')` is "£12.50". */
  money(minor: number, currency: string): string {
    const f = once(
      `money ${currency}`,
      l => new Intl.NumberFormat(l, { style: 'currency', currency }),
    );
    const digits = f.resolvedOptions().maximumFractionDigits ?? 2;
    return f.format(minor / 10 ** digits);
  },
  number(n: number): string {
    return once('number', l => new Intl.NumberFormat(l)).format(n);
  },
  /** How long ago milliseconds since 1970 were: "5 minutes ago", "yesterday". */
  ago(ms: number): string {
    const gone = ms - now();
    for (const [unit, size] of units) {
      if (Math.abs(gone) >= size) return fmt.away(Math.round(gone / size), unit);
    }
    return fmt.away(0, 'minute');
  },
  /** How far away: `away(-3, 'day')` is "3 days ago", `away(1, 'day')` "tomorrow". */
  away(n: number, unit: Unit): string {
    const said = own()?.away(n, unit);
    if (said !== undefined) return said;
    return once('away', l => new Intl.RelativeTimeFormat(l, { numeric: 'auto' })).format(n, unit);
  },
  /** "Ann, Bob and Cai". */
  list(names: string[]): string {
    const said = own()?.list(names);
    if (said !== undefined) return said;
    return once('list', l => new Intl.ListFormat(l)).format(names);
  },
};
