import { howFar } from '../../kit/index.ts';
import { directory, type Kind, records, scopesOf } from '../../model/index.ts';
import { fmt } from '../../words/index.ts';
import { pageOf } from './CorrectRecord.tsx';
import { choiceWords, specOf } from './forms.ts';
import { type AnyView, oneAbout, whoIs } from './lives.ts';
import { said } from './timeline.ts';
import { w } from './words.ts';

/** Whether there is anything to show in a field. */
export function hasValue(view: AnyView, kind: Kind, field: string): boolean {
  const raw = view[field];
  if (specOf(kind, field)?.rule === 'versions') return (raw as { text: string })?.text !== '';
  if (field === 'minor_units') return typeof raw === 'number';
  return raw != null && raw !== '' && !(Array.isArray(raw) && raw.length === 0);
}

interface ValueProps {
  view: AnyView;
  kind: Kind;
  field: string;
  person: string;
}

const theirWords = new Set(['their_words', 'matters', 'good_life', 'goal.words']);

/** A field's value in words. */
export function FieldValue(props: ValueProps) {
  const { view, kind, field, person } = props;
  const spec = specOf(kind, field);
  const raw = view[field];
  const currency = (view.currency as string) || 'GBP';
  if (spec?.rule === 'versions') {
    const own = theirWords.has(field) || theirWords.has(`${kind}.${field}`);
    return <p class={own ? 'quote' : 'prose'}>{(raw as { text: string }).text}</p>;
  }
  if (field === 'went_on') return <WentOn parts={raw as Part[]} currency={currency} />;
  if (field === 'minor_units') return <>{fmt.money(raw as number, currency)}</>;
  if (field === 'how_far') return <>{howFar(raw as number)}</>;
  if (kind === 'opened' && typeof raw === 'number') return <>{fmt.time(raw)}</>;
  switch (spec?.type) {
    case 'b':
      return <>{raw ? w.value.yes : w.value.no}</>;
    case 'd':
      return <>{fmt.dayLong(raw as string)}</>;
    case 'c':
      return <>{choiceWords(raw as string)}</>;
    case 'a':
      return <>{fmt.list((Array.isArray(raw) ? raw : [raw]).map(x => whoIs(x as string)))}</>;
    case 'r':
      return <Refs ids={(Array.isArray(raw) ? raw : [raw]) as string[]} {...{ person, field }} />;
    case 'L':
      return <p class="prose">{(raw as string[]).join('\n')}</p>;
    default:
      return <p class="prose">{String(raw)}</p>;
  }
}

interface Part {
  what: string;
  minor_units: number;
}

function WentOn({ parts, currency }: { parts: Part[]; currency: string }) {
  return (
    <table class="went-on">
      <tbody>
        {parts.map((part, i) => (
          <tr key={i}>
            <th scope="row">{part.what}</th>
            <td>{fmt.money(part.minor_units, currency)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const kindOf: Record<string, Kind> = {
  goals: 'goal',
  goal: 'goal',
  strengths: 'strength',
  visits: 'visit',
  visit: 'visit',
  evidence: 'evidence',
  story: 'story',
};

/** Records that are named, each leading to its page; those that are not here yet are left out. */
function Refs({ ids, person, field }: { ids: string[]; person: string; field: string }) {
  if (field === 'home_team') {
    return (
      <>{ids.map(id => directory.value.teams.find(x => x.id === id)?.name ?? '').join(', ')}</>
    );
  }
  if (field === 'pot') return <>{ids.map(potName).join(', ')}</>;
  const kind = kindOf[field];
  if (!kind) return null;
  return (
    <ul class="refs">
      {ids.map(id => {
        const view = oneAbout(person, kind, id) as AnyView | undefined;
        if (!view) return null;
        const { head, text, quote } = said(kind, view, person);
        return (
          <li key={id}>
            <a href={pageOf(person, kind, id)}>{quote || text || head || w.value.kinds[kind]}</a>
            {kind === 'visit' && view.on ? (
              <span class="item-note"> {fmt.day(view.on as string)}</span>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}

function potName(id: string): string {
  for (const scope of [...scopesOf('team'), ...scopesOf('person')]) {
    const pot = records(scope, 'pot').find(p => p.id === id);
    if (pot) return pot.name.text;
  }
  return w.value.kinds.pot;
}
