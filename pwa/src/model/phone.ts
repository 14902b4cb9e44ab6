import { computed, effect, signal } from '@preact/signals';
import type { Exchange } from '../exchange/driver.ts';
import type { State } from '../exchange/machine.ts';
import { clockOffset, deviceNow, now, setClockOffset } from '../local/clock.ts';
import { type Db, deleteDb, openDb } from '../local/db.ts';
import { setNote } from '../local/small.ts';
import type { Identity } from '../session/token.ts';
import type { Canary } from './canary.ts';
import { type Moved, Store } from './store.ts';
import type { Directory, Role, Session } from './types.ts';

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

/** How far opening the phone has come. */
export type Opening = 'opening' | 'open' | 'broken';

export const opening = signal<Opening>('opening');
/** The browser emptied what was kept here; what is known of it. */
export const emptied = signal<Canary | null>(null);
/** Code of the refusal that ended this device; '' while it may go on. */
export const ended = signal('');
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

type Message =
  | { type: 'moved'; moved: Moved }
  | { type: 'state'; state: Pick<State, 'phase' | 'unreachable' | 'trouble'> }
  | { type: 'nudge' }
  | { type: 'identity' }
  | { type: 'left' };

const dbName = 'alongside';

let db: Db | null = null;
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

/** Opens the phone's store and shows what is in it. Speaks with nobody yet. */
export async function openPhone(name = dbName): Promise<void> {
  try {
    db = await openDb(name, () => {
      opening.value = 'broken';
    });
    current = new Store(db, { now, deviceNow });
    await readMeta();
    await current.load();
    if (!identity.peek()) void checkCanary();
    openChannel(name);
    opening.value = 'open';
  } catch {
    opening.value = 'broken';
  }
}

async function readMeta(): Promise<void> {
  await database().read(['meta'], async tx => {
    identity.value = (await tx.get<Identity>('meta', 'identity')) ?? null;
    me.value = (await tx.get<Me>('meta', 'me')) ?? null;
    directory.value = (await tx.get<Directory>('meta', 'directory')) ?? directory.peek();
    ended.value = (await tx.get<string>('meta', 'ended')) ?? '';
    setClockOffset((await tx.get<number>('meta', 'offset')) ?? 0);
  });
}

/** The note outside the database outlives it: then the browser has emptied the database. */
async function checkCanary(): Promise<void> {
  const found = await import('./canary.ts').then(c => c.readCanary()).catch(() => null);
  if (!identity.peek()) emptied.value = found;
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
      await readMeta();
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
  await database().write(['meta'], async tx => {
    for (const [key, value] of Object.entries(kept)) await tx.put('meta', key, value);
    await tx.put('meta', 'offset', clockOffset());
  });
  if (kept.identity) identity.value = kept.identity;
  if (kept.me) me.value = kept.me;
  if (kept.directory) directory.value = kept.directory;
}

/** The server will not hear from this device again: what was not sent is shown before it goes. */
export async function stop(code: string): Promise<void> {
  // A phone without room hears it again when it is next opened.
  await database()
    .write(['meta'], tx => tx.put('meta', 'ended', code))
    .catch(() => {});
  const { memory } = store();
  const unsent =
    memory.held.size +
    memory.parked.size +
    [...memory.outbox.values()].filter(row => row.change && row.n > memory.sync.have).length;
  if (unsent === 0) await wipe();
  ended.value = code;
}

/** Takes everything off this phone. */
export async function wipe(): Promise<void> {
  exchange?.yield();
  exchange = null;
  db?.close();
  await deleteDb(dbName);
  setNote('canary', null);
  await globalThis.caches?.delete('alongside.canary').catch(() => {});
  identity.value = null;
  me.value = null;
  say({ type: 'left' });
}
