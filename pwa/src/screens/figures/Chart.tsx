import { useId } from 'preact/hooks';
import { t } from '../../words/index.ts';

/** A point of a chart; y is 0 to 100, null where it is withheld. */
export interface Point {
  x: number;
  y: number | null;
  label: string;
}

const box = { width: 420, height: 272, left: 58, right: 14, top: 40, bottom: 54 };
const plotW = box.width - box.left - box.right;
const plotH = box.height - box.top - box.bottom;
const px = (x: number) => box.left + (x / 100) * plotW;
const py = (y: number) => box.top + (1 - y / 100) * plotH;

interface Axis {
  ticks: { x: number; label: string }[];
  axisX: string;
  axisY: string;
}

/**
 * A line with its dots, drawn without colour carrying anything. x is 0 to 100. The
 * numbers stand in the table that follows it; readers of the screen get the title.
 */
export function Chart(
  props: Axis & {
    title: string;
    points: Point[];
    /** Label the points with their numbers, not just the ends and the middle. */
    allLabels?: boolean;
  },
) {
  const id = useId();
  const { points } = props;
  const told = points.filter(p => p.y !== null);
  return (
    <svg
      class="chart"
      viewBox={`0 0 ${box.width} ${box.height}`}
      role="img"
      aria-labelledby={`${id}-t`}
    >
      <title id={`${id}-t`}>{t.value.figures.chartWords(props.title)}</title>
      <Axes {...props} />
      {runs(points).map(run => {
        const line = run.map(p => `${px(p.x)} ${py(p.y ?? 0)}`).join('L');
        const first = run[0];
        const last = run[run.length - 1];
        if (!first || !last) return null;
        return (
          <g key={first.x}>
            <path
              class="chart-area"
              d={`M${px(first.x)} ${py(0)}L${line}L${px(last.x)} ${py(0)}Z`}
            />
            <path class="chart-line" d={`M${line}`} />
          </g>
        );
      })}
      <Dots points={told} all={props.allLabels ?? false} />
    </svg>
  );
}

function Axes(props: Axis) {
  return (
    <>
      {[0, 25, 50, 75, 100].map(y => (
        <g key={y}>
          <path class="chart-grid" d={`M${box.left} ${py(y)}H${box.width - box.right}`} />
          <text class="chart-text" x={box.left - 8} y={py(y) + 5} text-anchor="end">
            {t.value.figures.percent(y)}
          </text>
        </g>
      ))}
      {props.ticks.map(tick => (
        <text
          key={tick.x}
          class="chart-text"
          x={px(tick.x)}
          y={box.height - box.bottom + 22}
          text-anchor={tick.x === 100 ? 'end' : tick.x === 0 ? 'start' : 'middle'}
        >
          {tick.label}
        </text>
      ))}
      <text class="chart-axis" x={box.left + plotW / 2} y={box.height - 8} text-anchor="middle">
        {props.axisX}
      </text>
      <text class="chart-axis" x={0} y={16}>
        {props.axisY}
      </text>
    </>
  );
}

function Dots({ points, all }: { points: Point[]; all: boolean }) {
  const step = points.length > 6 ? 2 : 1; // more numbers would lie over each other on a phone
  const labelled = (p: Point, i: number) =>
    all ? (points.length - 1 - i) % step === 0 : i === 0 || i === points.length - 1 || p.x === 50;
  return (
    <>
      {points.map((p, i) => (
        <g key={p.x}>
          <circle class="chart-dot" cx={px(p.x)} cy={py(p.y ?? 0)} r="5" />
          {labelled(p, i) && (
            <text
              class="chart-number"
              x={Math.min(Math.max(px(p.x), box.left + 22), box.width - box.right - 16)}
              y={py(p.y ?? 0) - 11}
              text-anchor="middle"
            >
              {p.label}
            </text>
          )}
        </g>
      ))}
    </>
  );
}

/** Points between gaps. */
function runs(points: Point[]): Point[][] {
  const all: Point[][] = [[]];
  for (const p of points) {
    if (p.y === null) all.push([]);
    else all[all.length - 1]?.push(p);
  }
  return all.filter(run => run.length > 0);
}
