import { deleteDb } from '../local/db.ts';
import { alterVault, databaseOf, dropVault, putVault, type Vault } from '../local/vaults.ts';
import { readCanary } from '../model/canary.ts';
import { loadDrafts } from '../model/drafts.ts';
import { type Begun, beginOpening, identity, type Opened, openPhone } from '../model/phone.ts';
import { emptied, readAgain, vaults } from '../model/vaults.ts';
import { asTyped, getReady } from './stretch.ts';
import { newVault, relock, unlock } from './vault.ts';
import { watchIdle } from './watch.ts';

/** Fetches ahead what opening takes: the ciphers, and what makes a key of a passphrase. */
export function fetchOpening(): void {
  getReady();
  void import('./cipher.ts').catch(() => {});
}

/** Opens a member's pages; false where this is not their passphrase. */
export async function enter(vault: Vault, passphrase: string): Promise<boolean> {
  // Making the key takes a while, in which what it opens can be fetched.
  const begun = beginOpening(databaseOf(vault.id));
  begun.catch(() => {});
  const opened = await unlock(vault, passphrase);
  if (!opened) {
    void begun.then(({ db }) => db.close()).catch(() => {});
    return false;
  }
  await open(vault, opened, begun);
  if (!identity.peek()) {
    // The browser has emptied it: whoever joins again does so in this place.
    emptied.value = await readCanary(id => id === vault.id);
    waiting = { vault, passphrase: asTyped(passphrase) };
  }
  return true;
}

/** Shows what a vault holds, and locks it again when nobody touches the phone any more. */
export async function open(vault: Vault, opened: Opened, begun?: Promise<Begun>): Promise<void> {
  await openPhone({ ...opened, bareKey: vault.bareKey }, loadDrafts, begun);
  watchIdle(vault.id);
}

/** The place that was made for somebody whose invite was not taken yet. */
let waiting: { vault: Vault; passphrase: string } | null = null;

/**
 * Makes a place for one more member, locked by the passphrase, and opens it. One that was
 * made before and not used is gone on with: its key may have been enrolled, and the answer lost.
 */
export async function makeRoom(passphrase: string): Promise<void> {
  if (waiting) return changeRoom(passphrase);
  for (const vault of vaults.peek().filter(it => it.state === 'joining')) {
    const opened = await unlock(vault, passphrase);
    if (opened) return settle(vault, opened, passphrase);
  }
  const { vault, opened } = await newVault(passphrase, 'joining');
  await putVault(vault);
  await settle(vault, opened, passphrase);
}

async function settle(vault: Vault, opened: Opened, passphrase: string): Promise<void> {
  await readAgain();
  await open(vault, opened);
  waiting = { vault, passphrase: asTyped(passphrase) };
}

/** The form was sent once more, perhaps with another passphrase. */
async function changeRoom(passphrase: string): Promise<void> {
  if (!waiting || waiting.passphrase === asTyped(passphrase)) return;
  const { vault } = waiting;
  const part = await relock(vault, waiting.passphrase, passphrase);
  if (!part) throw new Error('the passphrase of this page does not open its own vault');
  await alterVault(vault.id, part);
  waiting = { vault: { ...vault, ...part }, passphrase: asTyped(passphrase) };
}

/** The invite was taken: places that were made for others and never used go. */
export async function joinedHere(): Promise<void> {
  waiting = null;
  for (const { id } of vaults.peek().filter(it => it.state === 'joining')) {
    await deleteDb(databaseOf(id));
    await dropVault(id);
  }
  await readAgain();
}
