import { Card } from '../../kit/index.ts';
import type { MoneyTable } from '../../words/en/letter.ts';
import { fmt, t } from '../../words/index.ts';
import { Block, Numbers } from './Block.tsx';
import { countWords } from './CurveView.tsx';
import { Bars, type Line, LinesTable, labelOf } from './Lines.tsx';
import { type Count, type Letter, placeIn, type SumCell } from './pages.ts';
import { monthOf } from './tell.ts';

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
  const { quarter } = props.letter;
  const rows = { table: props.table, quarter, cells: group.cells, currency };
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
                <Bars lines={linesOf({ ...rows, cells: parts })} />
                <p class="hint">{w.roughly}</p>
                <Numbers>
                  <SumRows {...rows} />
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
  quarter: string;
  cells: SumCell[];
  currency: string;
}

/** What a line is of; months by their names. */
function lineWords({ table, quarter }: Rows, of: string[]): string {
  if (table !== 'spending_by_month') return labelOf(table, of);
  return of.map(key => monthOf(quarter, Number(key.replace('month_', '')))).join(' / ');
}

const sumOf = (c: SumCell) => (c.minor_units === '*' ? 0 : c.minor_units);

function linesOf(props: Rows): Line[] {
  const { cells, currency } = props;
  const all = cells.reduce((sum, c) => sum + sumOf(c), 0);
  return cells.map(cell => ({
    key: cell.of.join('+'),
    words: lineWords(props, cell.of),
    number: fmt.money(sumOf(cell), currency),
    share: all > 0 ? (100 * sumOf(cell)) / all : null,
  }));
}

function SumRows(props: Rows) {
  const { table, cells, currency } = props;
  const w = t.value.letter;
  const rows = cells.map(cell => ({
    key: cell.of.join('+'),
    words: lineWords(props, cell.of),
    cells: [
      cell.minor_units === '*' ? t.value.figures.withheld : fmt.money(cell.minor_units, currency),
      countWords(cell.people),
    ],
  }));
  return (
    <LinesTable caption={w[table].title} heads={[w.whatCol, w.sumCol, w.peopleCol]} rows={rows} />
  );
}
