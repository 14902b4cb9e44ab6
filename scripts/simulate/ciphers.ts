import { createCipheriv, createDecipheriv } from 'node:crypto';
import { hchacha } from '@noble/ciphers/chacha.js';

/**
 * What the app takes from @noble/ciphers, with the same results, by Node's own code: in a
 * simulated world rows are sealed by the ten thousand. ciphers.test.ts holds both equal.
 */
interface OneUse {
  encrypt(text: Uint8Array): Uint8Array;
  decrypt(sealed: Uint8Array): Uint8Array;
}

const tagSize = 16;
const sigma = words(Buffer.from('expand 32-byte k'));

function words(bytes: Uint8Array): Uint32Array {
  return new Uint32Array(Uint8Array.from(bytes).buffer);
}

/** XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03): a key for the nonce, then RFC 8439. */
export function xchacha20poly1305(key: Uint8Array, nonce: Uint8Array, about: Uint8Array): OneUse {
  const own = new Uint32Array(8);
  hchacha(sigma, words(key), words(nonce.subarray(0, 16)), own);
  const subkey = new Uint8Array(own.buffer);
  const short = new Uint8Array(12);
  short.set(nonce.subarray(16), 4);
  const size = { authTagLength: tagSize };
  return {
    encrypt(text) {
      const cipher = createCipheriv('chacha20-poly1305', subkey, short, size);
      cipher.setAAD(about, { plaintextLength: text.length });
      const sealed = [cipher.update(text), cipher.final()];
      return Uint8Array.from(Buffer.concat([...sealed, cipher.getAuthTag()]));
    },
    decrypt(sealed) {
      const end = sealed.length - tagSize;
      const cipher = createDecipheriv('chacha20-poly1305', subkey, short, size);
      cipher.setAAD(about, { plaintextLength: end });
      cipher.setAuthTag(sealed.subarray(end));
      const text = cipher.update(sealed.subarray(0, end));
      return Uint8Array.from(Buffer.concat([text, cipher.final()]));
    },
  };
}

/** Twice a block in GF(2^128), as CMAC and SIV have it. */
function doubled(block: Uint8Array): Uint8Array {
  const out = new Uint8Array(16);
  for (let i = 0; i < 16; i++) out[i] = ((block[i] ?? 0) << 1) | ((block[i + 1] ?? 0) >> 7);
  if ((block[0] ?? 0) & 0x80) out[15] = (out[15] ?? 0) ^ 0x87;
  return out;
}

function mixed(into: Uint8Array, block: Uint8Array, at = 0): Uint8Array {
  for (let i = 0; i < 16; i++) into[at + i] = (into[at + i] ?? 0) ^ (block[i] ?? 0);
  return into;
}

/** AES-CMAC (RFC 4493); `once` is its first subkey. */
function cmac(key: Uint8Array, once: Uint8Array, text: Uint8Array): Uint8Array {
  const bits = key.length * 8;
  const whole = text.length > 0 && text.length % 16 === 0;
  const blocks = new Uint8Array(Math.max(1, Math.ceil(text.length / 16)) * 16);
  blocks.set(text);
  if (!whole) blocks[text.length] = 0x80;
  mixed(blocks, whole ? once : doubled(once), blocks.length - 16);
  return encrypted(`aes-${bits}-cbc`, key, new Uint8Array(16), blocks).subarray(-16);
}

function encrypted(how: string, key: Uint8Array, iv: Uint8Array | null, text: Uint8Array) {
  const cipher = createCipheriv(how, key, iv);
  cipher.setAutoPadding(false);
  return Uint8Array.from(Buffer.concat([cipher.update(text), cipher.final()]));
}

interface Begun {
  mac: (text: Uint8Array) => Uint8Array;
  start: Uint8Array;
}

/** By key and by what it is about, as every name of a store begins alike. */
const begun = new WeakMap<Uint8Array, Map<string, Begun>>();

function begin(key: Uint8Array, about: Uint8Array): Begun {
  const bits = key.length * 8;
  const once = doubled(encrypted(`aes-${bits}-ecb`, key, null, new Uint8Array(16)));
  const mac = (text: Uint8Array) => cmac(key, once, text);
  return { mac, start: mixed(doubled(mac(new Uint8Array(16))), mac(about)) };
}

function begunFor(key: Uint8Array, about: Uint8Array): Begun {
  const known = begun.get(key) ?? new Map<string, Begun>();
  begun.set(key, known);
  const name = Buffer.from(about).toString('latin1');
  const one = known.get(name) ?? begin(key.subarray(0, key.length / 2), about);
  known.set(name, one);
  return one;
}

/** AES-SIV (RFC 5297) with one line of what it is about. */
export function aessiv(key: Uint8Array, about: Uint8Array): OneUse {
  const half = key.length / 2;
  const stream = key.subarray(half);
  const { mac, start } = begunFor(key, about);
  const vector = (text: Uint8Array) => {
    if (text.length < 16) {
      const padded = new Uint8Array(16);
      padded.set(text);
      padded[text.length] = 0x80;
      return mac(mixed(padded, doubled(start)));
    }
    return mac(mixed(Uint8Array.from(text), start, text.length - 16));
  };
  const flow = (tag: Uint8Array, text: Uint8Array) => {
    const counter = Uint8Array.from(tag);
    counter[8] = (counter[8] ?? 0) & 0x7f;
    counter[12] = (counter[12] ?? 0) & 0x7f;
    return encrypted(`aes-${half * 8}-ctr`, stream, counter, text);
  };
  return {
    encrypt(text) {
      const tag = vector(text);
      return Uint8Array.from(Buffer.concat([tag, flow(tag, text)]));
    },
    decrypt(sealed) {
      const tag = sealed.subarray(0, 16);
      const text = flow(tag, sealed.subarray(16));
      if (Buffer.compare(vector(text), tag) !== 0) throw new Error('does not open');
      return text;
    },
  };
}
