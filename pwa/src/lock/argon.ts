import { argon2id } from '@noble/hashes/argon2.js';

/** What is asked of the worker, and of the function where there are no workers. */
export interface Stretch {
  passphrase: Uint8Array;
  salt: Uint8Array;
  m: number;
  t: number;
}

/** 32 bytes out of a passphrase, at the price that the parameters set (RFC 9106). */
export function stretched({ passphrase, salt, m, t }: Stretch): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(argon2id(passphrase, salt, { m, t, p: 1, dkLen: 32 }));
}
