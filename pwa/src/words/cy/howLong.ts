import { plural } from '../plural.ts';

/** Nifer o fisoedd, mewn blynyddoedd lle maen nhw’n rhai cyfan. */
export const howLong = (months: number): string =>
  months % 12 === 0
    ? plural(months / 12, {
        one: '{n} flwyddyn',
        two: '{n} flynedd',
        few: '{n} blynedd',
        many: '{n} blynedd',
        other: '{n} mlynedd',
      })
    : plural(months, { two: '{n} fis', other: '{n} mis' });
