import type { Hit } from './types.ts';

/** Records whose words hold every word of q, newest first. Quick enough for each keystroke. */
export function search(_q: string, _limit = 30): Hit[] {
  throw new Error('not yet');
}
