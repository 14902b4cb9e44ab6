import { signal } from '@preact/signals';
import { deleteDb, isThere } from '../local/db.ts';
import {
  alterVault,
  databaseOf,
  dropVault,
  plainName,
  readVaults,
  type Vault,
} from '../local/vaults.ts';
import type { Canary } from './canary.ts';
import type { Opening } from './phone.ts';

// Whose phone this is, as far as that shows before anybody has unlocked it.

/** The members on this phone. */
export const vaults = signal<Vault[]>([]);
/** The browser emptied what was kept here; what is known of it. */
export const emptied = signal<Canary | null>(null);

/** What there is on this phone. Goes on with what was begun and not finished. */
export async function lookAround(): Promise<Opening> {
  try {
    await readAgain();
    const all = vaults.peek();
    for (const { id, state } of all) if (state === 'gone') await destroy(id);
    const ready = all.some(vault => vault.state === 'ready');
    // A vault is ready once all that lay in the clear is in it.
    if (ready) void sweep();
    else if (await isThere(plainName)) {
      const { beginMove } = await import('../lock/move.ts');
      if (await beginMove()) return 'plain';
    }
    void readCanaries();
    return ready ? 'locked' : 'nobody';
  } catch {
    return 'broken';
  }
}

async function sweep(): Promise<void> {
  if (await isThere(plainName)) await deleteDb(plainName);
}

/** Reads the list again, after it was altered. */
export async function readAgain(): Promise<void> {
  vaults.value = await readVaults();
}

/** The notes outside the databases outlive them: then the browser has emptied one. */
async function readCanaries(): Promise<void> {
  const { readCanary } = await import('./canary.ts');
  const here = new Set(vaults.peek().map(vault => vault.id));
  emptied.value = await readCanary(id => !here.has(id)).catch(() => null);
}

/** Destroys a vault's keys, and then all that they sealed. */
export async function destroy(id: string): Promise<void> {
  const nothing = new Uint8Array();
  const gone = { state: 'gone', label: '', wrapped: nothing } as const;
  await alterVault(id, { ...gone, bareKey: undefined }).catch(() => dropVault(id));
  await deleteDb(databaseOf(id));
  await import('./canary.ts').then(c => c.forgetCanary(id)).catch(() => {});
  await dropVault(id);
}
