import type { Disk } from './disk.ts';

/**
 * Stands in for the library idb inside a simulated tab, over the disk of its phone: as
 * much of it as pwa/src/local/db.ts uses.
 */
declare const simulated: { open(name: string): { disk: Disk; owner: { dead: boolean } } };

interface Upgrade {
  upgrade(db: {
    createObjectStore(name: string): void;
    objectStoreNames: { contains(name: string): boolean };
  }): void;
}

export type IDBPDatabase = Awaited<ReturnType<typeof openDB>>;
export type IDBPTransaction<_A, _B, _C> = ReturnType<Disk['begin']>;

export async function openDB(name: string, version: number, on: Upgrade) {
  const { disk, owner } = simulated.open(name);
  let closed = false;
  if (disk.version < version) {
    disk.version = version;
    on.upgrade({
      createObjectStore: table => void disk.tables.set(table, new Map()),
      objectStoreNames: { contains: table => disk.tables.has(table) },
    });
  }
  return {
    transaction(_names: string[], mode: 'readonly' | 'readwrite', _options: unknown) {
      if (closed) throw new DOMException('closed', 'InvalidStateError');
      return disk.begin(owner, mode === 'readwrite');
    },
    close() {
      closed = true;
    },
  };
}

export async function deleteDB(name: string): Promise<void> {
  simulated.open(name).disk.erase();
}
