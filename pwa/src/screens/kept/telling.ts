import { type Kind, rules, table } from '../../../../schema/schema.gen.ts';
import { nameOf, record, records, type Words } from '../../model/index.ts';
import { fmt, t } from '../../words/index.ts';
import { dayOf } from '../coach/days.ts';
import { settle } from '../coach/settled.ts';
import { type Beside, besideOf, type Item } from './beside.ts';

/** One thing that a record says; without a label where it is what the record is about. */
export interface Line {
  label: string;
  texts: string[];
}

/** One record as it is told to the person whom it is about. */
export interface Telling {
  scope: string;
  kind: string;
  id: string;
  title: string;
  /** YYYY-MM-DD */
  day: string;
  madeAt: number;
  by: string | null;
  changedBy: string | null;
  changedAt: number;
  gone: boolean;
  lines: Line[];
  before: Line[][];
  beside: Beside[];
}

/** Whose record it is, and who is called what in it. */
export interface Around {
  person: string;
  items: Item[];
  /** Names beside those that this phone knows, by actor. */
  names?: Record<string, string>;
}

const labels = () => t.value.own.labels;

/** Everything that this phone holds in a scope, gone or not. */
export function itemsIn(scope: string, sort: 'p' | 'b'): Item[] {
  const kinds = [...table].filter(([, spec]) => spec.scopes.includes(sort)).map(([kind]) => kind);
  return kinds.flatMap(kind => {
    if (kind === 'person' || kind === 'between') {
      const one = record(scope, kind as Kind, scope.slice(scope.indexOf(':') + 1));
      return one ? [one as unknown as Item] : [];
    }
    const both = [false, true].flatMap(gone => records(scope, kind as Kind, { gone }));
    return both as unknown as Item[];
  });
}

/** All of it but what stands at the head or beside something, newest day first. */
export function tellings(around: Around): Telling[] {
  const here = new Set(around.items.map(i => i.id));
  const apart = (i: Item) =>
    i.kind === 'person' || i.kind === 'between' || (i.kind === 'beside' && here.has(String(i.of)));
  return settle(around.items as (Item & { corrects?: string })[])
    .filter(({ root }) => !apart(root))
    .map(({ root, now, all }) => telling(around, root, now, all))
    .sort((a, b) => (a.day === b.day ? b.madeAt - a.madeAt : a.day < b.day ? 1 : -1));
}

/** One record, with its corrections and what stands beside it. */
export function telling(around: Around, root: Item, now: Item, all: Item[]): Telling {
  const { scope, kind, id, madeAt } = root;
  return {
    scope,
    kind,
    id,
    madeAt,
    title: (labels().kinds as Record<string, string>)[kind] ?? kind,
    day: dayOfItem(now),
    by: root.madeBy,
    changedBy: now.changedBy,
    changedAt: now.changedAt,
    gone: root.gone === true,
    lines: linesOf(around, now === root ? now : mixed(root, now)),
    before: all.slice(0, -1).map(item => linesOf(around, item)),
    beside: besideOf(
      around.items,
      all.map(i => i.id),
    ),
  };
}

/** A fact as it counts now, with the words of the first that others went on writing. */
function mixed(root: Item, now: Item): Item {
  const { came_of_it, if_nobody_had } = root;
  return {
    ...now,
    ...(came_of_it ? { came_of_it } : {}),
    ...(if_nobody_had ? { if_nobody_had } : {}),
  };
}

function dayOfItem(item: Item): string {
  const day = item.on ?? item.made_on ?? item.asked_on;
  return typeof day === 'string' ? day : dayOf(item.madeAt);
}

const told = new Set(['words', 'story', 'what', 'name']);
const untold = new Set([
  ...['on', 'corrects', 'source', 'order', 'currency', 'circle', 'of', 'of_kind', 'file', 'gone'],
  ...['withheld', 'withheld_because'],
]);

function hidden(kind: string, name: string): boolean {
  if (kind === 'strength' && name === 'of') return false;
  if (kind === 'conversation' || kind === 'contribution')
    if (name === 'about' || name === 'reflection') return true;
  return untold.has(name);
}

/** What a record holds, in words, in the order in which it is declared. */
export function linesOf(around: Around, item: Item): Line[] {
  const out: Line[] = [];
  for (const name of table.get(item.kind)?.fields.keys() ?? []) {
    if (hidden(item.kind, name)) continue;
    const texts = textsOf(around, item, name);
    if (texts.length === 0) continue;
    const bare = told.has(name) && item.kind !== 'person';
    out.push({ label: bare ? '' : labelOf(item.kind, name), texts });
  }
  return out;
}

function labelOf(kind: string, name: string): string {
  const fields = labels().fields as Record<string, string>;
  return fields[`${kind}.${name}`] ?? fields[name] ?? name;
}

function textsOf(around: Around, item: Item, name: string): string[] {
  const raw = item[name];
  if ((rules as Record<string, Record<string, string>>)[item.kind]?.[name] === 'versions') {
    const { text, versions } = (raw ?? { text: '', versions: [] }) as Words;
    if (versions.length > 1) {
      const each = versions.map(v => `${whoIs(around, v.by ? `member:${v.by}` : '')}: ${v.text}`);
      return [t.value.own.kept.several, ...each];
    }
    return text === '' ? [] : [text];
  }
  if (raw == null || raw === '') return [];
  if (Array.isArray(raw)) return raw.map(one => oneText(around, item, name, one));
  return [oneText(around, item, name, raw)];
}

function oneText(around: Around, item: Item, name: string, value: unknown): string {
  const words = labels();
  const currency = String(item.currency || 'GBP');
  if (typeof value === 'boolean') return value ? words.choices.yes : words.choices.no;
  if (typeof value === 'number') {
    if (name === 'how_far') return words.far[Math.round(value / 10)] ?? '';
    if (name === 'minor_units') return fmt.money(value, currency);
    return item.kind === 'opened' ? fmt.time(value) : String(value);
  }
  if (typeof value !== 'string') {
    const part = value as { what: string; minor_units: number };
    return `${part.what}: ${fmt.money(part.minor_units, currency)}`;
  }
  switch (table.get(item.kind)?.fields.get(name)?.type) {
    case 'd':
      return fmt.dayLong(value);
    case 'c':
      return (words.choices as Record<string, string>)[value] ?? value;
    case 'a':
    case 'k':
    case 'K':
      return whoIs(around, value);
    case 'r':
      return named(around, value);
    default:
      return value;
  }
}

/** What a record that another one names is about. */
function named(around: Around, id: string): string {
  const found = around.items.find(i => i.id === id);
  if (!found) return around.names?.[`team:${id}`] ?? nameOf(`team:${id}`);
  for (const name of ['words', 'name', 'what']) {
    const raw = found[name];
    const text = typeof raw === 'string' ? raw : ((raw as Words | undefined)?.text ?? '');
    if (text !== '') return text;
  }
  return fmt.day(dayOfItem(found));
}

/** A member's or team's name, "you" for the person, nobody's for another person, else as written. */
export function whoIs(around: Around, actor: string): string {
  if (actor === '') return t.value.shell.somebody;
  if (actor === `person:${around.person}`) return labels().copy.you;
  if (actor.startsWith('person:')) return t.value.shell.somebody;
  return around.names?.[actor] ?? nameOf(actor);
}
