import './style/index.css';
import { effect } from '@preact/signals';
import { render } from 'preact';
import { App } from './app/App.tsx';
import { takeInvite } from './app/invite.ts';
import { dressPage } from './app/look.ts';
import { listen } from './app/router.ts';
import { askToKeep } from './app/storage.ts';
import { watchUpdates } from './app/update.ts';
import { loadDrafts } from './model/drafts.ts';
import { outbox } from './model/index.ts';
import { networked } from './model/outbox.ts';
import { ended, identity, opening, openPhone } from './model/phone.ts';
import { line, refreshNames } from './model/session.ts';

takeInvite();
// A link may be opened in a tab that has the app already: only the fragment changes then.
addEventListener('hashchange', takeInvite);
listen();
for (const name of ['online', 'offline']) {
  addEventListener(name, () => {
    networked.value = navigator.onLine;
  });
}
void begin();

/** Not awaited at the top: chunks that import from this one would wait for it for ever. */
async function begin(): Promise<void> {
  const root = document.getElementById('app');
  await Promise.all([dressPage(), openPhone()]);
  if (opening.peek() === 'open') {
    await loadDrafts();
  }
  if (root) render(<App />, root);
  if (opening.peek() === 'open') {
    speak();
    keep();
  }
  void watchUpdates();
}

/** Once this phone has joined, and unless it was ended, it speaks with the server. */
function speak(): void {
  let speaking = false;
  effect(() => {
    if (speaking || !identity.value || ended.value) return;
    speaking = true;
    void line().then(l => l.speak());
    refreshNames(true);
  });
}

/** After the first save the browser is asked, once, to keep what is here. */
function keep(): void {
  const stop = effect(() => {
    if (outbox.value.length === 0) return;
    void askToKeep();
    queueMicrotask(() => stop());
  });
}
