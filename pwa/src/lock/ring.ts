import { utf8 } from '../local/bytes.ts';

/**
 * The keys of one member on this phone, while it is unlocked. Each is derived from the one
 * random data key, which is not kept once they are made. Only those of rows and names are
 * bytes that a script could read: what is sealed within a transaction is sealed by the app.
 */
export interface Ring {
  /** XChaCha20-Poly1305, for rows. */
  rows: Uint8Array<ArrayBuffer>;
  /** AES-SIV, for names of rows: the same name is always hidden in the same way. */
  names: Uint8Array<ArrayBuffer>;
  /** AES-256-GCM, for packs. */
  packs: CryptoKey;
  /** AES-256-GCM, under which the device's signing key is wrapped. */
  signing: CryptoKey;
}

/** Bytes of a data key. */
export const dataKeyBytes = 32;

/** The keys that a data key stands for (HKDF-SHA-256, RFC 5869). */
export async function ringOf(dataKey: Uint8Array<ArrayBuffer>): Promise<Ring> {
  const from = await crypto.subtle.importKey('raw', dataKey, 'HKDF', false, [
    'deriveBits',
    'deriveKey',
  ]);
  const how = (what: string) => ({
    name: 'HKDF',
    hash: 'SHA-256',
    salt: new Uint8Array(),
    info: utf8(`alongside ${what}`),
  });
  const bits = async (what: string, count: number) =>
    new Uint8Array(await crypto.subtle.deriveBits(how(what), from, count));
  const aes = { name: 'AES-GCM', length: 256 };
  const key = (what: string, uses: KeyUsage[]) =>
    crypto.subtle.deriveKey(how(what), from, aes, false, uses);
  return {
    rows: await bits('rows', 256),
    names: await bits('names', 512),
    packs: await key('packs', ['encrypt', 'decrypt']),
    signing: await key('signing', ['wrapKey', 'unwrapKey']),
  };
}
