/** What a simulated person uses of the app: its model, without screens. */
import { effect } from '@preact/signals';
import { cipherOf } from '../../pwa/src/lock/cipher.ts';
import { ringOf } from '../../pwa/src/lock/ring.ts';
import { outbox } from '../../pwa/src/model/outbox.ts';
import { ended, identity, opening, openPhone, store } from '../../pwa/src/model/phone.ts';
import { line, refreshNames } from '../../pwa/src/model/session.ts';
import type { OutboxItem } from '../../pwa/src/model/types.ts';
import { dataKey } from './dataKey.ts';

export { setClockOffset } from '../../pwa/src/local/clock.ts';
export * as engine from '../../pwa/src/model/engine.ts';
export { discardParked, offerAgain, outbox, status } from '../../pwa/src/model/outbox.ts';
export {
  ended,
  exchangeState,
  identity,
  nudge,
  opening,
  store,
} from '../../pwa/src/model/phone.ts';
export { newId, SaveError, save, saveWithUndo, type Undoable } from '../../pwa/src/model/save.ts';
export { ApiError, join } from '../../pwa/src/model/session.ts';

/** What was on the list when the server ended this phone; the app destroys it. */
export const leftAtEnd: OutboxItem[] = [];

/** What the app does when a tab is opened and unlocked, but for what is seen. */
export async function begin(): Promise<void> {
  const ring = await ringOf(dataKey());
  const { signing } = ring;
  await openPhone({ id: 'sim', name: 'alongside.sim', cipher: cipherOf(ring), signing });
  if (opening.peek() !== 'open') return;
  await store().settled();
  effect(() => {
    if (ended.value && leftAtEnd.length === 0) leftAtEnd.push(...outbox.peek());
  });
  let speaking = false;
  effect(() => {
    if (speaking || !identity.value || ended.value) return;
    speaking = true;
    void line().then(l => l.speak());
    refreshNames(true);
  });
}
