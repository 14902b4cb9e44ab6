import type { OutboxItem } from '../../pwa/src/model/types.ts';
import type { Clockwork, Owner } from './clockwork.ts';
import { copied, Disk } from './disk.ts';
import { epochMs } from './host.ts';
import type { Network } from './network.ts';
import { Random } from './random.ts';
import { type App, globalsOf } from './realm.ts';

export type Make = (globals: Record<string, unknown>) => App;

/** One open tab of one phone. */
export interface Tab extends Owner {
  name: string;
  app: App;
  /** It was opened and shows what the phone holds. */
  ready: boolean;
}

/** What a phone is made of. */
export interface Parts {
  clockwork: Clockwork;
  network: Network;
  tell(line: string): void;
  /** The app, as this phone has it installed. */
  make: Make;
}

/** A phone: one disk, one clock, and tabs that are opened and killed. */
export class Phone {
  readonly name: string;
  readonly member: string;
  readonly disk: Disk;
  private readonly vaults: Disk;
  make: Make;
  tabs: Tab[] = [];
  /** How far its clock is from the right time, in ms. */
  skew = 0;
  offline = false;
  /** Out of the game: lost, or thrown away. */
  gone = false;
  /** What its list held when the server ended it: destroyed, as whoever ended it was told. */
  readonly left: OutboxItem[] = [];
  /** The server was set back to before it joined, and its member's time is over: no invite. */
  shutOut = false;
  private readonly parts: Parts;
  private readonly random: Random;
  private opened = 0;
  private notes = new Map<string, string>();
  private readonly locks: { tab: Tab; run: () => Promise<unknown> }[] = [];
  private holder: Tab | null = null;

  constructor(name: string, member: string, seed: number, stream: number, parts: Parts) {
    this.name = name;
    this.member = member;
    this.parts = parts;
    this.make = parts.make;
    this.random = new Random(seed, 1000 + stream);
    this.disk = new Disk(parts.clockwork, this.random);
    this.vaults = new Disk(parts.clockwork, this.random);
  }

  clock(): number {
    return Math.floor(epochMs + this.parts.clockwork.now + this.skew);
  }

  /** A tab that may be used. */
  get tab(): Tab | undefined {
    return this.tabs.find(tab => tab.ready);
  }

  /** Opens a tab; it is ready some events later. */
  open(): Tab {
    const tab = { name: `${this.name}.${++this.opened}`, dead: false, ready: false } as Tab;
    this.tabs.push(tab);
    const { clockwork, network } = this.parts;
    const globals = globalsOf({
      clockwork,
      random: this.random,
      owner: tab,
      clock: () => this.clock(),
      reload: () => clockwork.after(0, tab, () => this.reload(tab)),
      fetch: network.fetchFor(tab.name, tab, () => this.offline),
      shared: this.sharedBy(tab),
    });
    tab.app = this.make(globals);
    void tab.app.begin().then(() => {
      tab.ready = !tab.dead;
    });
    return tab;
  }

  /** The tab is gone at once, with all that it had begun. */
  kill(tab: Tab): void {
    this.parts.tell(`${tab.name} is killed`);
    tab.dead = true;
    this.left.push(...tab.app.leftAtEnd);
    tab.ready = false;
    this.tabs = this.tabs.filter(t => t !== tab);
    if (this.holder === tab) {
      this.holder = null;
      this.nextLock();
    }
  }

  private reload(tab: Tab): void {
    this.kill(tab);
    this.open();
  }

  killAll(): void {
    for (const tab of [...this.tabs]) this.kill(tab);
  }

  /** Its tabs are killed as soon as one of its next writes is on the disk, before anybody hears. */
  killAtWrite(nth: number): void {
    let left = nth;
    this.disk.onWritten = () => {
      if (--left > 0) return;
      this.spare();
      this.parts.tell(`${this.name} has written and will not hear`);
      this.killAll();
      this.parts.clockwork.after(this.random.fraction() * 50, null, () => {
        if (!this.gone && this.tabs.length === 0) this.open();
      });
    };
  }

  /** Nothing that was to happen at a write happens any more. */
  spare(): void {
    this.disk.onWritten = () => {};
  }

  /** The browser throws everything away that it keeps for the app, but for small notes. */
  evict(): void {
    this.killAll();
    this.disk.erase();
  }

  /** The phone's storage as it was on another one, or at another time. */
  putBack(copy: ReturnType<Phone['copy']>): void {
    this.killAll();
    this.disk.version = copy.version;
    this.disk.tables = new Map([...copy.tables].map(([name, rows]) => [name, new Map(rows)]));
    this.notes = new Map(copy.notes);
  }

  copy() {
    return { tables: this.disk.copy(), version: this.disk.version, notes: new Map(this.notes) };
  }

  private sharedBy(tab: Tab): Record<string, unknown> {
    const { notes } = this;
    return {
      localStorage: {
        getItem: (key: string) => notes.get(key) ?? null,
        setItem: (key: string, value: string) => void notes.set(key, value),
        removeItem: (key: string) => void notes.delete(key),
      },
      navigator: {
        onLine: true,
        locks: {
          request: (_name: string, run: () => Promise<unknown>) =>
            new Promise(() => {
              this.locks.push({ tab, run });
              this.nextLock();
            }),
        },
      },
      BroadcastChannel: this.channelOf(tab),
      simulated: { open: (name: string) => ({ disk: this.diskOf(name), owner: tab }) },
    };
  }

  /** The list of vaults is in a database of its own; nobody has a passphrase here. */
  private diskOf(name: string): Disk {
    return name === 'alongside.vaults' ? this.vaults : this.disk;
  }

  private nextLock(): void {
    if (this.holder) return;
    let next = this.locks.shift();
    while (next?.tab.dead) next = this.locks.shift();
    if (!next) return;
    const { tab, run } = next;
    this.holder = tab;
    const free = () => {
      if (this.holder !== tab) return;
      this.holder = null;
      this.nextLock();
    };
    this.parts.clockwork.after(1, tab, () => void run().then(free, free));
  }

  private channelOf(tab: Tab) {
    const { clockwork } = this.parts;
    const phone = this;
    return class {
      onmessage: (e: { data: unknown }) => void = () => {};
      constructor() {
        channels.set(tab, this);
      }
      postMessage(data: unknown): void {
        const sent = copied(data);
        for (const other of phone.tabs) {
          if (other === tab) continue;
          const wait = phone.random.fraction() * 3;
          clockwork.after(wait, other, () => channels.get(other)?.onmessage({ data: sent }));
        }
      }
    };
  }
}

const channels = new WeakMap<Tab, { onmessage: (e: { data: unknown }) => void }>();
