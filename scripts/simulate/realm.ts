import { createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';
import { Script } from 'node:vm';
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
    ...around.shared,
  };
}

function abortsAfter(ms: number, setTimeout: (run: () => void, ms: number) => number): AbortSignal {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), ms);
  return controller.signal;
}

/** WebCrypto, answered at once (Node's own answers when a thread is done), from the seed. */
function cryptography(random: Random) {
  const bytes = <A extends Uint8Array>(into: A) => {
    for (let i = 0; i < into.length; i++) into[i] = random.next() & 255;
    return into;
  };
  return {
    getRandomValues: bytes,
    subtle: {
      async generateKey(): Promise<{ privateKey: KeyObject; publicKey: KeyObject }> {
        // RFC 8410: an Ed25519 private key in PKCS #8 is this and 32 bytes.
        const head = Buffer.from('302e020100300506032b657004220420', 'hex');
        const der = Buffer.concat([head, bytes(new Uint8Array(32))]);
        const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
        return { privateKey, publicKey: createPublicKey(privateKey) };
      },
      async exportKey(_format: 'jwk', key: KeyObject) {
        return key.export({ format: 'jwk' });
      },
      async sign(_how: unknown, key: KeyObject, text: Uint8Array): Promise<Uint8Array> {
        return sign(null, text, key);
      },
    },
  };
}
