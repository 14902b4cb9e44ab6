import { Sides } from '../../kit/index.ts';
import type { Kind, Version, View, Words } from '../../model/index.ts';
import { labelOf, shownFields, specOf } from './forms.ts';
import { type AnyView, writer } from './lives.ts';
import { keepWithUndo } from './saving.ts';
import { w } from './words.ts';

/** The fields of a record in which two people wrote without seeing each other. */
export function dividedFields(view: AnyView, kind: Kind): [field: string, versions: Version[]][] {
  return shownFields(kind).flatMap(field => {
    if (specOf(kind, field)?.rule !== 'versions') return [];
    const versions = (view[field] as Words | undefined)?.versions ?? [];
    return versions.length > 1 ? [[field, versions] as [string, Version[]]] : [];
  });
}

/** Each text that has two versions, and the ways to settle it; a choice waits 10 s for undo. */
export function TwoSides({ view, kind }: { view: AnyView; kind: Kind }) {
  return (
    <>
      {dividedFields(view, kind).map(([field, versions]) => (
        <Sides
          key={field}
          title={w.value.record.twoVersions(labelOf(kind, field))}
          sides={versions.map(v => ({
            identity: v.identity,
            text: v.text,
            who: writer(v.by),
            at: v.at,
          }))}
          onChoose={text => {
            const { scope, id } = view;
            keepWithUndo([{ scope, kind, id, set: { [field]: text } }], w.value.record.chosen);
          }}
        />
      ))}
    </>
  );
}

export function personSides(person: View<'person'>) {
  return <TwoSides view={person as unknown as AnyView} kind="person" />;
}
