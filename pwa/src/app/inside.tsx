import { effect } from '@preact/signals';
import { withheld } from '../model/lease.ts';
import { networked, outbox } from '../model/outbox.ts';
import { ended, identity, opening, session, store } from '../model/phone.ts';
import { line, refreshNames } from '../model/session.ts';
import { StatusLine } from './StatusLine.tsx';
import { askToKeep } from './storage.ts';
import { Tabs } from './Tabs.tsx';

// What there is once the phone is unlocked, in a chunk that comes while a passphrase is typed.

export { fetchRoutes, find } from './routes.ts';

/** The status, and the few pages that everything else hangs from. */
export function Bar() {
  const who = session.value;
  if (!who) return null;
  return (
    <>
      <StatusLine />
      {!withheld.value && <Tabs role={who.role} />}
    </>
  );
}

/** Speaks with the server once somebody has joined and unlocked this phone. */
export function begin(): void {
  for (const name of ['online', 'offline']) {
    addEventListener(name, () => {
      networked.value = navigator.onLine;
    });
  }
  let speaking = false;
  effect(() => {
    if (speaking || opening.value !== 'open' || !identity.value || ended.value) return;
    speaking = true;
    void store().settled().then(speak);
  });
  keep();
}

async function speak(): Promise<void> {
  refreshNames(true);
  (await line()).speak();
}

/** After the first save the browser is asked, once, to keep what is here. */
function keep(): void {
  const stop = effect(() => {
    if (outbox.value.length === 0) return;
    void askToKeep();
    queueMicrotask(() => stop());
  });
}
