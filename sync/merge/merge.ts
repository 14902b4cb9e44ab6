/**
 * Folds changes into records and records into each other, the twin of the Go
 * package merge. The same changes give the same record in whatever order they
 * come and however often. PROTOCOL.md says how each rule merges.
 *
 * Fold a change only with its final stamps, as the log has them; what a server
 * may still restamp is shown by folding it into a clone.
 */
import type { Stamp } from '../hlc/hlc.ts';
import { compareValues, type Value } from './canonical.ts';
import {
  absorb,
  addState,
  emptyField,
  endMember,
  foldKept,
  foldValue,
  putMember,
  retire,
  type Stamped,
} from './fold.ts';
import { keep, keepWrite } from './kept.ts';
import {
  type Change,
  clone,
  type FieldState,
  fieldOf,
  identity,
  type RecordState,
  type Rule,
  type Rules,
} from './state.ts';

export { canonical, compareText, compareValues, type Value } from './canonical.ts';
export * from './read.ts';
export * from './state.ts';

const NO_RULES: Readonly<Record<string, Rule>> = {};

function rulesOf(rules: Rules, kind: string): Readonly<Record<string, Rule>> {
  return Object.hasOwn(rules, kind) ? (rules[kind] ?? NO_RULES) : NO_RULES;
}

/** Folds one change into a record of the same kind and id. Alters the record. */
export function apply(rules: Rules, record: RecordState, change: Change): void {
  const known = rulesOf(rules, change.kind);
  learnKnown(known, record);
  if (record.first === '' || change.at < record.first) record.first = change.at;
  if (change.at > record.last) record.last = change.at;
  const id = identity(change);
  const by: Stamped = change.at === id ? { id } : { id, at: change.at };
  foldSet(known, record, change, by);
  foldMembers(known, record, change, by);
  keep(known, record, change, by);
}

function foldSet(
  known: Readonly<Record<string, Rule>>,
  record: RecordState,
  change: Change,
  by: Stamped,
): void {
  for (const name in change.set) {
    const field = knownField(known, record, name);
    if (field) foldValue(field, by, change.set[name] as Value);
  }
  for (const name in change.over) {
    const field = knownField(known, record, name);
    if (!field || !('versions' in field)) continue;
    for (const id of change.over[name] ?? []) if (id !== by.id) retire(field, id);
  }
}

function foldMembers(
  known: Readonly<Record<string, Rule>>,
  record: RecordState,
  change: Change,
  by: Stamped,
): void {
  for (const name in change.add) {
    const field = knownField(known, record, name);
    if (!field || !('set' in field)) continue;
    for (const member of change.add[name] ?? []) putMember(field, addState(member, by));
  }
  for (const name in change.drop) {
    const field = knownField(known, record, name);
    if (!field || !('set' in field)) continue;
    for (const [member, ids] of Object.entries(change.drop[name] ?? {})) {
      for (const id of ids) if (id !== by.id) endMember(field, [member, id]);
    }
  }
}

/** Finds or makes the field if it has a rule; undefined if not. */
function knownField(
  known: Readonly<Record<string, Rule>>,
  record: RecordState,
  name: string,
): FieldState | undefined {
  return Object.hasOwn(known, name) ? made(record, name, known[name] as Rule) : undefined;
}

function made(record: RecordState, name: string, rule: Rule): FieldState {
  const field = fieldOf(record, name) ?? emptyField(rule);
  record.fields[name] = field;
  return field;
}

/** Folds what was kept of fields that the rules have come to know. Alters the record. */
export function learn(rules: Rules, record: RecordState): void {
  learnKnown(rulesOf(rules, record.kind), record);
}

function learnKnown(known: Readonly<Record<string, Rule>>, record: RecordState): void {
  if (!record.kept) return;
  const rest = record.kept.filter(write => {
    const field = knownField(known, record, write.field);
    if (field) foldKept(field, write);
    return !field;
  });
  if (rest.length > 0) record.kept = rest;
  else delete record.kept;
}

/** Folds two states of the same record into one. Neither is altered. */
export function merge(rules: Rules, a: RecordState, b: RecordState): RecordState {
  const out = clone(a);
  learn(rules, out);
  if (out.first === '' || (b.first !== '' && b.first < out.first)) out.first = b.first;
  if (b.last > out.last) out.last = b.last;
  for (const name of Object.keys(b.fields)) {
    const other = b.fields[name] as FieldState;
    absorb(made(out, name, ruleOf(other)), other);
  }
  for (const write of b.kept ?? []) keepWrite(out, write);
  learn(rules, out);
  return out;
}

function ruleOf(field: FieldState): Rule {
  if ('latest' in field) return 'latest';
  if ('once' in field) return 'once';
  return 'versions' in field ? 'versions' : 'set';
}

/** The once fields to which the change would give another value than they have, sorted. */
export function immutable(rules: Rules, record: RecordState, change: Change): string[] {
  const known = rulesOf(rules, change.kind);
  return Object.keys(change.set ?? {})
    .filter(name => {
      const field = fieldOf(record, name);
      if (!Object.hasOwn(known, name) || known[name] !== 'once') return false;
      if (!field || !('once' in field) || field.once[0] === ('' as Stamp)) return false;
      return compareValues(field.once[1], change.set?.[name] as Value) !== 0;
    })
    .sort();
}
