/** What a simulated person uses of the app: its model, without screens. */
import { effect } from '@preact/signals';
import { ended, identity, opening, openPhone } from '../../pwa/src/model/phone.ts';
import { line, refreshNames } from '../../pwa/src/model/session.ts';

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

/** What main.tsx does when a tab is opened, but for what is seen. */
export async function begin(): Promise<void> {
  await openPhone();
  if (opening.peek() !== 'open') return;
  let speaking = false;
  effect(() => {
    if (speaking || !identity.value || ended.value) return;
    speaking = true;
    void line().then(l => l.speak());
    refreshNames(true);
  });
}
