import { createHash } from 'node:crypto';
import { check, living, stopped } from './check.ts';
import { Broken, Clockwork } from './clockwork.ts';
import type { Core } from './core.ts';
import { checkStore, forgotten, lets, storeTrouble } from './history.ts';
import { Host, immortal, type Mortality } from './host.ts';
import { Ledger } from './ledger.ts';
import type { Dump } from './model.ts';
import { calm, Network, type Weather } from './network.ts';
import { save, together, undo, unpark, type World, write } from './people.ts';
import { type Make, Phone } from './phone.ts';
import { Random } from './random.ts';
import { trouble } from './trouble.ts';
import { scopesOn } from './writing.ts';

/** How one seed went. */
export interface Outcome {
  seed: number;
  /** What did not hold; '' when all did. */
  broken: string;
  trace: string[];
  hash: string;
  events: number;
}

const weathers: Weather[] = [
  calm,
  calm,
  { lostRequest: 0.05, lostAnswer: 0.05, twice: 0.05, cut: 0.03, refused: 0.03, slow: 300 },
  { lostRequest: 0.2, lostAnswer: 0.2, twice: 0.15, cut: 0.1, refused: 0.1, slow: 3_000 },
];

const mortalities: Mortality[] = [
  immortal,
  { before: 0.05, during: 0.05, after: 0.05 },
  { before: 0.01, during: 0.01, after: 0.01 },
];

/** How much happens in a seed at most, where nothing else is asked for. */
export const long = 70;

/** Runs one seed from beginning to end; at most `most` things happen before it is quiet. */
export async function tell(
  seed: number,
  core: Core,
  makes: World['makes'],
  most = long,
): Promise<Outcome> {
  const trace: string[] = [];
  const clockwork = new Clockwork();
  let broken = '';
  try {
    const w = found(seed, core, makes, clockwork, trace);
    await begin(w);
    await days(w, most);
    await quiet(w);
    check(w);
    await afterwards(w);
  } catch (e) {
    broken = e instanceof Broken ? e.message : String((e as Error).stack ?? e);
    trace.push(`${Math.round(clockwork.now)} BROKEN: ${broken}`);
  }
  const hash = createHash('sha256').update(trace.join('\n')).digest('hex').slice(0, 16);
  return { seed, broken, trace, hash, events: clockwork.happened };
}

function found(
  seed: number,
  core: Core,
  makes: World['makes'],
  clockwork: Clockwork,
  trace: string[],
): World {
  const random = new Random(seed, 1);
  const tellLine = (line: string) => void trace.push(`${Math.round(clockwork.now)} ${line}`);
  const host = new Host(core, clockwork, new Random(seed, 2), tellLine);
  const network = new Network(clockwork, new Random(seed, 3), host, tellLine);
  const w: World = {
    seed,
    clockwork,
    random,
    host,
    network,
    ledger: new Ledger(),
    phones: [],
    members: [],
    teams: [],
    ended: new Set(),
    makes,
    held: [],
    cloned: false,
    rebuilds: false,
    backed: random.chance(0.4),
    backups: [],
    rejoined: false,
    latest: 0,
    tell: tellLine,
  };
  host.onCommit = () => network.news();
  host.onCrash = () => network.silence();
  host.open(seed, w.backed);
  people(w);
  return w;
}

/** Teams, members, and a phone or two for each. */
function people(w: World): void {
  const { random, host } = w;
  const org = host.admin({ do: 'org', name: 'Org' }).made ?? '';
  for (let i = random.between(1, 2); i > 0; i--) {
    w.teams.push(host.admin({ do: 'team', of: org, name: `Team ${i}` }).made ?? '');
  }
  for (let i = random.between(2, 4); i > 0; i--) {
    const teams = w.teams.filter(() => random.chance(0.7));
    w.members.push(
      host.admin({ do: 'member', name: `Coach ${i}`, role: 'coach', teams }).made ?? '',
    );
  }
  const count = random.between(2, 5);
  for (let i = 0; i < count; i++) {
    const member = w.members[i] ?? random.pick(w.members);
    addPhone(w, member, random.chance(0.1) ? w.makes.newer : w.makes.now);
  }
}

