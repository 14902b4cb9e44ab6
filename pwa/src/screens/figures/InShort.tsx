import { Part } from '../../kit/index.ts';
import { fmt, t } from '../../words/index.ts';
import { type AnswerCell, type Cell, type Letter, placeIn, type SumCell } from './pages.ts';
import { answersTold, sentences, tableTitle } from './tell.ts';

/** The quarter in a few sentences: what can be read, what cannot and why, what to ask instead. */
export function InShort({ letter }: { letter: Letter }) {
  const w = t.value.letter;
  const told = [...curvesTold(letter), ...answered(letter), ...spent(letter)];
  const hidden = hiddenIn(letter);
  return (
    <Part title={w.summary}>
      {told.length === 0 ? (
        <p>{w.summaryNone}</p>
      ) : (
        <ul class="figure-points">
          {told.map(text => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      )}
      {hidden.length > 0 && (
        <>
          <p>{told.length === 0 ? w.summaryAsk : w.summaryHidden(hidden.length)}</p>
          {told.length > 0 && <p>{w.summaryAsk}</p>}
        </>
      )}
    </Part>
  );
}

function curvesTold(letter: Letter): string[] {
  const w = t.value.letter;
  return (['attainment', 'progress'] as const).flatMap(table => {
    const group = placeIn<Cell>(letter, table);
    const [first] = group ? sentences(table, group) : [];
    if (!first || !group) return [];
    return [(group.quarters ?? 1) > 1 ? `${first} ${w.summaryPooled}` : first];
  });
}

function answered(letter: Letter): string[] {
  const group = placeIn<AnswerCell>(letter, 'better_life');
  const text = group ? answersTold('better_life', group) : '';
  if (!text || !group) return [];
  return [(group.quarters ?? 1) > 1 ? `${text} ${t.value.letter.summaryPooled}` : text];
}

function spent(letter: Letter): string[] {
  const group = placeIn<SumCell>(letter, 'spending_by_month');
  if (!group || typeof group.minor_units !== 'number') return [];
  const w = t.value.letter;
  const whose = group.people === '*' ? w.somePeople : w.aboutPeople(group.people);
  return [w.spent(fmt.money(group.minor_units, group.currency ?? ''), whose)];
}

/** The titles of the figures of which nothing is told. */
function hiddenIn(letter: Letter): string[] {
  return Object.keys(letter.tables).flatMap(table => {
    const group = placeIn<AnswerCell>(letter, table);
    const title = tableTitle(table);
    if (!group || !title) return [];
    const sum = (group as { minor_units?: number | '*' }).minor_units;
    const silent = sum === undefined ? group.cells.every(c => c.people === '*') : sum === '*';
    return silent ? [title] : [];
  });
}
