import { gzipSync } from 'node:zlib';
import type { Clockwork, Owner } from './clockwork.ts';
import type { Host, Reply } from './host.ts';
import type { Random } from './random.ts';

/** What may happen to a request and its answer, each as a probability. */
export interface Weather {
  lostRequest: number;
  lostAnswer: number;
  twice: number;
  cut: number;
  /** Something on the way, or the server itself, refuses. */
  refused: number;
  /** The most that one way takes, in ms. */
  slow: number;
}

export const calm: Weather = {
  lostRequest: 0,
  lostAnswer: 0,
  twice: 0,
  cut: 0,
  refused: 0,
  slow: 40,
};

interface Init {
  method?: string;
  headers?: Record<string, string>;
  body?: string | null;
  signal?: AbortSignal;
}

/** Refusals that come out of the blue: a proxy's, a full disk's, a crowd's. */
const refusals: [status: number, code: string][] = [
  [429, 'too_many'],
  [500, 'internal'],
  [502, 'http'],
  [507, 'read_only'],
  [413, 'too_large'],
  [401, 'unauthenticated'],
];

/** Carries what phones ask to the server and its answers back, as the weather has it. */
export class Network {
  weather: Weather = calm;
  /** How many requests have not been answered or given up. */
  underWay = 0;
  private readonly listeners = new Set<Stream>();
  private readonly clockwork: Clockwork;
  private readonly random: Random;
  private readonly host: Host;
  private readonly tell: (line: string) => void;

  constructor(clockwork: Clockwork, random: Random, host: Host, tell: (line: string) => void) {
    this.clockwork = clockwork;
    this.random = random;
    this.host = host;
    this.tell = tell;
  }

  /** `fetch` for one tab. `offline` says whether its phone has no network at all now. */
  fetchFor(who: string, owner: Owner, offline: () => boolean) {
    return (path: string, init: Init): Promise<Response> =>
      new Promise((resolve, reject) => {
        const fail = () => reject(new TypeError('network'));
        init.signal?.addEventListener('abort', fail);
        if (offline()) return void this.clockwork.after(this.way(), owner, fail);
        if (path === '/v1/events') return this.listen(owner, init, resolve, fail);
        this.send(who, owner, path, init, resolve, fail);
      });
  }

  /** Tells whoever listens that something moved. */
  news(): void {
    for (const stream of this.listeners) {
      if (this.random.chance(0.8)) {
        this.clockwork.after(this.way(), stream.owner, () =>
          stream.say('data: {"scope":"?","head":0}\n'),
        );
      }
    }
  }

  private way(): number {
    return 1 + this.random.fraction() * this.weather.slow;
  }

  private send(
    who: string,
    owner: Owner,
    path: string,
    init: Init,
    resolve: (r: Response) => void,
    fail: () => void,
  ): void {
    const w = this.weather;
    const random = this.random;
    if (random.chance(w.lostRequest)) {
      this.tell(`${who} ${path} lost on its way`);
      if (random.chance(0.5)) this.clockwork.after(this.way(), owner, fail);
      return;
    }
    const lost = random.chance(w.lostAnswer);
    const cut = random.chance(w.cut);
    const refused = random.chance(w.refused) ? random.pick(refusals) : null;
    if (path === '/v1/sync' && random.chance(w.twice)) {
      this.clockwork.after(this.way() * 3, null, () =>
        this.deliver(`${who} again`, path, init, () => {}),
      );
    }
    this.clockwork.after(this.way(), null, () => {
      if (refused) return this.arrive(who, owner, path, refusal(refused), resolve);
      this.deliver(who, path, init, reply => {
        if (!reply) return void this.clockwork.after(this.way(), owner, fail);
        if (lost) return this.tell(`${who} ${path} ${reply.status} lost on its way back`);
        this.arrive(who, owner, path, cut ? halved(reply, random) : reply, resolve);
      });
    });
  }

