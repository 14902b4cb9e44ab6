import { rules } from '../../schema/schema.gen.ts';

/** An entry of the server's log, as phones pull it. */
export interface Entry {
  seq: number;
  device: string;
  n: number;
  at: string;
  was?: string;
  scope: string;
  kind: string;
  id: string;
  set?: Record<string, unknown>;
  over?: Record<string, string[]>;
  add?: Record<string, string[]>;
  drop?: Record<string, Record<string, string[]>>;
}

/** The state of a record as both engines store it (sync/PROTOCOL.md). */
export interface Stored {
  kind: string;
  id: string;
  fields: Record<string, Record<string, unknown[]>>;
}

/** Everything that the server holds; core/dump.go writes it. */
export interface Dump {
  epoch: string;
  members: {
    id: string;
    role: string;
    teams: string[];
    ended_on?: string;
    readable: string[];
  }[];
  devices: Record<string, { member: string; have: number; revoked: boolean }>;
  /** Scopes that are in the ledger of erasures; they are not among `scopes`. */
  erased: string[];
  scopes: { scope: string; entries: { received: number; entry: Entry }[]; records: Stored[] }[];
}

type RuleTable = Record<string, Record<string, string>>;

const later: RuleTable = {
  ...rules,
  goal: { ...rules.goal, hope: 'versions' },
  wish: { words: 'versions', tags: 'set', gone: 'latest' },
};

/** The rules that a phone knows; build.mjs makes the newer app. */
export function rulesOfPhone(newer: boolean): RuleTable {
  return newer ? later : rules;
}

/** What a record says, field by field: a value, or a sorted list. */
export type Shown = Record<string, unknown>;

/**
 * Folds the entries of one record the slow way: every rule read off its description,
 * nothing kept between one question and the next.
 */
export function fold(entries: Entry[], known: RuleTable): Shown {
  const shown: Shown = {};
  const table = known[entries[0]?.kind ?? ''] ?? {};
  for (const [field, rule] of Object.entries(table)) {
    const value = foldField(entries, field, rule);
    if (value !== undefined) shown[field] = value;
  }
  return shown;
}

function foldField(entries: Entry[], field: string, rule: string): unknown {
  const writes = entries.filter(e => e.set && Object.hasOwn(e.set, field));
  const byStamp = [...writes].sort((a, b) => (a.at < b.at ? -1 : 1));
  switch (rule) {
    case 'latest':
      return byStamp.at(-1)?.set?.[field];
    case 'once':
      return byStamp[0]?.set?.[field];
    case 'versions': {
      const standing = writes.filter(
        w => !entries.some(e => e !== w && names(e, field, identity(w))),
      );
      return some(standing.map(w => `${identity(w)} ${JSON.stringify(w.set?.[field])}`));
    }
    default: {
      const adds = entries.flatMap(e => (e.add?.[field] ?? []).map(member => ({ e, member })));
      const inside = adds.filter(
        ({ e, member }) => !entries.some(d => ends(d, field, member, identity(e))),
      );
      return some(inside.map(a => a.member));
    }
  }
}

const identity = (e: Entry) => e.was ?? e.at;

const names = (e: Entry, field: string, id: string) => e.over?.[field]?.includes(id) === true;

const ends = (e: Entry, field: string, member: string, id: string) =>
  e.drop?.[field]?.[member]?.includes(id) === true;

function some(list: string[]): string[] | undefined {
  return list.length > 0 ? [...new Set(list)].sort() : undefined;
}

/** What a stored record says, in the words of `fold`. */
export function shownBy(record: Stored): Shown {
  const shown: Shown = {};
  for (const [field, state] of Object.entries(record.fields)) {
    const value = shownField(state);
    if (value !== undefined) shown[field] = value;
  }
  return shown;
}

function shownField(state: Record<string, unknown[]>): unknown {
  const one = state.latest ?? state.once;
  if (one) return one[1];
  if (state.versions) {
    return some(
      (state.versions as [string, unknown][]).map(([id, v]) => `${id} ${JSON.stringify(v)}`),
    );
  }
  return some((state.set as [string][]).map(([member]) => member));
}

/** JSON with names in order, so that equal values are equal texts. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical)}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value).filter(([, v]) => v !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([name, v]) => `${JSON.stringify(name)}:${canonical(v)}`)}}`;
}

/** The digest of a log (sync/PROTOCOL.md, Digests). */
export function digestOf(entries: Entry[]): string {
  let sum = 0n;
  for (const e of entries) sum += hashOf(`${e.device} ${e.n} ${e.at}`);
  return BigInt.asUintN(64, sum).toString(16).padStart(16, '0');
}

const hashes = new Map<string, bigint>();

/** FNV-1a-64, remembered: the same entries are asked for again and again. */
function hashOf(text: string): bigint {
  let hash = hashes.get(text);
  if (hash === undefined) {
    hash = 0xcbf29ce484222325n;
    for (const byte of Buffer.from(text)) {
      hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
    }
    if (hashes.size > 50_000) hashes.clear();
    hashes.set(text, hash);
  }
  return hash;
}

/** The scopes that a member may read, by the words of the contract. */
export function readable(dump: Dump, member: string, ended: boolean): string[] {
  const m = dump.members.find(x => x.id === member);
  if (!m || ended) return [];
  const own = ['place', `self:${member}`];
  if (m.role !== 'coach') return own.sort();
  const actors = [`member:${member}`, ...m.teams.map(t => `team:${t}`)];
  const circles = dump.scopes.filter(s => {
    const [sort = '', id] = s.scope.split(':');
    if (sort !== 'person' && sort !== 'between') return false;
    const about = s.entries.map(e => e.entry).filter(e => e.kind === sort && e.id === id);
    const inside = (fold(about, rules).circle ?? []) as string[];
    return inside.some(actor => actors.includes(actor));
  });
  return [...own, ...m.teams.map(t => `team:${t}`), ...circles.map(s => s.scope)].sort();
}
