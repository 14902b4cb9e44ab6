import { Part } from '../../kit/index.ts';
import { fmt, t } from '../../words/index.ts';
import { countWords } from './CurveView.tsx';
import { type Count, type Letter, pageIn, placeIn } from './pages.ts';

/** What is missing from the letter. */
export function Completeness({ letter }: { letter: Letter }) {
  const w = t.value.figures.complete;
  const page = pageIn(letter, 'attainment');
  const group = placeIn(letter, 'attainment');
  if (!page || !group) return null;
  const about = (n: Count | undefined) => (typeof n === 'number' ? w.number(n) : countWords(n));
  const rows = [
    [w.goals_not_heard, about(page.complete.goals_not_heard)],
    [w.devices_not_heard, about(page.complete.devices_not_heard)],
    [w.left_out, about(group.left_out)],
    [w.no_goal_yet, about(group.no_goal_yet)],
    [w.added, about(group.added)],
    [w.set_aside, about(group.set_aside)],
  ];
  return (
    <Part title={w.title}>
      <p>{w.intro}</p>
      <dl class="complete">
        {rows.map(([what, number]) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd>{number}</dd>
          </div>
        ))}
      </dl>
      {rows.some(([, number]) => number === t.value.figures.withheld) && (
        <p class="hint">{w.withheld}</p>
      )}
      <p class="hint">{t.value.figures.released(fmt.day(letter.released_at.slice(0, 10)))}</p>
    </Part>
  );
}
