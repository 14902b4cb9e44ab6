import { signal } from '@preact/signals';
import { decode } from './route.ts';

/** The code of the link that opened the app; it is out of the address bar by then. */
export const invited = signal('');

/** The link is for a person's own page. */
export const invitedOwn = signal(false);

/** Takes an invite out of the address, so that it stays in no history. */
export function takeInvite(): void {
  const code = /^#invite=([^&]+)/.exec(location.hash)?.[1];
  if (!code) return;
  invited.value = decode(code);
  invitedOwn.value = /&own\b/.test(location.hash);
  history.replaceState(null, '', `${location.pathname}#/join`);
}