/** A new phone, which has not joined yet. */
export function addPhone(w: World, member: string, make: Make): Phone {
  const { clockwork, network, tell: line, seed } = w;
  const phone = new Phone(`P${w.phones.length + 1}`, member, seed, w.phones.length, {
    clockwork,
    network,
    tell: line,
    make,
  });
  if (w.random.chance(0.3)) phone.skew = w.random.between(-600_000, 600_000);
  if (w.random.chance(0.1)) phone.skew = w.random.between(-3, 3) * 365 * 86_400_000;
  w.phones.push(phone);
  return phone;
}

/** The phone's owner joins with an invite, and tries for as long as the phone asks for one. */
export async function joins(w: World, phone: Phone): Promise<void> {
  const invite = w.host.admin({ do: 'invite', of: phone.member }).made;
  phone.shutOut = !invite;
  if (!invite) {
    lets(w, 'its member is ended', p => p === phone);
    return;
  }
  for (let tries = 0; tries < 60; tries++) {
    const tab = phone.tab ?? phone.open();
    await w.clockwork.run(1_000, () => tab.ready);
    if (tab.app.identity.peek() && !forgotten(phone)) return;
    let over = false;
    tab.app.join(invite, phone.name).then(
      () => {
        over = true;
      },
      e => {
        w.tell(`${tab.name} cannot join: ${e}`);
        over = true;
      },
    );
    await w.clockwork.run(120_000, () => over || tab.dead);
    await w.clockwork.run(1_500);
  }
  throw new Broken(`${phone.name} could not join`);
}

/** The server was set back to before this phone joined: its owner gets another invite. */
async function joinsAgain(w: World, phone: Phone): Promise<void> {
  w.tell(`${phone.name} is not known any more`);
  w.rejoined = true;
  await joins(w, phone);
}

async function begin(w: World): Promise<void> {
  for (const phone of w.phones) await joins(w, phone);
  await w.clockwork.run(3_000);
  if (w.backed) storeTrouble(w, 'backup');
  w.network.weather = w.random.pick(weathers);
  w.host.mortality = w.random.pick(mortalities);
}

/** What happens, one thing after the other, close together or far apart. */
async function days(w: World, most: number): Promise<void> {
  const { random, clockwork } = w;
  for (let steps = random.between(Math.min(15, Math.ceil(most / 4)), most); steps > 0; steps--) {
    const phone = random.pick(w.phones.filter(p => !p.gone));
    const tab = phone.tab;
    if (tab && forgotten(phone) && random.chance(0.5)) await joinsAgain(w, phone);
    const open =
      tab?.app.identity.peek() && tab.app.ended.peek() === '' && tab.app.opening.peek() === 'open';
    switch (
      random.weighted({
        write: 57,
        together: 3,
        undoable: 8,
        undo: 3,
        unpark: 4,
        large: 1,
        trouble: 24,
      })
    ) {
      case 'write':
        if (tab && open) for (let i = random.between(1, 3); i > 0; i--) write(w, phone, tab);
        break;
      case 'together':
        together(w);
        break;
      case 'undoable':
        if (tab && open) write(w, phone, tab, 'undoable');
        break;
      case 'undo':
        undo(w);
        break;
      case 'unpark':
        if (tab && open) unpark(w, tab);
        break;
      case 'large':
        if (tab && open && random.chance(0.5)) write(w, phone, tab, 'too much');
        break;
      case 'trouble':
        await trouble(w, phone);
    }
    w.latest = Math.max(w.latest, w.host.now());
    await clockwork.run(gap(random));
  }
}

function gap(random: Random): number {
  switch (random.weighted({ none: 3, short: 4, some: 2, long: 1 })) {
    case 'none':
      return random.fraction() * 3;
    case 'short':
      return random.fraction() * 200;
    case 'some':
      return random.fraction() * 5_000;
    case 'long':
      return random.fraction() * 90_000;
  }
}

