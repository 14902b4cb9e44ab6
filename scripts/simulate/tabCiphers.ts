import type * as ciphers from './ciphers.ts';

/** Stands in for @noble/ciphers inside a simulated tab; realm.ts gives it ciphers.ts. */
declare const simulatedCiphers: typeof ciphers;

export const { aessiv, xchacha20poly1305 } = simulatedCiphers;
