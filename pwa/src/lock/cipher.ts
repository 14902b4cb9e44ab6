import { aessiv } from '@noble/ciphers/aes.js';
import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { base64url, fromBase64url, joined, utf8 } from '../local/bytes.ts';
import { randomBytes } from '../local/clock.ts';
import { type Cipher, type Key, Sealed, type StoreName } from '../local/db.ts';
import type { Ring } from './ring.ts';

const rowNonce = 24;
const packNonce = 12;

/** Stores whose values are sealed ahead of the transaction that writes them. */
const ahead: ReadonlySet<StoreName> = new Set(['packs']);

/**
 * Seals rows one by one, within a transaction, and packs ahead of it. A sealed value is its
 * nonce and the ciphertext; the store and the key are bound to it, so that it opens nowhere
 * else. Names of rows are hidden where they are text; numbers, and the names of `meta`, are not.
 */
export function cipherOf(ring: Ring): Cipher {
  const bound = (store: StoreName, key: Key) => utf8(`${store}\n${typeof key}\n${key}`);
  const clear = (store: StoreName, key: Key) => typeof key === 'number' || store === 'meta';
  return {
    seal(store, key, value) {
      const text = JSON.stringify(value);
      if (text === undefined) throw new DOMException('nothing to store', 'DataCloneError');
      const nonce = randomBytes(rowNonce);
      return joined(nonce, rows(nonce, bound(store, key)).encrypt(utf8(text)));
    },
    open(store, key, stored) {
      if (stored === undefined) return undefined;
      const bytes = bytesIn(stored);
      if (ahead.has(store)) return new Sealed(bytes);
      try {
        const opened = rows(bytes.subarray(0, rowNonce), bound(store, key));
        return JSON.parse(new TextDecoder().decode(opened.decrypt(bytes.subarray(rowNonce))));
      } catch {
        return undefined;
      }
    },
    hide(store, key) {
      if (clear(store, key)) return key;
      return base64url(aessiv(ring.names, utf8(store)).encrypt(utf8(String(key))));
    },
    reveal(store, key) {
      if (clear(store, key)) return key;
      try {
        const name = aessiv(ring.names, utf8(store)).decrypt(fromBase64url(String(key)));
        return new TextDecoder().decode(name);
      } catch {
        return undefined;
      }
    },
    async sealAhead(store, key, text) {
      const iv = randomBytes(packNonce);
      const how = { name: 'AES-GCM', iv, additionalData: bound(store, key) };
      const sealed = await crypto.subtle.encrypt(how, ring.packs, utf8(text));
      return new Sealed(joined(iv, new Uint8Array(sealed)));
    },
    async openAfter(store, key, sealed) {
      if (!(sealed instanceof Sealed)) return undefined;
      const { bytes } = sealed;
      const iv = bytes.subarray(0, packNonce);
      const how = { name: 'AES-GCM', iv, additionalData: bound(store, key) };
      try {
        const opened = await crypto.subtle.decrypt(how, ring.packs, bytes.subarray(packNonce));
        return new TextDecoder().decode(opened);
      } catch {
        return undefined;
      }
    },
  };

  function rows(nonce: Uint8Array, about: Uint8Array) {
    return xchacha20poly1305(ring.rows, nonce, about);
  }
}

/** Bytes from any realm: a test's IndexedDB has classes of its own. */
function bytesIn(stored: unknown): Uint8Array<ArrayBuffer> {
  return ArrayBuffer.isView(stored) ? (stored as Uint8Array<ArrayBuffer>) : new Uint8Array();
}
