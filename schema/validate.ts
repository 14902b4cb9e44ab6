// What schema/validate.go says of a change, said on the phone before it is saved. The vectors
// hold the two to the same paths and codes; sentences are the screens' affair.
import { maxIdentities, maxMembers, type ScopeType, table } from './schema.gen.ts';
import type { Cell, FieldSpec, KindSpec } from './table.ts';

/** One thing wrong: a JSON pointer into the change, a stable code, the limit if there is one. */
export interface Problem {
  path: string;
  code: string;
  limit?: number;
}

/** The parts of a change that the schema looks at. */
export interface Checked {
  kind: string;
  id: string;
  set?: Record<string, unknown>;
  over?: Record<string, string[]>;
  add?: Record<string, string[]>;
  drop?: Record<string, Record<string, string[]>>;
}

type Note = (path: string, code: string, limit?: number) => void;

const scopeLetter = { person: 'p', between: 'b', team: 't', place: 'l', self: 's' };

/**
 * What is wrong with a change to a record in this scope (`person:<id>`, or only its type);
 * empty if nothing. newer lets kinds and fields pass that this table does not have.
 */
export function validate(scope: string, change: Checked, newer = false): Problem[] {
  const problems: Problem[] = [];
  const note: Note = (path, code, limit) =>
    problems.push(limit === undefined ? { path, code } : { path, code, limit });
  const [type = '', scopeId] = scope.split(':');
  const letter = scopeLetter[type as ScopeType] ?? '?';
  if (!isId(change.id)) note('/id', 'not_an_id');
  const kind = table.get(change.kind);
  if (!kind) {
    if (!newer) note('/kind', 'unknown_kind');
  } else if (!kind.scopes.includes(letter)) {
    note('/kind', 'wrong_scope');
  } else {
    const own = change.kind === 'person' || change.kind === 'between';
    if (own && scopeId !== undefined && change.id !== scopeId) note('/id', 'wrong_id');
    operations(kind, letter, change, newer, note);
  }
  return problems;
}

function operations(kind: KindSpec, letter: string, change: Checked, newer: boolean, note: Note) {
  const each = <T>(
    operation: string,
    rules: string,
    given: Record<string, T> | undefined,
    check: (path: string, field: FieldSpec, value: T, name: string) => void,
  ) => {
    for (const [name, value] of Object.entries(given ?? {})) {
      const path = `/${operation}/${token(name)}`;
      const field = kind.fields.get(name);
      if (!field) {
        if (!newer) note(path, 'unknown_field');
      } else if (!rules.includes(field.rule)) note(path, 'wrong_operation');
      else if (field.only && !field.only.includes(letter)) note(path, 'wrong_scope');
      else check(path, field, value, name);
    }
  };
  each('set', 'latest once versions', change.set, (path, field, value, name) => {
    if (value === null) {
      if (field.rule !== 'latest') note(path, 'not_null');
    } else checkValue(path, field, value, newer, note);
    if (name === 'source' && letter === 'l' && /^(person|between):/.test(String(value)))
      note(path, 'names_a_person');
  });
  each('over', 'versions', change.over, (path, _, named, name) => {
    if (!Object.hasOwn(change.set ?? {}, name)) note(path, 'over_without_set');
    identities(path, named, note);
  });
  each('add', 'set', change.add, (path, field, members) => {
    if (members.length > maxMembers) note(path, 'too_many', maxMembers);
    else
      for (const [i, member] of members.entries())
        checkValue(`${path}/${i}`, field, member, newer, note);
  });
  each('drop', 'set', change.drop, (path, _, members) => {
    const dropped = Object.entries(members);
    if (dropped.length > maxMembers) note(path, 'too_many', maxMembers);
    else for (const [member, named] of dropped) identities(`${path}/${token(member)}`, named, note);
  });
}

function identities(path: string, named: string[], note: Note) {
  if (named.length > maxIdentities) note(path, 'too_many', maxIdentities);
  else
    for (const [i, stamp] of named.entries())
      if (!isStamp(stamp)) note(`${path}/${i}`, 'not_a_stamp');
}

function checkValue(path: string, cell: Cell, value: unknown, newer: boolean, note: Note): void {
  if (cell.type === 'L') checkList(path, cell, value, newer, note);
  else if (cell.type === 'b') {
    if (typeof value !== 'boolean') note(path, 'wrong_type');
  } else if (cell.type === 'i') checkNumber(path, cell.arg, value, note);
  else if (typeof value !== 'string') note(path, 'wrong_type');
  else if (/\p{Cs}/u.test(value)) note(path, 'not_text');
  else checkText(path, cell, value, note);
}

