import { after, now, sleep } from '../local/clock.ts';
import { ulid } from '../local/ids.ts';
import { api } from './api.ts';
import { database } from './phone.ts';
import { ApiError } from './session.ts';

/** That a person's page, or one record of it, was opened on this phone, or seen in another way. */
interface Note {
  id: string;
  scope: string;
  kind?: string;
  record?: string;
  how?: How;
  at: number;
}

/** Words of it came up in a search; the phone was handed to the person, with their goals. */
export type How = 'found' | 'handed';

/** The same page opened again within this time is noted once. */
const quietFor = 10 * 60_000;
/** Notes gather for a moment before they are sent. */
const gatherFor = 5_000;
/** As many as the server takes at once. */
const most = 200;

const last = new Map<string, number>();
let cancelSend: () => void = () => {};
let sending: Promise<void> | null = null;

/**
 * Notes on this phone that a page was opened, and sends it when that can be done. Nothing
 * waits for it. `record` is left out for a person's page as a whole.
 */
export function noteSeen(scope: string, record?: { kind: string; id: string }, how?: How): void {
  const at = now();
  const key = [scope, record?.kind, record?.id, how].join(' ');
  const before = last.get(key);
  if (before !== undefined && Math.abs(at - before) < quietFor) return;
  last.set(key, at);
  const note: Note = { id: ulid(at), scope, at };
  if (record) Object.assign(note, { kind: record.kind, record: record.id });
  if (how) note.how = how;
  keep(note).catch(() => last.delete(key));
}

async function keep(note: Note): Promise<void> {
  await database().write(['seen'], tx => tx.put('seen', note.id, note));
  cancelSend();
  cancelSend = after(gatherFor, () => void sendSeen());
}

/** Sends what was noted, for at most `within` ms. Never fails: what is not sent stays. */
export async function sendSeen(within?: number): Promise<void> {
  sending ??= sendAll()
    .catch(() => {})
    .finally(() => {
      sending = null;
    });
  await (within === undefined ? sending : Promise.race([sending, sleep(within)]));
}

async function sendAll(): Promise<void> {
  for (let size = most; ; ) {
    const all = await database().read(['seen'], tx => tx.all<Note>('seen'));
    const items = all.slice(0, size);
    if (items.length === 0) return;
    try {
      await api('POST', '/v1/audit/seen', { items });
    } catch (e) {
      if (!(e instanceof ApiError) || e.status !== 400) return;
      // One of them cannot be read: the others must not wait behind it.
      if (size > 1) {
        size = 1;
        continue;
      }
    }
    await database().write(['seen'], async tx => {
      for (const note of items) await tx.delete('seen', note.id);
    });
  }
}
