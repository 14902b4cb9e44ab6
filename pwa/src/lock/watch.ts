import { after, deviceNow } from '../local/clock.ts';
import { flushDrafts } from '../model/drafts.ts';
import { passing } from '../model/lease.ts';
import { database, opening } from '../model/phone.ts';
import { vaults } from '../model/vaults.ts';

/** How often it is looked whether the phone is still in use; others hear of it as often. */
const lookEvery = 10_000;

type Message = { type: 'lock' } | { type: 'active' };

const channel =
  typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('alongside.lock');

let touched = 0;
let told = 0;
let watching = '';
let locking = false;

/**
 * Locks the phone, in all tabs: what is being typed is written down, and every tab begins
 * anew, so that nothing of what was shown stays in memory. `to`: the page to come back to.
 */
export async function lockNow(to = ''): Promise<void> {
  channel?.postMessage({ type: 'lock' } satisfies Message);
  await lockHere(to);
}

/** Locks the other tabs: this one is handed to somebody. */
export function lockOthers(): void {
  channel?.postMessage({ type: 'lock' } satisfies Message);
}

async function lockHere(to = ''): Promise<void> {
  if (locking || opening.peek() !== 'open') return;
  locking = true;
  document.documentElement.hidden = true;
  await flushDrafts().catch(() => {});
  await database().settled();
  if (to) history.replaceState(null, '', to);
  location.reload();
}

/** From now on the phone locks itself once nobody has touched it for as long as is chosen. */
export function watchIdle(id: string): void {
  touched = deviceNow();
  if (watching === '' && typeof document !== 'undefined') begin();
  watching = id;
}

function begin(): void {
  for (const name of ['pointerdown', 'keydown', 'input', 'wheel', 'touchmove']) {
    addEventListener(name, touch, { passive: true, capture: true });
  }
  document.addEventListener('visibilitychange', look);
  if (channel) {
    channel.onmessage = ({ data }: MessageEvent<Message>) => {
      if (data.type === 'lock') void lockHere();
      else touched = Math.max(touched, deviceNow());
    };
  }
  const again = () => {
    look();
    after(lookEvery, again);
  };
  after(lookEvery, again);
}

function touch(): void {
  // Coming back to a phone that has lain there for too long is not using it.
  if (idle()) return void lockNow();
  touched = deviceNow();
  if (touched - told < lookEvery) return;
  told = touched;
  channel?.postMessage({ type: 'active' } satisfies Message);
}

function look(): void {
  passing.value++;
  if (idle()) void lockNow();
}

function idle(): boolean {
  const minutes = vaults.peek().find(vault => vault.id === watching)?.lockAfter;
  const since = deviceNow() - touched;
  // A clock that was set back says nothing about how long.
  if (since < 0) touched = deviceNow();
  return minutes !== undefined && since > minutes * 60_000;
}
