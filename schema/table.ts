// Reads the compact table that go run ./schema/gen writes from the declaration.
//
// A line is one kind: its name, the letters of the scope types that may hold it (p person,
// b between, t team, l place, s self), then its fields as name:<rule><type>[@<scopes>].
// Rules: l latest, v versions, s set, o once. Types: b bool; i<min>~<max>~<step> whole number;
// t<max> text; c<choices>; d day; r id; m currency; k circle; K member; a actor; x source;
// h SHA-256; L<most>(<type>) a list of text, L<most>(<name>=<type>;...) one of objects.

/** How a field merges; the same words as the engine's. */
export type Rule = 'latest' | 'versions' | 'set' | 'once';

/** A field of free text: the newest words, and every version that nobody has replaced. */
export interface Words {
  text: string;
  versions: { identity: string; at: string; by: string | null; text: string }[];
}

/** What a value may be: a type letter and its argument, both as in the table. */
export interface Cell {
  type: string;
  arg: string;
  /** Fields of a list's objects; of a list of text, the one named ''. */
  items?: Map<string, Cell>;
}

export interface FieldSpec extends Cell {
  rule: Rule;
  /** Letters of the scope types that may hold it, where fewer than its kind's. */
  only?: string;
}

export interface KindSpec {
  /** Letters of the scope types that may hold it. */
  scopes: string;
  fields: Map<string, FieldSpec>;
}

export type Table = Map<string, KindSpec>;

const ruleOf: Record<string, Rule> = { l: 'latest', v: 'versions', s: 'set', o: 'once' };

export function parseTable(text: string): Table {
  const rows = text.trim().split('\n');
  return new Map(rows.map(row => parseRow(row.split(' '))));
}

function parseRow([name = '', scopes = '', ...cells]: string[]): [string, KindSpec] {
  return [name, { scopes, fields: new Map(cells.map(parseField)) }];
}

function parseField(cell: string): [string, FieldSpec] {
  const [name = '', spec = ''] = cell.split(':');
  const [type = '', only] = spec.slice(1).split('@');
  const rule = ruleOf[spec.charAt(0)] ?? 'latest';
  return [name, { rule, ...parseCell(type), ...(only ? { only } : {}) }];
}

function parseCell(text: string): Cell {
  const cell: Cell = { type: text.charAt(0), arg: text.slice(1) };
  if (cell.type !== 'L') return cell;
  const [most = '', inner = ''] = cell.arg.slice(0, -1).split('(');
  const items = inner.split(';').map((item): [string, Cell] => {
    const [type = '', name = ''] = item.split('=').reverse();
    return [name, parseCell(type)];
  });
  return { type: 'L', arg: most, items: new Map(items) };
}

/** The rule table that the merge engine is given. */
export function rulesOf(table: Table): Record<string, Record<string, Rule>> {
  const rules: Record<string, Record<string, Rule>> = {};
  for (const [kind, spec] of table) {
    const fields: Record<string, Rule> = {};
    for (const [name, field] of spec.fields) fields[name] = field.rule;
    rules[kind] = fields;
  }
  return rules;
}

/** The choices of a field, in the order of declaration; none if it is not a choice. */
export function choicesOf(table: Table, kind: string, field: string): string[] {
  const spec = table.get(kind)?.fields.get(field);
  return spec?.type === 'c' ? spec.arg.split(',') : [];
}

/** The most characters that a text field takes, or 0 if it has no such limit. */
export function limitOf(table: Table, kind: string, field: string): number {
  const spec = table.get(kind)?.fields.get(field);
  return spec?.type === 't' ? Number(spec.arg) : spec?.type === 'a' ? 200 : 0;
}
