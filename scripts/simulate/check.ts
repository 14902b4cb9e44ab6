import { Broken } from './clockwork.ts';
import type { Text } from './ledger.ts';
import {
  canonical,
  type Dump,
  digestOf,
  type Entry,
  fold,
  readable,
  rulesOfPhone,
  type Stored,
  shownBy,
} from './model.ts';
import type { World } from './people.ts';
import type { Phone, Tab } from './phone.ts';
import { rowsOf } from './rows.ts';

/** What must hold once everything is quiet. Throws Broken with the first thing that does not. */
export function check(w: World): void {
  const dump = w.host.dump<Dump>();
  checkLogs(w, dump);
  checkFolds(dump);
  checkAccess(w, dump);
  for (const phone of living(w)) for (const tab of phone.tabs) checkReplica(w, dump, phone, tab);
  for (const text of w.ledger.texts.values()) checkText(w, dump, text);
  checkGone(w, dump);
}

/** Phones that take part to the end. */
export function living(w: World): Phone[] {
  return w.phones.filter(p => !p.gone && p.tab?.app.identity.peek() && !stopped(p));
}

/** The server will not hear from this phone again. */
export function stopped(phone: Phone): boolean {
  return phone.shutOut || phone.tabs.some(tab => tab.app.ended.peek() !== '');
}

function must(holds: boolean, what: () => string): asserts holds {
  if (!holds) throw new Broken(what());
}

/** Numbers are used once, and nobody's stamp lies beyond what a server may believe. */
function checkLogs(w: World, dump: Dump): void {
  const used = new Set<string>();
  for (const { scope, entries } of dump.scopes) {
    entries.forEach(({ entry }, i) => {
      const name = `${entry.device} ${entry.n}`;
      must(entry.seq === i + 1, () => `${scope} has ${entry.seq} in place ${i + 1}`);
      must(!used.has(name), () => `number ${name} is in the logs twice`);
      used.add(name);
      const ms = Number.parseInt(entry.at.slice(0, 12), 16);
      must(
        ms <= w.latest + 301_000,
        () => `${scope} ${entry.seq} is stamped ${entry.at}, years ahead`,
      );
    });
  }
}

/** The server's records are what its logs fold to. */
function checkFolds(dump: Dump): void {
  const known = rulesOfPhone(false);
  for (const { scope, entries, records } of dump.scopes) {
    for (const record of records) {
      const about = entriesOf(entries, record);
      const [is, wants] = [canonical(shownBy(record)), canonical(fold(about, known))];
      must(
        is === wants,
        () => `${scope} ${record.kind} ${record.id}: the server has ${is}, its log says ${wants}`,
      );
    }
  }
}

function entriesOf(entries: { entry: Entry }[], r: { kind: string; id: string }): Entry[] {
  return entries.map(e => e.entry).filter(e => e.kind === r.kind && e.id === r.id);
}

/** The store lets members read what the model does. */
function checkAccess(w: World, dump: Dump): void {
  for (const m of dump.members) {
    if (w.ended.has(m.id)) continue;
    const wants = readable(dump, m.id, false);
    must(
      canonical(m.readable) === canonical(wants),
      () => `${m.id} may read ${m.readable}, and should ${wants}`,
    );
  }
}

/** A phone holds what its member may read, all of it, and nothing else. */
function checkReplica(w: World, dump: Dump, phone: Phone, tab: Tab): void {
  const { memory } = tab.app.store();
  const may = readable(dump, phone.member, w.ended.has(phone.member));
  const holds = [...memory.cursors.values()].filter(row => !row.lost).map(row => row.scope);
  must(
    canonical(holds.sort()) === canonical(may),
    () => `${tab.name} holds ${holds}, and may ${may}`,
  );
  const known = new Map<string, Stored>();
  for (const { scope, entries, records } of dump.scopes) {
    if (!may.includes(scope)) continue;
    const cursor = memory.cursors.get(scope);
    const digest = digestOf(entries.map(e => e.entry));
    must(
      cursor?.digest === digest,
      () => `${tab.name} has digest ${cursor?.digest} of ${scope}, the log ${digest}`,
    );
    must(cursor?.at === entries.length, () => `${tab.name} is at ${cursor?.at} of ${scope}`);
    must(w.rebuilds || cursor.generation === 0, () => `${tab.name} had to begin ${scope} anew`);
    for (const r of records) known.set(`${scope}\n${r.kind}\n${r.id}`, r);
  }
  for (const [key, entry] of memory.entries) {
    must(
      may.includes(entry.scope),
      () => `${tab.name} holds ${key.replaceAll('\n', ' ')}, which it may not see`,
    );
    const theirs = known.get(key);
    if (!theirs && waits(memory.cursors.get(entry.scope), entry.generation)) continue;
    must(
      theirs !== undefined,
      () => `${tab.name} holds ${key.replaceAll('\n', ' ')}, which is nowhere`,
    );
    compare(w, dump, phone, tab, key, theirs, entry.record as unknown as Stored);
    known.delete(key);
  }
  must(
    known.size === 0,
    () => `${tab.name} lacks ${[...known.keys()].join(', ').replaceAll('\n', ' ')}`,
  );
}

