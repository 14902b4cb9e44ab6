import type { ViewBase } from '../../model/index.ts';
import { dayOf } from '../coach/days.ts';
import { settle } from '../coach/settled.ts';

/** A record as plain fields, from this phone or from the server. */
export type Item = ViewBase & { readonly [field: string]: unknown };

/** What the person says about a record, beside it. */
export interface Beside {
  id: string;
  words: string;
  on: string;
  told: boolean;
}

/** What stands beside a record, oldest first; corrections count in place of what they correct. */
export function besideOf(items: readonly Item[], ids: string[]): Beside[] {
  const facts = items.filter(i => i.kind === 'beside') as (Item & { corrects?: string })[];
  return settle(facts)
    .filter(({ root }) => ids.includes(String(root.of)))
    .sort((a, b) => a.root.madeAt - b.root.madeAt)
    .map(({ root, now }) => ({
      id: root.id,
      words: String(now.words ?? ''),
      on: String(now.on ?? dayOf(now.madeAt)),
      told: now.how !== 'own_hand',
    }));
}
