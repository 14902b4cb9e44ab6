import { table } from '../../../../schema/schema.gen.ts';
import { href, type ScreenProps } from '../../app/route.ts';
import { type Kind, session, today, type Write } from '../../model/index.ts';
import { type Addable, isAddable } from './adding.ts';
import { type Values, writeNew } from './forms.ts';
import { myBetween, personOf, personScope } from './lives.ts';
import { Missing } from './Missing.tsx';
import { likelyPot, potsFor } from './pots.ts';
import { RecordForm } from './RecordForm.tsx';
import { newBetween } from './visitDraft.ts';
import { w } from './words.ts';

/** What a new record begins with, so that little need be typed. */
function startOf(kind: Addable, person: string): Values {
  const on = today();
  const me = `member:${session.peek()?.member}`;
  const starts: Partial<Record<Kind, Values>> = {
    goal: { whose: 'mine', made_on: on },
    thread: { who_has_it: me, state: 'open' },
    contact: { asked_on: on },
    change_seen: { on, noticed_by: 'worker' },
    decision: { on, minor_units: null, pot: likelyPot(potsFor(person)) },
    consent: { on, given: true, by: `person:${person}` },
    gain: { on, per: 'once' },
    known: { on },
    feedback: { on, from: `person:${person}` },
    evidence: { on },
    concern: { on },
  };
  return starts[kind] ?? {};
}

/** The scope to keep something in, with the write that opens it where it is new. */
export function scopeFor(person: string, between: boolean): { scope: string; writes: Write[] } {
  if (!between) return { scope: personScope(person), writes: [] };
  const mine = myBetween(person);
  if (mine) return { scope: mine, writes: [] };
  const { scope, write } = newBetween(person, session.peek()?.member ?? '');
  return { scope, writes: [write] };
}

/** A form for one more thing about a person. */
export function AddRecord({ params }: ScreenProps) {
  const person = params.id ?? '';
  const kind = params.kind ?? 'decision';
  if (!personOf(person) || !isAddable(kind)) return <Missing />;
  const words = w.value;
  const scopes = table.get(kind)?.scopes ?? '';
  const onlyBetween = !scopes.includes('p');
  const currency = session.value?.place.currency ?? 'GBP';
  return (
    <RecordForm
      key={`${person} ${kind}`}
      title={kind === 'decision' ? words.spend.title : words.addA[kind]}
      lead={onlyBetween ? words.concernLead : undefined}
      back={href('p', person)}
      person={person}
      kind={kind}
      draftKey={`add/${person}/${kind}`}
      start={startOf(kind, person)}
      saveWords={words.kit.save}
      between={scopes.includes('b') && !onlyBetween}
      focusFirst
      check={values => (isEmptyForm(kind, values) ? [emptyProblem(kind)] : [])}
      writes={(values, held) => {
        const { scope, writes } = scopeFor(person, held.between || onlyBetween);
        return [...writes, writeNew(scope, kind, sumGiven(kind, values), currency)];
      }}
    />
  );
}

const mainFields: Partial<Record<Kind, string[]>> = {
  decision: ['what', 'why', 'minor_units', 'went_on'],
  contact: ['actor', 'asked', 'answered'],
  consent: ['to', 'whom'],
};

function isEmptyForm(kind: Kind, values: Values): boolean {
  const main = mainFields[kind] ?? ['words'];
  return main.every(f => {
    const v = values[f];
    return v == null || v === '' || (Array.isArray(v) && v.length === 0);
  });
}

function emptyProblem(kind: Kind) {
  return { field: mainFields[kind]?.[0] ?? 'words', text: w.value.problems.words };
}

/** A decision that cost nothing says so with a 0. */
function sumGiven(kind: Kind, values: Values): Values {
  return kind === 'decision' ? { ...values, minor_units: values.minor_units ?? 0 } : values;
}
