import './style/index.css';
import { render } from 'preact';
import { App } from './app/App.tsx';
import { takeInvite } from './app/invite.ts';
import { dressPage } from './app/look.ts';
import { listen } from './app/router.ts';
import { watchUpdates } from './app/update.ts';
import { opening } from './model/phone.ts';
import { lookAround } from './model/vaults.ts';

takeInvite();
// A link may be opened in a tab that has the app already: only the fragment changes then.
addEventListener('hashchange', takeInvite);
listen();
void begin();

/** Not awaited at the top: chunks that import from this one would wait for it for ever. */
async function begin(): Promise<void> {
  const root = document.getElementById('app');
  const [found] = await Promise.all([lookAround(), dressPage()]);
  opening.value = found;
  if (root) render(<App />, root);
  void watchUpdates();
}
