import { Card } from '../../kit/index.ts';
import type { AnswerTable } from '../../words/en/letter.ts';
import { t } from '../../words/index.ts';
import { Block, Numbers } from './Block.tsx';
import { countWords } from './CurveView.tsx';
import { type AnswerCell, type Group, type Letter, placeIn } from './pages.ts';
import { answersTold } from './tell.ts';

/** How many people stand for each answer, in words, as bars and as a table. */
export function Answers(props: { letter: Letter; table: AnswerTable; inner?: boolean }) {
  const group = placeIn<AnswerCell>(props.letter, props.table);
  if (!group) return null;
  const w = t.value.letter[props.table];
  return (
    <Block
      table={props.table}
      quarter={props.letter.quarter}
      title={w.title}
      means={w.means}
      inner={props.inner ?? false}
    >
      <Card>
        <Told table={props.table} group={group} />
      </Card>
    </Block>
  );
}

function Told({ table, group }: { table: AnswerTable; group: Group<AnswerCell> }) {
  const w = t.value.letter;
  const of = w[table].of;
  const told = group.cells.filter(c => c.people !== '*');
  const base = group.people === '*' ? null : w.askedOf(group.people, of);
  if (told.length === 0) {
    return (
      <>
        <p class="figure-lead">{t.value.figures.nothing}</p>
        <p>{w.noAnswers}</p>
        {base && <p class="hint">{base}</p>}
      </>
    );
  }
  const joined = group.cells.some(c => c.of.length > 1);
  return (
    <>
      <p class="figure-lead">{answersTold(table, group)}</p>
      <Bars table={table} cells={told} />
      <p class="hint">
        {[base, joined && w.together, (group.quarters ?? 1) > 1 && t.value.figures.pooled]
          .filter(Boolean)
          .join(' ')}
      </p>
      <Numbers>
        <AnswerRows table={table} cells={group.cells} />
      </Numbers>
    </>
  );
}

function labelOf(table: AnswerTable, cell: AnswerCell): string {
  const labels: Record<string, string> = t.value.letter[table].labels;
  return cell.of.map(key => labels[key] ?? key).join(' / ');
}

/** Bars with their words beside them; the longest possible is everybody. */
function Bars({ table, cells }: { table: AnswerTable; cells: AnswerCell[] }) {
  const w = t.value.figures;
  return (
    <ul class="bars">
      {cells.map(cell => (
        <li key={cell.of.join('+')}>
          <span>{labelOf(table, cell)}</span>
          <strong>
            {cell.percent === '*' ? w.counts(Number(cell.people)) : w.percent(cell.percent)}
          </strong>
          {cell.percent !== '*' && <BarOf share={cell.percent} />}
        </li>
      ))}
    </ul>
  );
}

/** A bar for the eye alone: the number stands beside it in words. */
export function BarOf({ share }: { share: number }) {
  return (
    <svg class="bar-line" viewBox="0 0 420 14" preserveAspectRatio="none" aria-hidden="true">
      <rect class="bar-whole" x="1" y="1" width="418" height="12" rx="4" />
      <rect class="bar-part" x="1" y="1" width={(418 * share) / 100} height="12" rx="4" />
    </svg>
  );
}

function AnswerRows({ table, cells }: { table: AnswerTable; cells: AnswerCell[] }) {
  const w = t.value.letter;
  return (
    <table class="numbers">
      <caption>{w[table].title}</caption>
      <thead>
        <tr>
          <th scope="col">{w.answer}</th>
          <th scope="col">{w.peopleCol}</th>
          <th scope="col">{w.shareCol}</th>
        </tr>
      </thead>
      <tbody>
        {cells.map(cell => (
          <tr key={cell.of.join('+')}>
            <th scope="row">{labelOf(table, cell)}</th>
            <td>{countWords(cell.people)}</td>
            <td>
              {cell.percent === '*'
                ? t.value.figures.withheld
                : t.value.figures.percent(cell.percent)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
