import { href } from '../../app/route.ts';
import { Card, Icon, Judged, judgementWords, LinkButton, Part } from '../../kit/index.ts';
import type { View } from '../../model/index.ts';
import { fmt } from '../../words/index.ts';
import { choiceWords } from './forms.ts';
import { voicesOf } from './judging.ts';
import { type AnyView, about, isBetween } from './lives.ts';
import { current } from './settled.ts';
import { TheySay } from './TheySay.tsx';
import { dayOfView } from './timeline.ts';
import { w } from './words.ts';

function AddLink({ person, kind, label }: { person: string; kind: string; label: string }) {
  return (
    <LinkButton href={href('p', person, 'add', kind)} kind="quiet" icon="add" label={label}>
      {w.value.add}
    </LinkButton>
  );
}

/** What is strong, above everything that is hard. */
export function Strengths({ person }: { person: string }) {
  const words = w.value.person;
  const strengths = about(person, 'strength');
  return (
    <Part
      title={words.strengths}
      action={<AddLink person={person} kind="strength" label={words.addStrength} />}
    >
      {strengths.length === 0 && <p class="item-note">{words.noStrengths}</p>}
      <ul class="strengths">
        {strengths.map(s => (
          <li key={s.id}>
            <a class="strength" href={href('p', person, 'r', 'strength', s.id)}>
              <Icon name="strength" />
              <span>
                {s.words.text}
                {s.visits.length > 1 && (
                  <small class="chip-hint">{words.seen(s.visits.length)}</small>
                )}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </Part>
  );
}

const place = (g: View<'goal'>) => g.order ?? Number.MAX_SAFE_INTEGER;

/** Goals in the person's words, with their own judgement over time. */
export function Goals({ person }: { person: string }) {
  const words = w.value.person;
  const goals = about(person, 'goal').sort((a, b) => place(a) - place(b) || a.madeAt - b.madeAt);
  const going = goals.filter(g => !g.set_aside_on);
  const aside = goals.filter(g => g.set_aside_on);
  return (
    <Part
      title={words.goals}
      action={<AddLink person={person} kind="goal" label={words.addGoal} />}
    >
      {goals.length === 0 && <p class="item-note">{words.noGoals}</p>}
      {going.map(goal => (
        <GoalCard key={goal.id} person={person} goal={goal} />
      ))}
      {aside.length > 0 && (
        <details class="aside">
          <summary>{words.setAside(aside.length)}</summary>
          <ul>
            {aside.map(g => (
              <li key={g.id}>
                <a href={href('p', person, 'goals', g.id)}>{g.words.text}</a>
              </li>
            ))}
          </ul>
        </details>
      )}
    </Part>
  );
}

function GoalCard({ person, goal }: { person: string; goal: View<'goal'> }) {
  const words = w.value.person;
  const { own, worker } = voicesOf(person, goal.id);
  const last = own[own.length - 1];
  const thinks = worker[worker.length - 1];
  const differs = thinks && (!last || judgementWords(thinks) !== judgementWords(last));
  return (
    <Card tone={isBetween(goal.scope) ? 'between' : 'plain'}>
      <h3 class="goal-words">
        <a class="quote" href={href('p', person, 'goals', goal.id)}>
          {goal.words.text || w.value.record.nothing}
        </a>
      </h3>
      {goal.whose === 'worker' && <p class="item-note">{words.workerGoal}</p>}
      {own.length > 0 ? (
        <Judged title={words.howGoing} judged={own} />
      ) : (
        <p class="item-note">
          {words.howGoing} {words.notAsked}
        </p>
      )}
      {differs && (
        <p class="worker-view">
          {words.workerView} {judgementWords(thinks)}
        </p>
      )}
      <TheySay scope={goal.scope} ids={[goal.id]} />
    </Card>
  );
}

const few = 3;

/** The newest of the facts of one kind, as they count now. */
function newest<V extends { id: string; madeAt: number }>(facts: V[]): V[] {
  return current(facts).sort((a, b) => {
    const [x, y] = [dayOfView(a as unknown as AnyView), dayOfView(b as unknown as AnyView)];
    return x === y ? b.madeAt - a.madeAt : x < y ? 1 : -1;
  });
}

/** What has changed; a first time is said. Nothing is shown while nothing is written. */
export function Changed({ person }: { person: string }) {
  const words = w.value.person;
  const changes = newest(about(person, 'change_seen'));
  if (changes.length === 0) return null;
  return (
    <Part
      title={words.changed}
      action={
        <AddLink
          person={person}
          kind="change_seen"
          label={`${w.value.add}: ${w.value.addA.change_seen}`}
        />
      }
    >
      <ul class="notes">
        {changes.slice(0, few).map(c => (
          <li key={c.id}>
            <a class="note-link" href={href('p', person, 'r', 'change_seen', c.corrects ?? c.id)}>
              {c.words}
            </a>
            <p class="item-note">
              {c.first_time && `${words.firstTime} · `}
              {c.noticed_by && c.noticed_by !== 'worker' && `${choiceWords(c.noticed_by)} · `}
              {fmt.day(dayOfView(c as unknown as AnyView))}
            </p>
            <TheySay scope={c.scope} ids={[c.corrects ?? c.id]} />
          </li>
        ))}
      </ul>
    </Part>
  );
}

function sumOf(g: View<'gain'>): string {
  if (!g.minor_units) return '';
  const often = g.per && g.per !== 'once' ? ` ${choiceWords(g.per)}` : '';
  return fmt.money(g.minor_units, g.currency ?? 'GBP') + often;
}

/** Benefits put right, a bursary, a coat. */
export function Gains({ person }: { person: string }) {
  const words = w.value.person;
  const gains = newest(about(person, 'gain'));
  if (gains.length === 0) return null;
  return (
    <Part
      title={words.gains}
      action={
        <AddLink person={person} kind="gain" label={`${w.value.add}: ${w.value.addA.gain}`} />
      }
    >
      <ul class="notes">
        {gains.slice(0, few).map(g => (
          <li key={g.id}>
            <a class="note-link" href={href('p', person, 'r', 'gain', g.corrects ?? g.id)}>
              {g.words}
            </a>
            <p class="item-note">
              {[sumOf(g), fmt.day(dayOfView(g as unknown as AnyView))].filter(Boolean).join(' · ')}
            </p>
            <TheySay scope={g.scope} ids={[g.corrects ?? g.id]} />
          </li>
        ))}
      </ul>
    </Part>
  );
}

/** The newest answer to whether this helps, if it was ever asked. */
export function Helping({ person }: { person: string }) {
  const words = w.value.person;
  const [last] = newest(about(person, 'life_check'));
  if (!last?.answer) return null;
  return (
    <Part title={words.helping}>
      <p>
        <strong>{choiceWords(last.answer)}</strong>
        <span class="item-note"> {fmt.day(dayOfView(last as unknown as AnyView))}</span>
      </p>
      {last.words && <p class="quote">{last.words}</p>}
    </Part>
  );
}