function checkNumber(path: string, arg: string, value: unknown, note: Note) {
  const [least, most, step] = arg.split('~').map(part => (part ? Number(part) : undefined));
  if (!Number.isSafeInteger(value)) return note(path, 'wrong_type');
  const n = value as number;
  if (least !== undefined && n < least) note(path, 'too_small', least);
  else if (most !== undefined && n > most) note(path, 'too_big', most);
  else if (step && n % step) note(path, 'not_in_tens');
}

function checkText(path: string, cell: Cell, value: string, note: Note) {
  if (cell.type === 't') {
    if (codePoints(value) > Number(cell.arg)) note(path, 'too_long', Number(cell.arg));
  } else if (cell.type === 'c') {
    if (!cell.arg.split(',').includes(value)) note(path, 'not_a_choice');
  } else {
    const [holds, code] = forms[cell.type] ?? never;
    if (!holds(value)) note(path, code);
  }
}

function checkList(path: string, cell: Cell, value: unknown, newer: boolean, note: Note) {
  const items = cell.items ?? new Map<string, Cell>();
  const plain = items.get('');
  if (!Array.isArray(value)) return note(path, 'wrong_type');
  if (value.length > Number(cell.arg)) return note(path, 'too_many', Number(cell.arg));
  for (const [i, entry] of value.entries()) {
    const at = `${path}/${i}`;
    if (plain) checkValue(at, plain, entry, newer, note);
    else if (typeof entry !== 'object' || entry === null || Array.isArray(entry))
      note(at, 'wrong_type');
    else {
      for (const [name, item] of items)
        if (Object.hasOwn(entry, name)) checkValue(`${at}/${name}`, item, entry[name], newer, note);
        else note(`${at}/${name}`, 'missing');
      for (const name of Object.keys(entry))
        if (!items.has(name) && !newer) note(`${at}/${token(name)}`, 'unknown_field');
    }
  }
}

type Form = [holds: (text: string) => boolean, code: string];

const never: Form = [() => false, 'wrong_type'];

const forms: Record<string, Form> = {
  d: [isDay, 'not_a_day'],
  r: [isId, 'not_an_id'],
  m: [s => /^[A-Z]{3}$/.test(s), 'not_a_currency'],
  k: [s => isRef(s, /^(member|team):/), 'not_in_circle_form'],
  K: [s => isRef(s, /^member:/), 'not_a_member'],
  a: [isActor, 'not_an_actor'],
  x: [isSource, 'not_a_source'],
  h: [s => /^[0-9a-f]{64}$/.test(s), 'not_a_file'],
};

/** Whether this is a lower-case ULID or UUIDv7. */
export function isId(text: string): boolean {
  return (
    /^[0-7][0-9a-hjkmnp-tv-z]{25}$/.test(text) ||
    /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(text)
  );
}

/** Whether this is a day of the calendar, as YYYY-MM-DD. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const [y = 0, m = 0, d = 0] = text.split('-').map(Number);
  const leap = (y % 4 === 0 && y % 100 !== 0) || y % 400 === 0;
  const days = m === 2 ? 28 + Number(leap) : 30 + ((m + (m >> 3)) & 1);
  return m >= 1 && m <= 12 && d >= 1 && d <= days;
}

function isRef(text: string, names: RegExp): boolean {
  return names.test(text) && isId(text.slice(text.indexOf(':') + 1));
}

function isActor(text: string): boolean {
  const names = /^(member|team|person):/;
  return names.test(text) ? isRef(text, names) : text !== '' && codePoints(text) <= 200;
}

function isSource(text: string): boolean {
  const [scope = '', kind = '', id = '', ...rest] = text.split('/');
  const held = scope === 'place' || isRef(scope, /^(person|between|team|self):/);
  return held && /^[a-z_]{1,40}$/.test(kind) && isId(id) && rest.length === 0;
}

function isStamp(text: unknown): boolean {
  return (
    typeof text === 'string' && /^[0-9a-f]{12}-[0-9a-f]{4}-/.test(text) && isId(text.slice(18))
  );
}

/** How many characters a person would be told that this is: code points, as the server counts. */
export function codePoints(text: string): number {
  let n = text.length;
  for (let i = 0; i + 1 < text.length; i++) {
    if ((text.charCodeAt(i) & 0xfc00) === 0xd800 && (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00)
      n--;
  }
  return n;
}

function token(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
