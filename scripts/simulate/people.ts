import type { Write } from '../../pwa/src/model/types.ts';
import type { Clockwork } from './clockwork.ts';
import type { Host } from './host.ts';
import type { Ledger, Text } from './ledger.ts';
import { rulesOfPhone } from './model.ts';
import type { Network } from './network.ts';
import type { Make, Phone, Tab } from './phone.ts';
import type { Random } from './random.ts';
import { draw, type Hand, idOf, odd, scopesOn, tooMuch } from './writing.ts';

/** All that one seed is about. */
export interface World {
  seed: number;
  clockwork: Clockwork;
  random: Random;
  host: Host;
  network: Network;
  ledger: Ledger;
  phones: Phone[];
  members: string[];
  teams: string[];
  /** Members whose time was ended, and devices that were revoked. */
  ended: Set<string>;
  makes: { now: Make; newer: Make };
  /** Undoable saves that nobody has decided on yet. */
  held: { tab: Tab; texts: Text[]; undo(): Promise<boolean> }[];
  /** Two phones go on from one storage. */
  cloned: boolean;
  /** A scope may have to come again from its start. */
  rebuilds: boolean;
  /** Backups are made. */
  backed: boolean;
  /** When each backup was made, by the server's clock, oldest first. */
  backups: number[];
  /** A phone whose device the server had lost went on as another. */
  rejoined: boolean;
  /** The highest time that the server's clock has shown. */
  latest: number;
  tell(line: string): void;
}

/** Somebody writes something, on a phone that has a tab open. */
export function write(
  w: World,
  phone: Phone,
  tab: Tab,
  what: 'now' | 'undoable' | 'too much' = 'now',
): void {
  const { random } = w;
  const hand: Hand = {
    random,
    tab,
    phone,
    members: w.members,
    teams: w.teams,
    newer: phone.make === w.makes.newer,
    words: () => `${w.ledger.token()}${odd(random)}`,
  };
  const drawn = what === 'too much' ? tooMuch(hand) : draw(hand);
  if (!drawn) return;
  save(w, phone, tab, [drawn], what === 'undoable');
}

/** Everybody writes about the same thing in the same millisecond, by clocks that may agree. */
export function together(w: World): void {
  const id = idOf(w.random.below(3));
  for (const phone of w.phones) {
    const { tab } = phone;
    if (!tab || !scopesOn(tab).includes('place')) continue;
    const set = { what: w.ledger.token(), cost: w.random.below(9) };
    save(w, phone, tab, [{ scope: 'place', kind: 'barrier', id, set }], false);
  }
}

/** Saves, and notes what was to be seen and what the app says of it. */
export function save(w: World, phone: Phone, tab: Tab, writes: Write[], undoable: boolean): Text[] {
  const texts = writes.flatMap(one => note(w, phone, tab, one));
  w.tell(`${tab.name} saves ${JSON.stringify(writes).replaceAll(/(😀)+/g, '…')}`);
  const kept = (how: string) => {
    w.tell(`${tab.name} ${how} ${texts.map(t => t.token)}`);
    for (const text of texts) text.saved = true;
  };
  const failed = (e: unknown) => {
    w.tell(`${tab.name} cannot save ${texts.map(t => t.token)}: ${e}`);
    for (const text of texts) text.refused = true;
  };
  if (!undoable) {
    tab.app.save(writes).then(() => kept('kept'), failed);
  } else {
    tab.app.saveWithUndo(writes, w.random.between(2, 15)).then(u => {
      kept('holds');
      w.held.push({ tab, texts, undo: u.undo });
    }, failed);
  }
  return texts;
}

function note(w: World, phone: Phone, tab: Tab, write: Write): Text[] {
  const rules = rulesOfPhone(phone.make === w.makes.newer)[write.kind] ?? {};
  const { scope, kind, id } = write;
  const record = tab.app.store().memory.record(`${scope}\n${kind}\n${id}`);
  const out: Text[] = [];
  for (const [field, value] of Object.entries(write.set ?? {})) {
    const [token] = w.ledger.tokensIn(value);
    if (!token) continue;
    const rule = rules[field] ?? '';
    const shown = record && rule === 'versions' ? tab.app.engine.versions(record, field) : [];
    const seen = shown.flatMap(v => w.ledger.tokensIn(v.value));
    out.push(w.ledger.note({ token, phone, scope, kind, id, field, rule, seen }));
  }
  return out;
}

/** Somebody takes back what can still be taken back. */
export function undo(w: World): void {
  const at = w.held.findIndex(h => !h.tab.dead);
  const held = w.held.splice(at, 1)[0];
  if (at < 0 || !held) return;
  w.tell(`${held.tab.name} takes back ${held.texts.map(t => t.token)}`);
  for (const text of held.texts) text.perhapsUndone = true;
  held.undo().then(
    whole => {
      w.tell(`${held.tab.name} took back ${held.texts.map(t => t.token)}: ${whole}`);
      for (const text of held.texts) {
        text.perhapsUndone = false;
        text.undone = whole;
      }
    },
    () => {},
  );
}

/** Somebody deals with what was parked: sends it again, or throws it away. */
export function unpark(w: World, tab: Tab): void {
  const parked = tab.app.outbox.peek().filter(item => item.state === 'parked');
  if (parked.length === 0) return;
  const item = w.random.pick(parked);
  const again = w.random.chance(0.7);
  w.tell(`${tab.name} ${again ? 'offers again' : 'discards'} ${item.words.slice(0, 12)}`);
  for (const token of w.ledger.tokensIn(item.change)) {
    const text = w.ledger.texts.get(token);
    if (text && !again) text.discarded = true;
  }
  (again ? tab.app.offerAgain(item) : tab.app.discardParked(item)).catch(() => {});
}
