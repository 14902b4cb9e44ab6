import { Card } from '../../kit/index.ts';
import type { AnswerTable } from '../../words/en/letter.ts';
import { t } from '../../words/index.ts';
import { Block, Numbers } from './Block.tsx';
import { countWords } from './CurveView.tsx';
import { Bars, eitherOf, type Line, LinesTable } from './Lines.tsx';
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
        <p>{w.noAnswers}</p>
        <p class="hint">{base ?? w.baseHidden}</p>
      </>
    );
  }
  const joined = group.cells.some(c => c.of.length > 1);
  return (
    <>
      <p class="figure-lead">{answersTold(table, group)}</p>
      <Bars lines={told.map(cell => lineOf(table, cell))} />
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

function lineOf(table: AnswerTable, cell: AnswerCell): Line {
  const w = t.value.figures;
  const share = cell.percent === '*' ? null : cell.percent;
  return {
    key: cell.of.join('+'),
    words: eitherOf(table, cell.of),
    number: share === null ? w.counts(Number(cell.people)) : w.percent(share),
    share,
  };
}

function AnswerRows({ table, cells }: { table: AnswerTable; cells: AnswerCell[] }) {
  const w = t.value.letter;
  const f = t.value.figures;
  const rows = cells.map(cell => ({
    key: cell.of.join('+'),
    words: eitherOf(table, cell.of),
    cells: [countWords(cell.people), cell.percent === '*' ? f.withheld : f.percent(cell.percent)],
  }));
  return (
    <LinesTable caption={w[table].title} heads={[w.answer, w.peopleCol, w.shareCol]} rows={rows} />
  );
}