  private deliver(who: string, path: string, init: Init, then: (r: Reply | null) => void): void {
    const headers = init.headers ?? {};
    this.underWay++;
    this.host.call(
      {
        who,
        method: init.method ?? 'GET',
        path,
        auth: headers.Authorization ?? '',
        type: headers['Content-Type'] ?? '',
        device: path === '/v1/sync' ? deviceIn(init.body ?? '') : '',
        ...packed(init.body ?? '', this.random.chance(0.2)),
      },
      reply => {
        this.underWay--;
        then(reply);
      },
    );
  }

  private arrive(
    who: string,
    owner: Owner,
    path: string,
    reply: Reply,
    resolve: (r: Response) => void,
  ): void {
    this.clockwork.after(this.way(), owner, () => {
      this.tell(`${who} ${path} hears ${reply.status}${reply.cut ? ', cut short' : ''}`);
      resolve(response(reply));
    });
  }

  private listen(owner: Owner, init: Init, resolve: (r: Response) => void, fail: () => void): void {
    const w = this.weather;
    if (this.random.chance(w.lostRequest + w.refused)) {
      return void this.clockwork.after(this.way(), owner, fail);
    }
    const stream = new Stream(owner);
    this.listeners.add(stream);
    init.signal?.addEventListener('abort', () => {
      this.listeners.delete(stream);
      stream.break();
    });
    const beat = () => {
      if (owner.dead || stream.over) return void this.listeners.delete(stream);
      stream.say(':\n');
      this.clockwork.after(20_000, owner, beat);
    };
    this.clockwork.after(20_000, owner, beat);
    this.clockwork.after(600_000, owner, () => stream.end());
    this.clockwork.after(this.way(), owner, () => resolve(stream.response()));
  }

  /** The server went away: so do the streams. */
  silence(): void {
    for (const stream of this.listeners) stream.break();
    this.listeners.clear();
  }
}

/** A body as browsers that can zip send it. */
function packed(text: string, zipped: boolean): { body: string | Uint8Array; encoding: string } {
  if (!zipped || text === '') return { body: text, encoding: '' };
  return { body: gzipSync(text, { level: 1 }), encoding: 'gzip' };
}

function deviceIn(body: string): string {
  return (JSON.parse(body) as { device: string }).device;
}

function refusal([status, code]: [number, string]): Reply {
  return { status, time: '', retry: status === 429 ? '2' : '', text: JSON.stringify({ code }) };
}

function halved(reply: Reply, random: Random): Reply {
  return { ...reply, cut: true, text: reply.text.slice(0, random.below(reply.text.length + 1)) };
}

function response(reply: Reply): Response {
  const headers: Record<string, string> = {
    'Alongside-Time': reply.time,
    'Retry-After': reply.retry,
  };
  return {
    status: reply.status,
    ok: reply.status >= 200 && reply.status < 300,
    headers: { get: (name: string) => headers[name] || null },
    text: async () => {
      // A body that ends before its length breaks in most browsers, but not behind all proxies.
      if (reply.cut && reply.text.length % 2 === 0) throw new TypeError('network');
      return reply.text;
    },
  } as unknown as Response;
}

/** Server-sent events on their way to one tab. */
class Stream {
  over = false;
  readonly owner: Owner;
  private waiting: {
    resolve: (r: { done: boolean; value: string }) => void;
    reject: (e: Error) => void;
  } | null = null;
  private readonly said: string[] = [];

  constructor(owner: Owner) {
    this.owner = owner;
  }

  say(text: string): void {
    if (this.over) return;
    if (this.waiting) {
      this.waiting.resolve({ done: false, value: text });
      this.waiting = null;
    } else this.said.push(text);
  }

  end(): void {
    this.over = true;
    this.waiting?.resolve({ done: true, value: '' });
  }

  break(): void {
    this.over = true;
    this.waiting?.reject(new TypeError('network'));
  }

  response(): Response {
    const read = () =>
      new Promise((resolve, reject) => {
        const next = this.said.shift();
        if (next !== undefined) resolve({ done: false, value: next });
        else if (this.over) resolve({ done: true, value: '' });
        else this.waiting = { resolve, reject };
      });
    const body = { pipeThrough: () => ({ getReader: () => ({ read }) }) };
    return { status: 200, ok: true, body } as unknown as Response;
  }
}
