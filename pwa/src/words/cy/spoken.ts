import { type Forms, plural } from '../plural.ts';
import type { Day, Spoken, Unit } from '../spoken.ts';

const weekdays = ['Sul', 'Llun', 'Mawrth', 'Mercher', 'Iau', 'Gwener', 'Sadwrn'];

export const months = [
  'Ionawr',
  'Chwefror',
  'Mawrth',
  'Ebrill',
  'Mai',
  'Mehefin',
  'Gorffennaf',
  'Awst',
  'Medi',
  'Hydref',
  'Tachwedd',
  'Rhagfyr',
];

const short = [
  'Ion',
  'Chwef',
  'Maw',
  'Ebr',
  'Mai',
  'Meh',
  'Gorff',
  'Awst',
  'Medi',
  'Hyd',
  'Tach',
  'Rhag',
];

/** Units as they stand after a number, mutated where it asks for it. */
const units: Record<Unit, Forms> = {
  year: {
    one: '{n} flwyddyn',
    two: '{n} flynedd',
    few: '{n} blynedd',
    many: '{n} blynedd',
    other: '{n} mlynedd',
  },
  month: { two: '{n} fis', other: '{n} mis' },
  week: { other: '{n} wythnos' },
  day: { two: '{n} ddiwrnod', other: '{n} diwrnod' },
  hour: { other: '{n} awr' },
  minute: { two: '{n} funud', other: '{n} munud' },
};

const near: Partial<Record<string, string>> = {
  'day 0': 'heddiw',
  'day 1': 'yfory',
  'day -1': 'ddoe',
  'minute 0': 'nawr',
};

function away(n: number, unit: Unit): string {
  const said = near[`${unit} ${n}`];
  if (said !== undefined) return said;
  const many = plural(Math.abs(n), units[unit]);
  return n > 0 ? `ymhen ${many}` : `${many} yn ôl`;
}

/** "a" becomes "ac" before a vowel. */
function list(names: string[]): string {
  const last = names[names.length - 1];
  if (last === undefined || names.length === 1) return last ?? '';
  const and = /^[aeiouwyâêîôûŵŷ]/i.test(last) ? 'ac' : 'a';
  return `${names.slice(0, -1).join(', ')} ${and} ${last}`;
}

/** Welsh dates and lists: Chromium carries none of its own. */
export const spokenCy: Spoken = {
  day: (d: Day) => `${d.date} ${short[d.month]} ${d.year}`,
  dayLong: (d: Day) => `Dydd ${weekdays[d.weekday]} ${d.date} ${months[d.month]} ${d.year}`,
  away,
  list,
};
