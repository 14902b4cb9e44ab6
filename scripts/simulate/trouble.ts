import { Broken } from './clockwork.ts';
import { lets, logged, storeTrouble } from './history.ts';
import type { Dump } from './model.ts';
import type { World } from './people.ts';
import type { Phone } from './phone.ts';
import { addPhone, joins } from './story.ts';

const day = 86_400_000;

/** Something goes wrong, with one phone or for everybody. */
export async function trouble(w: World, phone: Phone): Promise<void> {
  const { random } = w;
  const what = random.weighted({
    kill: 20,
    written: 20,
    tab: 8,
    offline: 12,
    online: 14,
    clock: 5,
    leap: 3,
    full: 3,
    crash: 6,
    teams: 4,
    evict: 2,
    lose: 1,
    clone: 2,
    revoke: 1,
    end: 1,
    erase: 3,
    upgrade: 2,
    backup: w.backed ? 10 : 0,
    restore: w.backed ? 10 : 0,
    compact: 5,
  });
  switch (what) {
    case 'kill':
      phone.killAll();
      await w.clockwork.run(random.fraction() * 50);
      return void phone.open();
    case 'written':
      return phone.killAtWrite(random.between(1, 5));
    case 'tab':
      if (phone.tabs.length < 2) phone.open();
      else phone.kill(random.pick(phone.tabs));
      return;
    case 'offline':
    case 'online':
      phone.offline = what === 'offline';
      return w.tell(`${phone.name} is ${what}`);
    case 'clock':
      phone.skew += random.chance(0.5)
        ? random.between(-900_000, 900_000)
        : random.between(-2, 2) * 365 * day;
      return w.tell(`${phone.name}'s clock is off by ${phone.skew}`);
    case 'leap':
      return leap(w, random.between(1, 50) * day);
    case 'full':
      phone.disk.full = random.between(1, 3);
      return w.tell(`${phone.name} is full`);
    case 'crash':
      if (random.chance(0.5)) w.host.end();
      return;
    case 'upgrade':
      phone.make = w.makes.newer;
      phone.killAll();
      phone.open();
      return w.tell(`${phone.name} gets the newer app`);
    case 'backup':
    case 'restore':
    case 'compact':
      return storeTrouble(w, what);
    default:
      return rare(w, phone, what);
  }
}

async function rare(
  w: World,
  phone: Phone,
  what: 'teams' | 'evict' | 'lose' | 'clone' | 'revoke' | 'end' | 'erase',
): Promise<void> {
  const { random, host } = w;
  switch (what) {
    case 'teams': {
      const teams = w.teams.filter(() => random.chance(0.5));
      const member = random.pick(w.members);
      w.tell(`${member} is in ${teams}`);
      return void host.admin({ do: 'teams', of: member, teams });
    }
    case 'evict':
      return evict(w, phone);
    case 'lose':
      if (w.phones.filter(p => !p.gone).length < 3) return;
      w.tell(`${phone.name} is lost`);
      excuse(w, phone, 'its phone was lost');
      phone.killAll();
      phone.gone = true;
      return;
    case 'clone':
      return clone(w, phone);
    case 'revoke': {
      const device = phone.tab?.app.identity.peek()?.device;
      if (!device || !random.chance(0.5)) return;
      w.tell(`${phone.name} is revoked`);
      return void host.admin({ do: 'revoke', of: device });
    }
    case 'end':
      if (w.ended.size > 0 || !random.chance(0.5)) return;
      w.tell(`${phone.member} is ended`);
      w.ended.add(phone.member);
      return void host.admin({ do: 'end', of: phone.member });
    case 'erase':
      return erase(w);
  }
}

/** Somebody asks to be forgotten. */
function erase(w: World): void {
  const people = w.host.dump<Dump>().scopes.filter(s => s.scope.startsWith('person:'));
  if (people.length === 0) return;
  const { scope } = w.random.pick(people);
  const { code } = w.host.admin({ do: 'erase', of: scope.slice('person:'.length) });
  w.tell(`${scope} is erased${code ? `: ${code}` : ''}`);
}

/** Time passes in which nobody does anything. */
function leap(w: World, ms: number): void {
  w.tell(`${ms / day} days pass`);
  w.host.skew += ms;
  for (const phone of w.phones) phone.skew += ms;
  lets(w, 'days passed after the server was set back', () => true);
}

/** What the server has not got is lost with the phone. */
function excuse(w: World, phone: Phone, why: string): void {
  const has = logged(w);
  for (const text of w.ledger.texts.values()) {
    const bound = text.carriers.some(p => p !== phone);
    if (text.phone === phone && !has.has(text.token) && !bound) text.excused = why;
  }
  lets(w, why, p => p === phone);
}

/** The browser throws everything away; the phone's owner joins again. */
async function evict(w: World, phone: Phone): Promise<void> {
  if (w.ended.has(phone.member)) return;
  w.tell(`${phone.name} is evicted`);
  excuse(w, phone, 'its phone was evicted');
  phone.evict();
  phone.offline = false;
  await joins(w, phone);
}

/** The phone's storage is put on another one, of the same member, which goes on beside it. */
function clone(w: World, phone: Phone): void {
  if (w.phones.length > 6 || !phone.disk.tables.get('meta')?.has('identity')) return;
  w.cloned = true;
  const twin = addPhone(w, phone.member, phone.make);
  w.tell(`${twin.name} is a copy of ${phone.name}`);
  twin.putBack(phone.copy());
  if (!twin.open()) throw new Broken('no tab');
}
