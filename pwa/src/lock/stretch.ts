import { utf8 } from '../local/bytes.ts';
import { randomBytes } from '../local/clock.ts';
import { scriptUrl } from '../local/trusted.ts';
import type { Stretching } from '../local/vaults.ts';
import type { Stretch } from './argon.ts';

/**
 * The price of one guess. 32 MiB and two passes are above OWASP's least (19 MiB, two passes)
 * and take a phone four times slower than a laptop under two seconds (docs/decisions/0013).
 */
export const newStretching = (): Stretching => ({ m: 32 * 1024, t: 2, salt: randomBytes(16) });

/** The key that a passphrase stands for. It takes its time, away from the page. */
export async function stretch(passphrase: string, by: Stretching): Promise<CryptoKey> {
  const { m, t, salt } = by;
  const asked = { passphrase: utf8(asTyped(passphrase)), salt, m, t };
  const bytes = await (typeof Worker === 'undefined' ? here(asked) : elsewhere(asked));
  return crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']);
}

/** Keyboards differ in how they write an accent, and put blanks where nobody sees them. */
export const asTyped = (passphrase: string): string =>
  passphrase.normalize('NFKC').trim().replace(/\s+/g, ' ');

async function here(asked: Stretch): Promise<Uint8Array<ArrayBuffer>> {
  return (await import('./argon.ts')).stretched(asked);
}

/** A worker that waits for a passphrase. */
let waiting: Promise<Worker> | null = null;

/** Starts the worker ahead of a passphrase, which then need not wait for it. */
export function getReady(): void {
  if (typeof Worker === 'undefined' || waiting) return;
  const over = () => {
    waiting = null;
  };
  waiting = newWorker();
  waiting.then(worker => {
    worker.onerror = over;
  }, over);
}

async function newWorker(): Promise<Worker> {
  const { default: workerUrl } = await import('./argon.worker.ts?worker&url');
  return new Worker(scriptUrl(workerUrl), { type: 'module' });
}

/** In a worker of its own, which ends with the answer and takes the passphrase with it. */
async function elsewhere(asked: Stretch): Promise<Uint8Array<ArrayBuffer>> {
  const worker = await (waiting ?? newWorker());
  waiting = null;
  return new Promise((resolve, reject) => {
    const end = (then: () => void) => {
      worker.terminate();
      then();
    };
    worker.onmessage = ({ data }) => end(() => resolve(data));
    worker.onerror = () => end(() => reject(new Error('the worker did not start')));
    worker.postMessage(asked);
  });
}
