import { computed, effect, signal } from '@preact/signals';
import type { Exchange } from '../exchange/driver.ts';
import type { State } from '../exchange/machine.ts';
import { clockOffset, deviceNow, now, setClockOffset, sleep } from '../local/clock.ts';
import { type Cipher, type Db, openDb, plain, type Tx } from '../local/db.ts';
import type { Glance } from '../local/glance.ts';
import { note, setNote } from '../local/small.ts';
import { type Identity, revived, type StoredIdentity, stored } from '../session/identity.ts';
import type { Moved, Store } from './store.ts';
import type { Directory, Role, Session } from './types.ts';
import { destroy } from './vaults.ts';

/** What `GET /v1/me` says, as kept on the phone. */
export interface Me {
  member: string;
  name: string;
  role: Role;
  place: string;
  teams: string[];
  scopes: string[];
  person?: string;
}

/**
 * How far opening the phone has come. `nobody`: no member is on it yet. `plain`: an older
 * version kept everything in the clear here. `locked`: somebody has to say their passphrase.
 */
export type Opening = 'opening' | 'nobody' | 'plain' | 'locked' | 'open' | 'broken';

/** What a passphrase has opened: a member's database, and the keys to it. */
export interface Opened {
  /** The vault's. */
  id: string;
  /** The database's. */
  name: string;
  cipher: Cipher;
  /** Wraps the device's signing key. */
  signing: CryptoKey;
  /** A signing key of an older version, which cannot be wrapped. */
  bareKey?: CryptoKey | undefined;
}

export const opening = signal<Opening>('opening');
/** Code of the refusal that ended this device; '' while it may go on. */
export const ended = signal(note('ended') ?? '');
export const identity = signal<Identity | null>(null);
export const me = signal<Me | null>(null);
export const directory = signal<Directory>({
  place: { id: '', name: '', purpose: '', zone: 'Europe/London', currency: 'GBP' },
  orgs: [],
  teams: [],
  members: [],
  devices: {},
});

/** Whose phone this is; null until it has joined. */
export const session = computed<Session | null>(() => {
  const who = identity.value;
  const m = me.value;
  if (!who || !m) return null;
  const { member, name, role, teams, person } = m;
  const { place } = directory.value;
  return {
    device: who.device,
    member,
    name,
    role,
    teams,
    place,
    deviceName: who.deviceName,
    ...(person ? { person } : {}),
  };
});

/** What the leading tab's exchange is doing; in the others, what it told them. */
export const exchangeState = signal<Pick<State, 'phase' | 'unreachable' | 'trouble'>>({
  phase: 'resting',
  unreachable: false,
  trouble: '',
});

/** The phone is open, and not all of it has been read yet: only a home page can be shown. */
export const reading = computed(() => opening.value === 'open' && !store().memory.whole.value);

type Message =
  | { type: 'moved'; moved: Moved }
  | { type: 'state'; state: Pick<State, 'phase' | 'unreachable' | 'trouble'> }
  | { type: 'nudge' }
  | { type: 'identity' }
  | { type: 'left' };

/** For so many ms the page that was opened has the phone to itself. */
const untilPainted = 50;

let db: Db | null = null;
let key: Opened | null = null;
let current: Store | null = null;
let exchange: Exchange | null = null;
let channel: BroadcastChannel | null = null;

/** The store; throws before the phone is open. */
export function store(): Store {
  if (!current) throw new Error('the phone is not open yet');
  return current;
}

/** The database; throws before the phone is open. */
export function database(): Db {
  if (!db) throw new Error('the phone is not open yet');
  return db;
}

/** What the passphrase has opened; throws before that. */
export function opened(): Opened {
  if (!key) throw new Error('the phone is not open yet');
  return key;
}

/** A database that was opened and looked into while the keys to it are still being made. */
export interface Begun {
  db: Db;
  glance: Promise<Glance>;
  Store: typeof Store;
}

/** Begins to open a vault's database, which goes on with `openPhone` or is closed. */
export async function beginOpening(name: string): Promise<Begun> {
  const [db, { glanceFirst }, { Store }] = await Promise.all([
    openDb({ name, cipher: plain }, () => {
      opening.value = 'broken';
    }),
    import('./reading.ts'),
    import('./store.ts'),
  ]);
  const glance = glanceFirst(db);
  // Whoever waits for it hears of that.
  glance.catch(() => {});
  return { db, glance, Store };
}

