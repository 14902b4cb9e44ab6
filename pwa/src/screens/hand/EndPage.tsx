import { howFar } from '../../kit/index.ts';
import { record, records } from '../../model/index.ts';
import { t } from '../../words/index.ts';
import { answersOf, inSitting } from './answers.ts';
import type { OwnSitting } from './Sitting.tsx';
import { type PageProps, Turn } from './Turn.tsx';

/** Thanks, and what was said, so that the person sees what is kept. */
export function EndPage(
  props: PageProps & { again: () => void; giveBack: () => void; own?: OwnSitting },
) {
  const w = t.value.hand;
  const id = props.scope.slice('person:'.length);
  const called = record(props.scope, 'person', id)?.called.text ?? '';
  const said = saidToday(props.scope, props.since);
  const { text, nothing } = props.own ?? w.end;
  return (
    <Turn onSubmit={props.giveBack} onBack={props.back} forward={props.own?.done ?? w.giveBack}>
      <h1 tabIndex={-1}>{called ? w.end.headingName(called) : w.end.heading}</h1>
      <p class="hand-lead">{said.length > 0 ? text : nothing}</p>
      {said.length > 0 && (
        <section class="hand-list">
          <h2>{w.end.said}</h2>
          <dl>
            {said.map(one => (
              <div key={one.about}>
                <dt>{one.about}</dt>
                <dd>
                  {one.answer}
                  {one.words && <q>{one.words}</q>}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      )}
      <button type="button" class="hand-quiet hand-outline" onClick={props.again}>
        {w.end.again}
      </button>
    </Turn>
  );
}

interface SaidToday {
  about: string;
  answer: string;
  words: string;
}

function saidToday(scope: string, since: number): SaidToday[] {
  const w = t.value.hand;
  const list: SaidToday[] = [];
  for (const goal of records(scope, 'goal')) {
    if (goal.whose === 'worker') continue;
    const now = answersOf(scope, goal.id).findLast(a => inSitting(a, since));
    const answer = goal.set_aside_on && goal.changedAt >= since ? w.end.aside : answerWords(now);
    const isNew = goal.madeAt >= since - 1_000 ? w.end.added : '';
    if (answer === '' && !now?.words && isNew === '') continue;
    list.push({ about: goal.words.text, answer: answer || isNew, words: now?.words ?? '' });
  }
  const life = records(scope, 'life_check').findLast(check => inSitting(check, since));
  if (life?.answer) {
    list.push({ about: w.life.heading, answer: w.life[life.answer], words: life.words ?? '' });
  }
  return list;
}

function answerWords(now: { done?: boolean; how_far?: number } | undefined): string {
  const w = t.value.hand;
  if (!now) return '';
  if (now.done) return w.end.done;
  return now.how_far === undefined ? '' : howFar(now.how_far);
}
