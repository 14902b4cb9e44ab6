import { Card } from '../../kit/index.ts';
import { t } from '../../words/index.ts';
import { Numbers, WithheldWhy } from './Block.tsx';
import { Chart } from './Chart.tsx';
import { type Cell, letterOf, placeIn, type Table } from './pages.ts';
import { quarterName } from './tell.ts';

/** The same question quarter by quarter: people at half or more. `quarters` oldest first. */
export function OverTime({ table, quarters }: { table: Table; quarters: string[] }) {
  const w = t.value.figures;
  const title = table === 'attainment' ? w.overTimeTitle : w.overTimeProgress;
  const shares = quarters.map(quarter => {
    const half = placeIn<Cell>(letterOf(quarter).data, table)?.cells.find(c => c.at_least === 50);
    return { quarter, percent: half && half.percent !== '*' ? half.percent : null };
  });
  const x = (i: number) => (quarters.length < 2 ? 50 : 4 + (i / (quarters.length - 1)) * 92);
  const every = Math.ceil(quarters.length / 3);
  const numbers = (
    <>
      <table class="numbers">
        <caption>{title}</caption>
        <thead>
          <tr>
            <th scope="col">{w.overTimeCol}</th>
            <th scope="col">{w[table].colPercent}</th>
          </tr>
        </thead>
        <tbody>
          {shares.map(s => (
            <tr key={s.quarter}>
              <th scope="row">{quarterName(s.quarter)}</th>
              <td>{s.percent === null ? w.withheld : w.percent(s.percent)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <WithheldWhy of={shares.map(s => (s.percent === null ? w.withheld : ''))} />
    </>
  );
  return (
    <Card>
      <figure class="figure">
        <figcaption>{title}</figcaption>
        <Chart
          title={title}
          points={shares.map((s, i) => ({
            x: x(i),
            y: s.percent,
            label: s.percent === null ? '' : w.percent(s.percent),
          }))}
          ticks={shares
            .map((s, i) => ({ x: x(i), label: w.quarterTick(s.quarter), i }))
            .filter(tick => (quarters.length - 1 - tick.i) % every === 0)}
          axisX=""
          axisY={w[table].axisY}
          allLabels
        />
      </figure>
      <Numbers>{numbers}</Numbers>
    </Card>
  );
}
