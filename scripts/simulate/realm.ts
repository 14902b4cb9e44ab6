import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  hkdfSync,
  type KeyObject,
  sign,
} from 'node:crypto';
import { Script } from 'node:vm';
import * as ciphers from './ciphers.ts';
import type { Clockwork, Owner } from './clockwork.ts';
import type { Random } from './random.ts';

/** The app as one simulated tab has it. */
export type App = typeof import('./app.ts');

/** What a tab finds around it instead of a browser. */
export interface Surroundings {
  clockwork: Clockwork;
  random: Random;
  owner: Owner;
  /** This phone's own clock, right or wrong. */
  clock(): number;
  fetch: unknown;
  /** The tab is to begin anew. */
  reload(): void;
  /** The globals that all tabs of a phone share, and what idb.ts wants. */
  shared: Record<string, unknown>;
}

const names = [
  'Date',
  'setTimeout',
  'clearTimeout',
  'crypto',
  'fetch',
  'AbortSignal',
  'AbortController',
  'CompressionStream',
  'TextDecoderStream',
  'BroadcastChannel',
  'navigator',
  'localStorage',
  'location',
  'document',
  'addEventListener',
  'simulated',
  'simulatedCiphers',
] as const;

/** The bundle of app.ts, compiled once; each tab runs it anew, with globals of its own. */
export function compile(bundle: string, file: string): (globals: Record<string, unknown>) => App {
  const source = `(function (exports, ${names.join(', ')}) {${bundle}\n})`;
  const run = new Script(source, { filename: file }).runInThisContext() as (
    ...args: unknown[]
  ) => void;
  return globals => {
    const exports = {};
    run(exports, ...names.map(name => globals[name]));
    return exports as App;
  };
}

/** The globals of one tab. */
export function globalsOf(around: Surroundings): Record<string, unknown> {
  const { clockwork, owner, clock } = around;
  class SimulatedDate extends Date {
    constructor(...args: unknown[]) {
      if (args.length === 0) super(clock());
      else super(...(args as [number]));
    }
    static override now(): number {
      return clock();
    }
  }
  const timers = new Map<number, () => void>();
  let made = 0;
  const setTimeout = (run: () => void, ms: number) => {
    const id = ++made;
    timers.set(
      id,
      clockwork.after(ms, owner, () => {
        timers.delete(id);
        run();
      }),
    );
    return id;
  };
  return {
    Date: SimulatedDate,
    setTimeout,
    clearTimeout(id: number) {
      timers.get(id)?.();
      timers.delete(id);
    },
    crypto: cryptography(around.random),
    fetch: around.fetch,
    AbortSignal: { timeout: (ms: number) => abortsAfter(ms, setTimeout) },
    AbortController,
    CompressionStream: undefined,
    TextDecoderStream: class {},
    location: { reload: around.reload },
    document: { visibilityState: 'visible', addEventListener() {} },
    addEventListener() {},
    simulatedCiphers: ciphers,
    ...around.shared,
  };
}

function abortsAfter(ms: number, setTimeout: (run: () => void, ms: number) => number): AbortSignal {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), ms);
  return controller.signal;
}

/** A key of the simulated WebCrypto: bytes, or one of Node's. */
interface Raw {
  bytes: Buffer;
}

type Gcm = { iv: Uint8Array; additionalData?: Uint8Array };

function sealed(how: Gcm, { bytes }: Raw, text: Uint8Array): Uint8Array {
  const cipher = createCipheriv('aes-256-gcm', bytes, how.iv);
  if (how.additionalData) cipher.setAAD(how.additionalData);
  const out = [cipher.update(text), cipher.final()];
  return Uint8Array.from(Buffer.concat([...out, cipher.getAuthTag()]));
}

function unsealed(how: Gcm, { bytes }: Raw, text: Uint8Array): Uint8Array {
  const end = text.length - 16;
  const cipher = createDecipheriv('aes-256-gcm', bytes, how.iv);
  if (how.additionalData) cipher.setAAD(how.additionalData);
  cipher.setAuthTag(text.subarray(end));
  return Uint8Array.from(Buffer.concat([cipher.update(text.subarray(0, end)), cipher.final()]));
}

const hkdf = ({ bytes }: Raw, how: { info: Uint8Array }, size: number) =>
  Buffer.from(hkdfSync('sha256', bytes, new Uint8Array(), how.info, size));

/** WebCrypto, answered at once (Node's own answers when a thread is done), from the seed. */
function cryptography(random: Random) {
  const bytes = <A extends Uint8Array>(into: A) => {
    for (let i = 0; i < into.length; i++) into[i] = random.next() & 255;
    return into;
  };
  const pkcs8 = (der: Uint8Array) =>
    createPrivateKey({ key: Buffer.from(der), format: 'der', type: 'pkcs8' });
  return {
    getRandomValues: bytes,
    subtle: {
      async generateKey(): Promise<{ privateKey: KeyObject; publicKey: KeyObject }> {
        // RFC 8410: an Ed25519 private key in PKCS #8 is this and 32 bytes.
        const head = Buffer.from('302e020100300506032b657004220420', 'hex');
        const privateKey = pkcs8(Buffer.concat([head, bytes(new Uint8Array(32))]));
        return { privateKey, publicKey: createPublicKey(privateKey) };
      },
      async exportKey(_format: 'jwk', key: KeyObject) {
        return key.export({ format: 'jwk' });
      },
      async sign(_how: unknown, key: KeyObject, text: Uint8Array): Promise<Uint8Array> {
        return sign(null, text, key);
      },
      importKey: async (_format: 'raw', key: Uint8Array): Promise<Raw> => ({
        bytes: Buffer.from(key),
      }),
      deriveBits: async (how: { info: Uint8Array }, from: Raw, count: number) =>
        hkdf(from, how, count / 8),
      deriveKey: async (how: { info: Uint8Array }, from: Raw): Promise<Raw> => ({
        bytes: hkdf(from, how, 32),
      }),
      encrypt: async (how: Gcm, by: Raw, text: Uint8Array) => sealed(how, by, text),
      decrypt: async (how: Gcm, by: Raw, text: Uint8Array) => unsealed(how, by, text),
      wrapKey: async (_format: 'pkcs8', key: KeyObject, by: Raw, how: Gcm) =>
        sealed(how, by, key.export({ format: 'der', type: 'pkcs8' })),
      unwrapKey: async (_format: 'pkcs8', key: Uint8Array, by: Raw, how: Gcm) =>
        pkcs8(unsealed(how, by, key)),
    },
  };
}
