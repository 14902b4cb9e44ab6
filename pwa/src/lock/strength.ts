import { asTyped } from './stretch.ts';

/** Characters that a passphrase has at least. */
export const least = 12;
/** From here on guessing costs more than anybody pays, unless the words are somebody else's. */
const good = 20;
/** Fewer different characters than this are a run or a repetition. */
const different = 6;

/** What can honestly be said of a passphrase: how long it is, and whether it repeats itself. */
export type Strength = { is: 'short'; missing: number } | { is: 'same' | 'fair' | 'good' };

/** Length first; there are no rules about capitals or signs, which make for worse ones. */
export function strengthOf(passphrase: string): Strength {
  const typed = [...asTyped(passphrase)];
  if (typed.length < least) return { is: 'short', missing: least - typed.length };
  if (new Set(typed).size < different) return { is: 'same' };
  return { is: typed.length < good ? 'fair' : 'good' };
}

/** Whether it may be used. */
export const isEnough = (passphrase: string): boolean =>
  ['fair', 'good'].includes(strengthOf(passphrase).is);
