import { href, type ScreenProps } from '../../app/route.ts';
import { type Kind, session } from '../../model/index.ts';
import {
  forms,
  formValue,
  isFact,
  specOf,
  type Values,
  writeChanged,
  writeCorrection,
} from './forms.ts';
import { type AnyView, about, oneAbout, personOf } from './lives.ts';
import { Missing } from './Missing.tsx';
import { RecordForm } from './RecordForm.tsx';
import { settle } from './settled.ts';
import { w } from './words.ts';

/** The root of a fact, and the fact as it counts now; the same record where it was never corrected. */
export function settledOne(person: string, kind: Kind, id: string) {
  const view = oneAbout(person, kind, id) as AnyView | undefined;
  if (!view) return undefined;
  if (!isFact(kind)) return { root: view, now: view, all: [view] };
  const facts = about(person, kind) as (AnyView & { corrects?: string })[];
  return (
    settle(facts).find(s => s.all.some(f => f.id === id)) ?? { root: view, now: view, all: [view] }
  );
}

/** A record's own page. */
export function pageOf(person: string, kind: string, id: string): string {
  return kind === 'goal' ? href('p', person, 'goals', id) : href('p', person, 'r', kind, id);
}

/** Puts a record right: words anew, facts by a correction beside what stood before. */
export function CorrectRecord({ params }: ScreenProps) {
  const person = params.id ?? '';
  const kind = (params.kind ?? '') as Kind;
  const found = settledOne(person, kind, params.rid ?? '');
  const spec = forms[kind];
  if (!personOf(person) || !found || !spec) return <Missing />;
  const fact = isFact(kind);
  const fields = [...spec.first, ...spec.more].filter(
    f => !fact || specOf(kind, f)?.rule === 'once',
  );
  const start: Values = {};
  for (const field of fields) start[field] = formValue(found.now, kind, field);
  if (typeof found.now.currency === 'string') start.currency = found.now.currency;
  const words = w.value;
  return (
    <RecordForm
      title={words.edit}
      lead={fact ? words.record.stays : kind === 'story' ? words.record.yesAnew : undefined}
      back={pageOf(person, kind, found.root.id)}
      backLabel={words.kinds[kind]}
      person={person}
      kind={kind}
      draftKey={`correct/${found.root.id}/${found.all.length}`}
      start={start}
      saveWords={fact ? words.record.saveCorrection : words.kit.save}
      editing={found.now}
      writes={(values, held) => {
        if (fact) return [writeCorrection(found.root, kind, values, currencyOf(values))];
        const write = writeChanged(found.now, kind, pick(values, held.touched), held.seen);
        return write ? [write] : [];
      }}
    />
  );
}

const currencyOf = (values: Values) =>
  (values.currency as string) ?? session.peek()?.place.currency ?? 'GBP';

const pick = (values: Values, touched: Values): Values =>
  Object.fromEntries(Object.entries(values).filter(([f]) => f in touched));

/** What is written about a person: their own page's words. */
export function EditPerson({ params }: ScreenProps) {
  const id = params.id ?? '';
  const person = personOf(id) as AnyView | undefined;
  if (!person) return <Missing />;
  const spec = forms.person ?? { first: [], more: [] };
  const start: Values = {};
  for (const f of [...spec.first, ...spec.more]) start[f] = formValue(person, 'person', f);
  const words = w.value;
  return (
    <RecordForm
      title={words.person.edit}
      back={href('p', id)}
      person={id}
      kind="person"
      draftKey={`person/${id}`}
      start={start}
      saveWords={words.kit.save}
      check={values =>
        (values.called as string)?.trim() ? [] : [{ field: 'called', text: words.problems.name }]
      }
      editing={person}
      writes={(values, held) => {
        const write = writeChanged(person, 'person', pick(values, held.touched), held.seen);
        return write ? [write] : [];
      }}
    />
  );
}
