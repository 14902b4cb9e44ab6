import { now } from '../../local/clock.ts';
import { newId, record, save, session, today, type View } from '../../model/index.ts';
import type { Item } from '../kept/beside.ts';
import { itemsIn } from '../kept/telling.ts';

/** The id of the person whose page this is; '' before it is known. */
export const myId = (): string => session.value?.person ?? '';

export const myScope = (): string => `person:${myId()}`;

/** The person's own record; undefined until it was fetched. */
export const myself = (): View<'person'> | undefined => record(myScope(), 'person', myId());

export const myItems = (): Item[] => itemsIn(myScope(), 'p');

/** Words of the person's own hand beside a record in their scope. */
export async function sayBeside(of: { kind: string; id: string }, words: string): Promise<void> {
  const set = { of_kind: of.kind, of: of.id, words, how: 'own_hand', on: today() };
  await save([{ scope: myScope(), kind: 'beside', id: newId(), set }]);
}

/** A yes or a no, in the person's own hand; the newest counts. */
export async function consent(what: {
  to: 'story' | 'share';
  story?: string;
  whom: string;
  given: boolean;
}): Promise<void> {
  const set = { ...what, by: `person:${myId()}`, how: 'own_hand', on: today() };
  await save([{ scope: myScope(), kind: 'consent', id: newId(), set }]);
}

/** Since when this sitting at the goals goes on, ms since 1970. */
let since = 0;

export function sitting(): number {
  since ||= now();
  return since;
}

export function risen(): void {
  since = 0;
}