/** No more faults; then everything has to come to rest within two hours. */
async function quiet(w: World): Promise<void> {
  w.tell('quiet');
  w.network.weather = calm;
  w.host.mortality = immortal;
  for (const phone of w.phones) {
    phone.offline = false;
    phone.disk.full = 0;
    phone.spare();
    if (!phone.gone && phone.tabs.length === 0) phone.open();
  }
  const until = w.clockwork.now + 2 * 3_600_000;
  for (let calmRounds = 0; calmRounds < 2; ) {
    const before = marks(w);
    // Nobody touches a phone now; each asks every five minutes, whatever it has missed.
    await w.clockwork.run(310_000);
    for (const phone of living(w)) if (forgotten(phone)) await joinsAgain(w, phone);
    await w.clockwork.run(600_000, () => w.phones.every(p => p.gone || atRest(p)));
    calmRounds =
      marks(w) === before && w.phones.every(p => p.gone || atRest(p)) ? calmRounds + 1 : 0;
    if (w.clockwork.now > until)
      throw new Broken(`stuck: ${w.phones.map(whyBusy).filter(Boolean).join('; ')}`);
  }
  w.latest = Math.max(w.latest, w.host.now());
}

/** What tells whether anything still moves. */
function marks(w: World): string {
  const marks = w.phones.map(p => {
    const memory = p.tab?.app.opening.peek() === 'open' ? p.tab.app.store().memory : null;
    if (!memory) return [p.name];
    const cursors = [...memory.cursors.values()].map(row => [
      row.scope,
      row.at,
      row.lost,
      row.rebuild?.since,
    ]);
    return [p.name, memory.sync.have, memory.sync.epoch, cursors, [...memory.parked.keys()]];
  });
  return JSON.stringify(marks);
}

function atRest(phone: Phone): boolean {
  return whyBusy(phone) === '';
}

function whyBusy(phone: Phone): string {
  if (phone.gone) return '';
  if (phone.tabs.some(tab => !tab.ready)) return `${phone.name} does not open`;
  if (stopped(phone)) return '';
  for (const tab of phone.tabs) {
    if (tab.app.opening.peek() !== 'open') return `${tab.name} is ${tab.app.opening.peek()}`;
    if (!tab.app.identity.peek()) continue;
    const { memory } = tab.app.store();
    const { phase, trouble: why } = tab.app.exchangeState.peek();
    if (memory.outbox.size + memory.held.size > 0) {
      const rows = [...memory.outbox.values()].map(
        r => `${r.n} ${r.skip?.skip ?? r.change?.scope}`,
      );
      return `${tab.name} still holds ${rows} and ${memory.held.size} more, ${phase} ${why}`;
    }
    if (phase !== 'resting') return `${tab.name} is ${phase} ${why}`;
  }
  return '';
}

/** The same again from what stands on the disks, and one more change of everybody's. */
async function afterwards(w: World): Promise<void> {
  w.tell('afterwards');
  for (const phone of living(w)) {
    phone.killAll();
    phone.open();
  }
  await quiet(w);
  check(w);
  const last = living(w).flatMap(phone => {
    const tab = phone.tab;
    const scope = tab && scopesOn(tab).find(s => s.startsWith('self:'));
    if (!tab || !scope) return [];
    const set = { worked: w.ledger.token() };
    return save(w, phone, tab, [{ scope, kind: 'reflection', id: tab.app.newId(), set }], false);
  });
  await quiet(w);
  check(w);
  checkStore(w);
  checkStamps(w, new Set(last.map(text => text.token)));
}

/** Phones that have spoken with the server stamp by its clock, whatever their own. */
function checkStamps(w: World, tokens: Set<string>): void {
  const { scopes } = w.host.dump<Dump>();
  for (const { entry } of scopes.flatMap(s => s.entries)) {
    const token = entry.was && w.ledger.tokensIn(entry.set).find(t => tokens.has(t));
    if (token) {
      throw new Broken(
        `${token} was stamped ${entry.was}, long after its phone had learnt the time`,
      );
    }
  }
}
