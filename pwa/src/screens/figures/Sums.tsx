import { Card } from '../../kit/index.ts';
import type { MoneyTable } from '../../words/en/letter.ts';
import { fmt, t } from '../../words/index.ts';
import { Block, Numbers } from './Block.tsx';
import { countWords } from './CurveView.tsx';
import { Bars, type Line, LinesTable, labelOf } from './Lines.tsx';
import { type Count, type Letter, placeIn, type SumCell } from './pages.ts';

/** Money in words, with its parts. `said` makes the sentence of total and people. */
export function Sums(props: {
  letter: Letter;
  table: MoneyTable;
  said?: (sum: string, people: string) => string;
}) {
  const w = t.value.letter;
  const group = placeIn<SumCell>(props.letter, props.table);
  if (!group) return null;
  const currency = group.currency ?? '';
  const total = group.minor_units ?? '*';
  const parts = group.cells.filter(c => c.minor_units !== '*');
  return (
    <Block
      table={props.table}
      quarter={props.letter.quarter}
      title={w[props.table].title}
      means={w[props.table].means}
      inner
    >
      <Card>
        {total === '*' ? (
          <p>{w.noSum}</p>
        ) : (
          <>
            {props.said && (
              <p class="figure-lead">
                {props.said(fmt.money(total, currency), whose(group.people))}
              </p>
            )}
            {parts.length > 0 ? (
              <>
                <Bars lines={linesOf({ table: props.table, cells: parts, currency })} />
                <p class="hint">{w.roughly}</p>
                <Numbers>
                  <SumRows table={props.table} cells={group.cells} currency={currency} />
                </Numbers>
              </>
            ) : (
              <p>{w.noParts}</p>
            )}
          </>
        )}
      </Card>
    </Block>
  );
}

function whose(people: Count): string {
  const w = t.value.letter;
  return people === '*' ? w.somePeople : w.aboutPeople(people);
}

interface Rows {
  table: MoneyTable;
  cells: SumCell[];
  currency: string;
}

const sumOf = (c: SumCell) => (c.minor_units === '*' ? 0 : c.minor_units);

function linesOf({ table, cells, currency }: Rows): Line[] {
  const all = cells.reduce((sum, c) => sum + sumOf(c), 0);
  return cells.map(cell => ({
    key: cell.of.join('+'),
    words: labelOf(table, cell.of),
    number: fmt.money(sumOf(cell), currency),
    share: all > 0 ? (100 * sumOf(cell)) / all : null,
  }));
}

function SumRows({ table, cells, currency }: Rows) {
  const w = t.value.letter;
  const rows = cells.map(cell => ({
    key: cell.of.join('+'),
    words: labelOf(table, cell.of),
    cells: [
      cell.minor_units === '*' ? t.value.figures.withheld : fmt.money(cell.minor_units, currency),
      countWords(cell.people),
    ],
  }));
  return (
    <LinesTable caption={w[table].title} heads={[w.whatCol, w.sumCol, w.peopleCol]} rows={rows} />
  );
}
