import { Part } from '../../kit/index.ts';
import { session } from '../../model/index.ts';
import { fmt, t } from '../../words/index.ts';
import { forPayers } from './Barriers.tsx';
import { type AnswerCell, type Cell, type Letter, placeIn, type SumCell } from './pages.ts';
import { ToFigure } from './ToFigure.tsx';
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
      <ForYou letter={letter} />
      {hidden.length > 0 && (
        <>
          {told.length > 0 && <p>{w.summaryHidden(hidden.length)}</p>}
          {told.length > 0 && (
            <ul class="figure-points">
              {hidden.map(table => (
                <li key={table}>
                  <ToFigure letter={letter} table={table} />
                </li>
              ))}
            </ul>
          )}
          <p>{w.summaryAsk}</p>
        </>
      )}
    </Part>
  );
}

/** How many of the barriers name those who read this, and the way there. */
function ForYou({ letter }: { letter: Letter }) {
  const w = t.value.letter;
  const mine = forPayers();
  if (session.value?.role !== 'commissioner' || mine.length === 0) return null;
  return (
    <p>
      {w.summaryBarriers(mine.length)} <ToFigure letter={letter} table="barriers" />
    </p>
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
  const w = t.value.letter;
  const asked = w.summaryAsked(w.better_life.title, text);
  return [(group.quarters ?? 1) > 1 ? `${asked} ${w.summaryPooled}` : asked];
}

function spent(letter: Letter): string[] {
  const group = placeIn<SumCell>(letter, 'spending_by_month');
  if (!group || typeof group.minor_units !== 'number') return [];
  const w = t.value.letter;
  const whose = group.people === '*' ? w.somePeople : w.aboutPeople(group.people);
  return [w.spent(fmt.money(group.minor_units, group.currency ?? ''), whose)];
}

/** Where it is told what came of the money; only figures that say something are named. */
export function CameOfIt({ letter }: { letter: Letter }) {
  const w = t.value.letter;
  const hidden = hiddenIn(letter);
  const told = ['attainment', 'gained', 'gains'].filter(
    table => placeIn<AnswerCell>(letter, table) && !hidden.includes(table),
  );
  return (
    <p>
      {told.length > 0 && `${w.cameOfIt(told.map(tableTitle))} `}
      {w.cameOfOne}
    </p>
  );
}

/** The figures of which nothing is told. */
function hiddenIn(letter: Letter): string[] {
  return Object.keys(letter.tables).flatMap(table => {
    const group = placeIn<AnswerCell>(letter, table);
    if (!group || !tableTitle(table)) return [];
    const sum = (group as { minor_units?: number | '*' }).minor_units;
    const silent = sum === undefined ? group.cells.every(c => c.people === '*') : sum === '*';
    return silent ? [table] : [];
  });
}
