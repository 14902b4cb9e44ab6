import { plural } from '../plural.ts';

/** A number of months, in years where it comes to whole ones. */
export const howLong = (months: number): string =>
  months % 12 === 0
    ? plural(months / 12, { one: '{n} year', other: '{n} years' })
    : plural(months, { one: '{n} month', other: '{n} months' });