/** What a server that was set back has lost stays in sight for a while, beside what came anew. */
function waits(cursor: { rebuild?: { why: string }; generation: number } | undefined, of: number) {
  return cursor?.rebuild?.why === 'epoch' && of < cursor.generation;
}

function compare(
  w: World,
  dump: Dump,
  phone: Phone,
  tab: Tab,
  key: string,
  theirs: Stored,
  ours: Stored,
): void {
  const newer = phone.make === w.makes.newer;
  const [scope = ''] = key.split('\n');
  const learnt = newer ? tab.app.engine.learn(structuredClone(theirs) as never) : theirs;
  const [is, wants] = [canonical(ours), canonical(learnt)];
  must(is === wants, () => `${tab.name} has ${is} where the server has ${wants}`);
  const log = dump.scopes.find(s => s.scope === scope)?.entries ?? [];
  const model = canonical(fold(entriesOf(log, ours), rulesOfPhone(newer)));
  must(
    canonical(shownBy(ours)) === model,
    () => `${tab.name} shows ${canonical(shownBy(ours))}, the log says ${model}`,
  );
}

/** What was saved is in the log or parked, and no words went that nobody had seen. */
function checkText(w: World, dump: Dump, text: Text): void {
  const { token } = text;
  if (dump.erased.includes(text.scope)) return;
  const entries = dump.scopes.find(s => s.scope === text.scope)?.entries ?? [];
  const found = entries.filter(e => w.ledger.tokensIn(e.entry.set?.[text.field]).includes(token));
  if (text.refused) must(found.length === 0, () => `${token} was refused and is in the log`);
  if (text.undone && !w.cloned)
    must(found.length === 0, () => `${token} was taken back and is in the log`);
  must(
    found.length < 2 || w.cloned || w.rejoined,
    () => `${token} is in the log ${found.length} times`,
  );
  const stays = text.carriers.length === 0 || living(w).some(p => text.carriers.includes(p));
  const excused =
    !text.saved ||
    text.undone ||
    text.perhapsUndone ||
    text.discarded ||
    text.excused !== '' ||
    !stays;
  if (found.length === 0) {
    must(
      excused || keptBack(w, text),
      () => `${token} of ${text.phone.name} is lost (${text.scope} ${text.kind}.${text.field})`,
    );
    return;
  }
  if (text.rule === 'versions') checkStands(w, dump, text);
}

/** Nothing is left on any phone of what was said where somebody was erased. */
function checkGone(w: World, dump: Dump): void {
  const gone = [...w.ledger.texts.values()].filter(text => dump.erased.includes(text.scope));
  if (gone.length === 0) return;
  for (const phone of living(w)) {
    for (const name of ['outbox', 'held', 'parked', 'kept', 'recent'] as const) {
      const left = w.ledger.tokensIn([...rowsOf(phone.disk, name).values()]);
      const text = gone.find(({ token }) => left.includes(token));
      must(
        !text,
        () => `${phone.name} has ${text?.token} of ${text?.scope} in ${name}, which was erased`,
      );
    }
  }
}

/** Its author's phone holds the words, parked, or held them when it was told to stop. */
function keptBack(w: World, text: Text): boolean {
  const theirs = w.phones.filter(p => p.member === text.phone.member);
  const has = (item: { change: unknown }) => w.ledger.tokensIn(item.change).includes(text.token);
  return theirs.some(
    p =>
      p.left.some(has) ||
      p.tabs.some(
        ({ app }) =>
          app.leftAtEnd.some(has) ||
          app.outbox.peek().some(item => item.state === 'parked' && has(item)),
      ),
  );
}

/** The words stand, or somebody who had seen them has replaced them; never both. */
function checkStands(w: World, dump: Dump, text: Text): void {
  const log = dump.scopes.find(s => s.scope === text.scope)?.entries ?? [];
  const shown = fold(entriesOf(log, text), rulesOfPhone(true))[text.field];
  const stands = w.ledger.tokensIn(shown).includes(text.token);
  const logged = new Set(log.flatMap(e => w.ledger.tokensIn(e.entry.set?.[text.field])));
  const after = [...w.ledger.texts.values()].filter(
    t =>
      t.scope === text.scope &&
      t.kind === text.kind &&
      t.id === text.id &&
      t.field === text.field &&
      t.seen.includes(text.token) &&
      logged.has(t.token),
  );
  must(stands || after.length > 0, () => `${text.token} was replaced by nobody who had seen it`);
  const plain = !w.cloned && !w.rejoined;
  must(
    !stands || after.length === 0 || !plain,
    () => `${text.token} stands beside ${after[0]?.token}, whose author replaced it`,
  );
}