/**
 * Opens the store of whoever unlocked the phone and shows what is read first, once `ready` is
 * done too. Speaks with nobody yet.
 */
export async function openPhone(
  by: Opened,
  ready = async () => {},
  begun = beginOpening(by.name),
): Promise<void> {
  try {
    key = by;
    const { db: file, glance, Store } = await begun;
    db = file.under(by.cipher);
    current = new Store(db, { now, deviceNow });
    openChannel(by.name);
    const meta = glance.then(sealed => metaIn(sealed(by.cipher))).then(showMeta);
    const early = current.open(glance, () => sleep(untilPainted));
    await Promise.all([meta, early, ready()]);
    opening.value = 'open';
    void current.settled().catch(() => {
      if (key === by) opening.value = 'broken';
    });
  } catch {
    opening.value = 'broken';
  }
}

const metaIn = (tx: Pick<Tx, 'get'>) =>
  Promise.all([
    tx.get<StoredIdentity>('meta', 'identity'),
    tx.get<Me>('meta', 'me'),
    tx.get<Directory>('meta', 'directory'),
    tx.get<number>('meta', 'offset'),
  ]);

async function showMeta([who, kept, names, offset]: Awaited<
  ReturnType<typeof metaIn>
>): Promise<void> {
  me.value = kept ?? null;
  directory.value = names ?? directory.peek();
  setClockOffset(offset ?? 0);
  const { signing, bareKey } = opened();
  identity.value = who ? await revived(who, signing, bareKey) : null;
}

function openChannel(name: string): void {
  if (typeof BroadcastChannel === 'undefined') return;
  channel = new BroadcastChannel(name);
  channel.onmessage = ({ data }: MessageEvent<Message>) => void hear(data);
  store().onMoved = moved => say({ type: 'moved', moved });
}

function say(message: Message): void {
  channel?.postMessage(message);
}

async function hear(message: Message): Promise<void> {
  switch (message.type) {
    case 'moved':
      await store().reload(message.moved);
      exchange?.nudge();
      return;
    case 'state':
      if (!exchange?.state.peek().leading) exchangeState.value = message.state;
      return;
    case 'nudge':
      return exchange?.nudge();
    case 'identity':
      await showMeta(await database().read(['meta'], metaIn));
      return store().load();
    case 'left':
      db?.close();
      location.reload();
  }
}

/** From now on this tab's exchange is told of what is saved here, and tells how it fares. */
export function attach(made: Exchange): void {
  exchange = made;
  effect(() => {
    const { phase, unreachable, trouble, leading } = made.state.value;
    if (!leading) return;
    exchangeState.value = { phase, unreachable, trouble };
    say({ type: 'state', state: { phase, unreachable, trouble } });
  });
}

/** The device goes on as another one, after a fork. */
export function became(who: Identity): void {
  identity.value = who;
  say({ type: 'identity' });
}

/** A round soon, by whichever tab leads. */
export function nudge(): void {
  exchange?.nudge();
  say({ type: 'nudge' });
}

/** A round now, if this tab leads; else the leading tab is asked. */
export async function roundNow(): Promise<void> {
  say({ type: 'nudge' });
  if (exchange?.state.peek().leading) await exchange.settled();
}

/** Takes over what enrolling or signing in gave, and keeps it. */
export async function keepMeta(kept: {
  identity?: Identity;
  me?: Me;
  directory?: Directory;
}): Promise<void> {
  const { identity: who, ...rest } = kept;
  await database().write(['meta'], async tx => {
    if (who) await tx.put('meta', 'identity', stored(who));
    for (const [name, value] of Object.entries(rest)) await tx.put('meta', name, value);
    await tx.put('meta', 'offset', clockOffset());
  });
  if (who) identity.value = who;
  if (kept.me) me.value = kept.me;
  if (kept.directory) directory.value = kept.directory;
}

/**
 * The server will not hear from this device again: its keys are destroyed, and then all
 * that they sealed, sent or not.
 */
export async function stop(code: string): Promise<void> {
  // Somebody has left this phone by themselves, just before.
  if (!key) return;
  setNote('ended', code);
  await wipe();
  ended.value = code;
}

/** Takes everything of this member off this phone: the keys first. */
export async function wipe(): Promise<void> {
  exchange?.yield();
  exchange = null;
  db?.close();
  const gone = key;
  key = null;
  if (gone) await destroy(gone.id);
  identity.value = null;
  me.value = null;
  say({ type: 'left' });
}
