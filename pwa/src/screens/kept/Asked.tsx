import './kept.css';
import { Card } from '../../kit/index.ts';
import { fmt, t } from '../../words/index.ts';
import type { Asked } from './asked.ts';

/** What was asked, and the trail of each. */
export function AskedList({ list }: { list: Asked[] }) {
  const w = t.value.own.ask;
  return (
    <>
      {list.map(one => (
        <Card key={one.id}>
          <article class="kept-one">
            <h3>{w.kinds[one.kind]}</h3>
            <p>
              <strong>{w.state[one.state]}</strong>
            </p>
            {one.words && <p class="prose">{one.words}</p>}
            {one.erased && <p class="item-note">{w.erased}</p>}
            <p class="item-note">
              {w.received(fmt.dayLong(one.received_on))}
              {one.state === 'open' && `. ${w.due(fmt.dayLong(one.due_on))}`}
              {one.on_behalf && `. ${w.asked(one.by_name)}`}
            </p>
            <Steps one={one} />
          </article>
        </Card>
      ))}
    </>
  );
}

/** What was done about a request, oldest first. */
export function Steps({ one }: { one: Asked }) {
  const w = t.value.own.ask;
  if (one.steps.length === 0) return null;
  return (
    <ol class="history">
      {one.steps.map(step => (
        <li key={step.at}>
          <p class="prose">
            {step.outcome && <strong>{w.outcome[step.outcome]} </strong>}
            {step.words}
          </p>
          <p class="item-note">
            {fmt.day(step.on)}
            {step.by_name && ` · ${step.by_name}`}
          </p>
        </li>
      ))}
    </ol>
  );
}
