import { Card } from '../../kit/index.ts';
import { t } from '../../words/index.ts';
import { Numbers, WithheldWhy } from './Block.tsx';
import { countWords } from './CurveView.tsx';
import { type Cell, type Group, letterOf, placeIn, type Table } from './pages.ts';
import { quarterName, tableTitle } from './tell.ts';

/** The whole curves of each quarter; nothing where hardly a quarter has more than a point. */
export function Besides({ quarters }: { quarters: string[] }) {
  const w = t.value.letter;
  const tables = (['attainment', 'progress'] as const).filter(table => {
    const curves = quarters.map(q => placeIn<Cell>(letterOf(q).data, table)?.cells.length ?? 0);
    return curves.filter(n => n > 2).length > 1;
  });
  if (tables.length === 0) return null;
  return (
    <>
      <h3>{w.sideBySide}</h3>
      <p>{w.sideBySideText}</p>
      {tables.map(table => (
        <SideBySide key={table} table={table} quarters={quarters} />
      ))}
    </>
  );
}

/** The whole curve of each quarter, small and side by side. `quarters` oldest first. */
function SideBySide({ table, quarters }: { table: Table; quarters: string[] }) {
  const w = t.value.letter;
  const all = quarters.map(quarter => ({
    quarter,
    group: placeIn<Cell>(letterOf(quarter).data, table),
  }));
  return (
    <Card>
      <figure class="figure">
        <figcaption>{tableTitle(table)}</figcaption>
        <ul class="multiples">
          {all.map(one => (
            <li key={one.quarter}>
              <Small group={one.group} />
              <span>{quarterName(one.quarter, true)}</span>
            </li>
          ))}
        </ul>
      </figure>
      {all.some(one => one.group && pointsOf(one.group).length === 0) && (
        <p class="hint">{w.smallHidden}</p>
      )}
      <Numbers>
        <table class="numbers">
          <caption>{table === 'attainment' ? w.sideBySideTable : w.sideBySideFar}</caption>
          <thead>
            <tr>
              <th scope="col">{t.value.figures.quarter}</th>
              <th scope="col">{w.small.some}</th>
              <th scope="col">{w.small.half}</th>
              <th scope="col">{w.small.all}</th>
            </tr>
          </thead>
          <tbody>
            {all.map(one => (
              <tr key={one.quarter}>
                <th scope="row">{quarterName(one.quarter, true)}</th>
                {[1, 50, 100].map(at => (
                  <td key={at}>
                    {shareAt(one.group, at)}
                    {at === 1 && <SomeFrom group={one.group} />}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        <p class="hint">{w.smallSome}</p>
        <WithheldWhy of={all.flatMap(one => [1, 50, 100].map(at => shareAt(one.group, at)))} />
      </Numbers>
    </Card>
  );
}

/** The lowest point of "some" is 10 where the steps are tenths, 25 where they are quarters. */
function shareAt(group: Group | undefined, at: number): string {
  const cells = group?.cells ?? [];
  const cell = cells.find(c => c.at_least === at) ?? (at === 1 ? cells[0] : undefined);
  if (!cell || (at === 1 && cell.at_least > 25)) return t.value.figures.withheld;
  return cell.percent === '*' ? countWords(cell.percent) : t.value.figures.percent(cell.percent);
}

/** What "some" means in a row where it is not anything at all. */
function SomeFrom({ group }: { group: Group | undefined }) {
  const cells = group?.cells ?? [];
  const from = cells[0]?.at_least ?? 0;
  // A first point of one is anything at all; beyond a quarter "some" is not shown.
  return from > 1 && from <= 25 ? <div class="hint">{t.value.letter.someFrom(from)}</div> : null;
}

/** The points of a curve that are told. */
function pointsOf(group: Group | undefined): (readonly [number, number])[] {
  return (group?.cells ?? []).flatMap(c =>
    c.percent === '*' ? [] : [[c.at_least, 100 - c.percent] as const],
  );
}

/** A small curve for the eye; the table below has its numbers. */
function Small({ group }: { group: Group | undefined }) {
  const told = pointsOf(group);
  const line = told.map(([x, y]) => `${x} ${y}`).join('L');
  return (
    <svg class="small-curve" viewBox="-4 -4 108 108" aria-hidden="true">
      <path class="chart-grid" d="M0 0H100M0 50H100M0 100H100" />
      {told.length > 1 && (
        <>
          <path class="chart-area" d={`M${told[0]?.[0]} 100L${line}L${told.at(-1)?.[0]} 100Z`} />
          <path class="chart-line" d={`M${line}`} />
        </>
      )}
      {told.length === 1 && <circle class="chart-dot" cx={told[0]?.[0]} cy={told[0]?.[1]} r="5" />}
      {told.length === 0 && (
        <text class="chart-text" x="50" y="56" text-anchor="middle">
          *
        </text>
      )}
    </svg>
  );
}
