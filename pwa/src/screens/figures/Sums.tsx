import { Card } from '../../kit/index.ts';
import type { MoneyTable } from '../../words/en/letter.ts';
import { fmt, t } from '../../words/index.ts';
import { Block, Numbers } from './Block.tsx';
import { BarOf } from './ByAnswer.tsx';
import { countWords } from './CurveView.tsx';
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
          <>
            <p class="figure-lead">{t.value.figures.nothing}</p>
            <p>{w.noSum}</p>
          </>
        ) : (
          <>
            {props.said && (
              <p class="figure-lead">
                {props.said(fmt.money(total, currency), whose(group.people))}
              </p>
            )}
            {parts.length > 0 ? (
              <>
                <SumBars table={props.table} cells={parts} currency={currency} />
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

function labelOf(table: MoneyTable, cell: SumCell): string {
  const labels: Record<string, string> = t.value.letter[table].labels;
  return cell.of.map(key => labels[key] ?? key).join(' / ');
}

const sumOf = (c: SumCell) => (c.minor_units === '*' ? 0 : c.minor_units);

function SumBars({ table, cells, currency }: Rows) {
  const all = cells.reduce((sum, c) => sum + sumOf(c), 0);
  return (
    <ul class="bars">
      {cells.map(cell => (
        <li key={cell.of.join('+')}>
          <span>{labelOf(table, cell)}</span>
          <strong>{fmt.money(sumOf(cell), currency)}</strong>
          {all > 0 && <BarOf share={(100 * sumOf(cell)) / all} />}
        </li>
      ))}
    </ul>
  );
}

function SumRows({ table, cells, currency }: Rows) {
  const w = t.value.letter;
  return (
    <table class="numbers">
      <caption>{w[table].title}</caption>
      <thead>
        <tr>
          <th scope="col">{w.whatCol}</th>
          <th scope="col">{w.sumCol}</th>
          <th scope="col">{w.peopleCol}</th>
        </tr>
      </thead>
      <tbody>
        {cells.map(cell => (
          <tr key={cell.of.join('+')}>
            <th scope="row">{labelOf(table, cell)}</th>
            <td>
              {cell.minor_units === '*'
                ? t.value.figures.withheld
                : fmt.money(cell.minor_units, currency)}
            </td>
            <td>{countWords(cell.people)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
