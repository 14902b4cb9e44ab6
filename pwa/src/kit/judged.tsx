import { fmt, t } from '../words/index.ts';
import { howFar } from './scale.tsx';

/** One judgement of a goal. */
export interface Judgement {
  id: string;
  /** YYYY-MM-DD */
  on: string;
  /** 0 to 100 in tens; missing when only words or "done" were said. */
  howFar?: number | undefined;
  done?: boolean | undefined;
  /** Who said it: "Mina", "Mina and Sam together". */
  who: string;
  words?: string | undefined;
}

/** What a judgement says, in words. */
export function judgementWords(j: Judgement): string {
  if (j.done) return t.value.coach.kit.done;
  return j.howFar === undefined ? (j.words ?? '') : howFar(j.howFar);
}

const width = 300;
const height = 64;
const edge = 8;

/**
 * Judgements over time as a small line with dots, oldest first, the newest in words. A
 * ring is something done, or enough of it. Screen readers get all of it as a sentence.
 */
export function Judged({ title, judged }: { title: string; judged: Judgement[] }) {
  const dots = judged.filter(j => j.done || j.howFar !== undefined);
  const last = judged[judged.length - 1];
  if (!last) return null;
  const points = place(dots);
  const told = judged.map(j => `${fmt.day(j.on)}: ${judgementWords(j)}`).join('; ');
  return (
    <figure class="judged">
      <figcaption>
        <span class="judged-title">{title}</span> <strong>{judgementWords(last)}</strong>{' '}
        <span class="item-note">{fmt.day(last.on)}</span>
      </figcaption>
      {points.length > 1 && (
        <svg class="judged-line" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={told}>
          <path class="judged-floor" d={`M${edge} ${height - edge}H${width - edge}`} />
          <path class="judged-path" d={`M${points.map(p => `${p.x} ${p.y}`).join('L')}`} />
          {points.map(p => (
            <circle
              key={p.id}
              class={p.done ? 'judged-dot judged-done' : 'judged-dot'}
              cx={p.x}
              cy={p.y}
              r={p.done ? 6 : 5}
            />
          ))}
        </svg>
      )}
    </figure>
  );
}

function place(dots: Judgement[]) {
  const days = dots.map(j => Date.parse(`${j.on}T12:00:00Z`));
  const first = days[0] ?? 0;
  const span = (days[days.length - 1] ?? 0) - first;
  return dots.map((j, i) => {
    const along = span > 0 ? ((days[i] ?? 0) - first) / span : i / Math.max(1, dots.length - 1);
    const far = j.done ? 100 : (j.howFar ?? 0);
    return {
      id: j.id,
      done: j.done,
      x: Math.round(edge + along * (width - 2 * edge)),
      y: Math.round(height - edge - (far / 100) * (height - 2 * edge)),
    };
  });
}
