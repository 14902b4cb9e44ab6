import { elsewhere } from '../../app/leave.ts';
import { sleep } from '../../local/clock.ts';
import { api, outbox, session, signOutHere, syncNow } from '../../model/index.ts';

/** How long what is unsent, and the signing out, may take behind an empty screen. */
const patience = 3_000;

/**
 * Empties the screen, then this device, and goes elsewhere. What can still be sent in a
 * few seconds is; the server is told to let this device in no more.
 */
export async function closeAndForget(): Promise<void> {
  document.title = '';
  document.body.replaceChildren();
  const device = session.peek()?.device;
  await Promise.race([tellServer(device).catch(() => {}), sleep(patience)]);
  await signOutHere().catch(() => {});
  location.replace(elsewhere);
}

async function tellServer(device: string | undefined): Promise<void> {
  if (!device) return;
  if (outbox.peek().some(item => item.state !== 'sent')) await syncNow();
  await api('POST', `/v1/devices/${device}/revoke`);
}
