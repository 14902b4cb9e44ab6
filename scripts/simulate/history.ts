import { Broken } from './clockwork.ts';
import type { Text } from './ledger.ts';
import type { Dump } from './model.ts';
import type { World } from './people.ts';
import type { Phone } from './phone.ts';
import { rowsOf } from './rows.ts';

const day = 86_400_000;

/** What happens to the server's store as a whole: copied, put back, folded. */
export function storeTrouble(w: World, what: 'backup' | 'restore' | 'compact'): void {
  if (!w.backed && what !== 'compact') return;
  switch (what) {
    case 'backup':
      w.backups.push(w.host.now());
      w.host.backUp();
      break;
    case 'restore':
      setBack(w);
      break;
    case 'compact': {
      const { scopes } = w.host.dump<Dump>();
      if (scopes.length === 0) return;
      w.rebuilds = true;
      w.host.compact(w.random.pick(scopes).scope, w.random.fraction() * 1.2);
    }
  }
}

/** The server goes on from a backup that phones still have all later changes to. */
function setBack(w: World): void {
  const young = w.backups.filter(at => at > w.host.now() - 30 * day).length;
  const most = Math.min(Math.max(young, 1), w.backups.length);
  if (most === 0 || doubled(w)) return;
  const back = w.random.below(most);
  const before = logged(w);
  w.host.restore(back);
  w.backups.splice(w.backups.length - back);
  w.rebuilds = true;
  for (const phone of w.phones) phone.shutOut = false;
  const dump = w.host.dump<Dump>();
  w.ended = new Set(dump.members.filter(m => m.ended_on).map(m => m.id));
  const after = logged(w, dump);
  const held = new Map(w.phones.map(p => [p, heldBy(p)]));
  for (const token of before) {
    const text = w.ledger.texts.get(token);
    if (text && !after.has(token)) loses(w, text, held);
  }
}

/** A copy of a phone still goes by its name: nobody could tell whose numbers are whose then. */
function doubled(w: World): boolean {
  const devices = w.phones
    .filter(p => !p.gone)
    .map(p => (rowsOf(p.disk, 'meta').get('identity') as { device?: string } | undefined)?.device);
  return devices.some((device, i) => device && devices.indexOf(device) !== i);
}

/** The tokens that stand in the server's logs. */
export function logged(w: World, dump = w.host.dump<Dump>()): Set<string> {
  return new Set(dump.scopes.flatMap(s => s.entries.flatMap(e => w.ledger.tokensIn(e.entry.set))));
}

/** Whoever has it must bring it back; its author's phone has it for sure. */
function loses(w: World, text: Text, held: Map<Phone, string>): void {
  text.carriers = w.phones.filter(p => held.get(p)?.includes(text.token));
  w.tell(`${text.token} is lost to the server, and on ${text.carriers.map(p => p.name)}`);
  if (text.carriers.length > 0) text.excused = '';
  else if (text.excused === '') text.excused = 'the server was set back and nobody has it';
}

/** What a phone could bring back, as one text; '' of one that is gone. */
function heldBy(phone: Phone): string {
  if (phone.gone) return '';
  const rows = (['outbox', 'kept', 'recent'] as const).map(name => rowsOf(phone.disk, name));
  return JSON.stringify(rows.flatMap(table => [...table.values()]));
}

/** Who was to bring back what the server lost cannot any more. */
export function lets(w: World, why: string, gone: (p: Phone) => boolean): void {
  const has = logged(w);
  for (const text of w.ledger.texts.values()) {
    if (text.carriers.length === 0 || has.has(text.token)) continue;
    text.carriers = text.carriers.filter(p => !gone(p));
    if (text.carriers.length === 0) text.excused = why;
  }
}

/** A phone whose device the server no longer knows is to join again. */
export function forgotten(phone: Phone): boolean {
  const { tab } = phone;
  return tab?.app.exchangeState.peek().trouble === 'unknown_device';
}

/** All of the store agrees with itself. */
export function checkStore(w: World): void {
  const faults = w.host.verify();
  if (faults.length > 0) throw new Broken(`verify finds ${faults.join('; ')}`);
}
