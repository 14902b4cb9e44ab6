import { Broken, type Clockwork } from './clockwork.ts';
import type { Answered, Core } from './core.ts';
import type { Random } from './random.ts';

export interface Call {
  who: string;
  method: string;
  path: string;
  auth: string;
  type: string;
  encoding: string;
  body: string | Uint8Array;
  /** The device that asks for a round; '' for anything else. */
  device: string;
}

export interface Reply {
  status: number;
  time: string;
  retry: string;
  text: string;
  cut?: boolean;
}

/** How likely the server ends at each chance, and when. */
export interface Mortality {
  before: number;
  during: number;
  after: number;
}

export const immortal: Mortality = { before: 0, during: 0, after: 0 };

/** The server as the network sees it: it may be away, and takes its time to commit. */
export class Host {
  mortality: Mortality = immortal;
  /** How far its clock is from simulated time. */
  skew = 0;
  crashes = 0;
  onCommit: () => void = () => {};
  onCrash: () => void = () => {};
  /** The highest number of each device that was ever acknowledged, in this epoch. */
  readonly acknowledged = new Map<string, number>();
  private away = false;
  private stepping = false;
  private made = 0;
  private readonly waiting = new Map<number, { call: Call; then: (r: Reply | null) => void }>();
  private readonly core: Core;
  private readonly clockwork: Clockwork;
  private readonly random: Random;
  private readonly tell: (line: string) => void;

  constructor(core: Core, clockwork: Clockwork, random: Random, tell: (line: string) => void) {
    this.core = core;
    this.clockwork = clockwork;
    this.random = random;
    this.tell = tell;
  }

  /** The server's clock. */
  now(): number {
    return Math.round(epochMs + this.clockwork.now + this.skew);
  }

  /** Begins with an empty store; `backed` says that there will be backups. */
  open(seed: number, backed: boolean): void {
    this.core.ask({ op: 'open', now: this.now(), seed, backed });
  }

  /** Copies the store to where it may be restored from, and tells phones that it did. */
  backUp(): void {
    this.core.ask({ op: 'backup', now: this.now() });
    this.tell('a backup is made');
  }

  /**
   * The server goes on from a backup, `back` steps before the newest: what it said since
   * that it has is for the phones to bring back.
   */
  restore(back: number): void {
    this.core.ask({ op: 'restore', now: this.now(), back });
    this.acknowledged.clear();
    for (const [device, { have }] of Object.entries(this.devices()))
      this.acknowledged.set(device, have);
    this.gone('and is set back');
  }

  /** Folds a share of a log. */
  compact(scope: string, share: number): void {
    this.core.ask({ op: 'compact', now: this.now(), scope, share });
    this.tell(`${share} of ${scope} is folded`);
  }

  /** What does not agree in the store. */
  verify(): string[] {
    return this.core.ask({ op: 'verify', now: this.now() }).head as string[];
  }

  /** One act of administration; the answer is what was made, or the code of a refusal. */
  admin(act: Record<string, unknown>): { made?: string; code?: string } {
    const got = this.core.ask({ op: 'admin', now: this.now(), ...act });
    this.hand(this.core.calls({ op: 'step', now: this.now() }));
    return got.head as { made?: string; code?: string };
  }

  dump<T>(): T {
    return this.core.ask({ op: 'dump', now: this.now() }).head as T;
  }

  /** A request arrives. `then` gets null when the server ends before it answers. */
  call(call: Call, then: (r: Reply | null) => void): void {
    if (this.away) {
      then(null);
      return;
    }
    const id = ++this.made;
    this.waiting.set(id, { call, then });
    const { method, path, auth, type, encoding } = call;
    const ask = { op: 'http', now: this.now(), id, method, path, auth, type, encoding };
    this.hand(this.core.calls(ask, call.body));
    this.stepSoon();
  }

  private stepSoon(): void {
    if (this.stepping || this.waiting.size === 0) return;
    this.stepping = true;
    this.clockwork.after(this.random.fraction() * 15, null, () => {
      this.stepping = false;
      this.step();
    });
  }

  private step(): void {
    if (this.away || this.waiting.size === 0) return;
    const { before, during, after } = this.mortality;
    const end = this.random.weighted({ before, during, after, none: 1 - before - during - after });
    if (end === 'before') this.crash('before a commit');
    else {
      const answers = this.core.calls({ op: 'step', now: this.now(), cut: end === 'during' });
      if (end === 'after') this.crash('after a commit');
      else this.hand(answers);
      if (end === 'during') this.gone('at a commit');
      if (end !== 'none') return;
      this.onCommit();
      this.stepSoon();
    }
  }

  private hand(answers: Answered[]): void {
    for (const answer of answers) {
      const asked = this.waiting.get(answer.id);
      this.waiting.delete(answer.id);
      if (!asked) continue;
      this.note(asked.call, answer);
      asked.then(answer);
    }
  }

  /** What the server says that it has, it must have ever after. */
  private note(call: Call, answer: Answered): void {
    const { device } = call;
    let what = '';
    if (device !== '' && answer.status === 200) {
      const { have } = JSON.parse(answer.text) as { have: number };
      this.acknowledged.set(device, Math.max(have, this.acknowledged.get(device) ?? 0));
      what = `, have ${have}`;
    } else if (answer.status >= 400) what = ` ${answer.text}`;
    this.tell(`${call.who} ${call.path} is answered ${answer.status}${what}`);
  }

  /** The power goes now: nothing that was not committed is kept. */
  crash(when: string): void {
    this.core.ask({ op: 'crash', now: this.now() });
    this.gone(when);
  }

  /** The server's process ends now, if it runs. */
  end(): void {
    if (!this.away) this.crash('by chance');
  }

  private gone(when: string): void {
    this.tell(`the server ends, ${when}`);
    this.crashes++;
    this.away = true;
    const lost = [...this.waiting.values()];
    this.waiting.clear();
    for (const { then } of lost) then(null);
    this.checkKept();
    this.onCrash();
    this.clockwork.after(this.random.fraction() * 3_000, null, () => {
      this.away = false;
      this.tell('the server is back');
    });
  }

  private devices(): Record<string, { have: number }> {
    const { head } = this.core.ask({ op: 'devices', now: this.now() });
    return head as Record<string, { have: number }>;
  }

  private checkKept(): void {
    const devices = this.devices();
    for (const [device, have] of this.acknowledged) {
      const kept = devices[device]?.have ?? 0;
      if (kept < have)
        throw new Broken(`the server acknowledged ${have} of ${device} and kept ${kept}`);
    }
  }
}

/** When simulated time begins: ahead of any real clock, as Badger counts lives by that. */
export const epochMs = Date.UTC(2040, 2, 5, 9);
