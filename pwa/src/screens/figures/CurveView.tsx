import { Card } from '../../kit/index.ts';
import { fmt, t } from '../../words/index.ts';
import { Numbers } from './Block.tsx';
import { Chart } from './Chart.tsx';
import { Bars } from './Lines.tsx';
import type { Count, Curve, Group, Table } from './pages.ts';
import { bandWords, quarterName, scaleWords, sentences } from './tell.ts';

/** One curve: what it says, how it looks, and its numbers. */
export function CurveView(props: {
  table: Table;
  quarter: string;
  curve: Curve;
  /** The heading level's words: what the curve is of. */
  title: string;
  quarters?: number | undefined;
}) {
  const w = t.value.figures;
  const { curve, table } = props;
  if (curve.cells.length === 0) {
    return (
      <Card>
        <p class="figure-lead">{w.nothing}</p>
        <p>{w.nothingText}</p>
        {curve.people !== '*' && <p>{w.base(curve.people)}</p>}
      </Card>
    );
  }
  const shares = curve.cells.some(c => c.percent !== '*');
  return (
    <Card>
      {sentences(table, curve).map((text, i) => (
        <p key={text} class={i === 0 ? 'figure-lead' : undefined}>
          {text}
        </p>
      ))}
      {shares ? <Drawn {...props} /> : <p>{w.smallBase}</p>}
      <p class="hint">
        {[
          curve.people === '*' ? w.baseWithheld : w.base(curve.people),
          scaleWords(curve.scale),
          (props.quarters ?? 1) > 1 ? w.pooled : '',
        ]
          .filter(Boolean)
          .join(' ')}
      </p>
      <Numbers>
        <CurveTable table={table} curve={curve} caption={props.title} />
      </Numbers>
    </Card>
  );
}

function Drawn({ table, curve, title }: { table: Table; curve: Curve; title: string }) {
  const w = t.value.figures;
  const few = curve.cells.length <= 4;
  const [only, more] = curve.cells;
  if (only && !more) {
    if (only.percent === '*') return null;
    const words = bandWords(table, only.at_least);
    const number = w.percent(only.percent);
    return <Bars lines={[{ key: 'only', words, number, share: only.percent }]} />;
  }
  const points = curve.cells.map(c => ({
    x: Math.max(c.at_least, 4),
    y: c.percent === '*' ? null : c.percent,
    label: c.percent === '*' ? '' : w.percent(c.percent),
  }));
  const ticks = curve.cells
    .filter(c => few || c.at_least % 20 === 0)
    .map(c => ({ x: Math.max(c.at_least, 4), label: w.tick(c.at_least) }));
  return (
    <figure class="figure">
      <figcaption>{title}</figcaption>
      <Chart
        title={title}
        points={points}
        ticks={ticks}
        axisX={w[table].axisX}
        axisY={w[table].axisY}
        allLabels={few}
      />
    </figure>
  );
}

function CurveTable({ table, curve, caption }: { table: Table; curve: Curve; caption: string }) {
  const w = t.value.figures;
  const hidden = curve.cells.filter(c => c.people === '*' || c.percent === '*').length;
  return (
    <>
      <table class="numbers">
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{w[table].colBand}</th>
            <th scope="col">{w[table].colPeople}</th>
            <th scope="col">{w[table].colPercent}</th>
          </tr>
        </thead>
        <tbody>
          {curve.cells.map(c => (
            <tr key={c.at_least}>
              <th scope="row">{bandWords(table, c.at_least)}</th>
              <td>{countWords(c.people)}</td>
              <td>{c.percent === '*' ? w.withheld : w.percent(c.percent)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {hidden > 0 && <p class="hint">{w.withheldWhy}</p>}
    </>
  );
}

/** A number, or the words for one that is withheld. */
export function countWords(count: Count | undefined): string {
  return count === undefined || count === '*' ? t.value.figures.withheld : fmt.number(count);
}

/** Curves of organisations that chose to share, by name. */
export function Organisations(props: { table: Table; quarter: string; groups: Group[] }) {
  const w = t.value.figures;
  const shared = props.groups
    .filter(g => g.group !== 'place')
    .sort((a, b) => a.name.localeCompare(b.name));
  if (shared.length === 0) return <p class="hint">{w.orgsNone}</p>;
  return (
    <>
      <p>{w.orgsIntro}</p>
      {shared.map(g => (
        <section key={g.group} class="part" aria-label={g.name}>
          <h3>{g.name}</h3>
          <CurveView
            table={props.table}
            quarter={props.quarter}
            curve={g}
            quarters={g.quarters}
            title={`${g.name}: ${w[props.table].chartTitle(quarterName(props.quarter))}`}
          />
        </section>
      ))}
    </>
  );
}
