import type { Opened } from '../model/phone.ts';
import { cipherOf } from './cipher.ts';
import { dataKeyBytes, ringOf } from './ring.ts';

const ring = await ringOf(new Uint8Array(dataKeyBytes).fill(7));

/** The keys of every test, which nobody has to type a passphrase for. */
export const testCipher = cipherOf(ring);
export const testSigning = ring.signing;

/** A test's database, as if a passphrase had opened it. */
export const openedFor = (name: string): Opened => ({
  id: name,
  name,
  cipher: testCipher,
  signing: testSigning,
});
