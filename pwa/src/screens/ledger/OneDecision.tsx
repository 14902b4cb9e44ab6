import '../../style/place.css';
import '../../style/ledger.css';
import '../../style/print.css';
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { href, type ScreenProps } from '../../app/route.ts';
import {
  Button,
  type FormProblem,
  List,
  ListItem,
  Notice,
  Page,
  Part,
  say,
} from '../../kit/index.ts';
import { fmt, t } from '../../words/index.ts';
import { WordsForm } from '../place/WordsForm.tsx';
import { askAbout, type Entry, fetchEntry, type Question, type Said } from './book.ts';
import { codeOf, problemWords, Shown, useAsked } from './fetched.tsx';
import { nameOf, sumOf } from './Ledger.tsx';

/** One decision with all that is known of it, and a line to ask about it. */
export function OneDecision({ params }: ScreenProps) {
  const w = t.value.ledger;
  const id = params.id ?? '';
  const entry = useAsked(() => fetchEntry(id), id);
  const e = entry.data;
  return (
    <Page title={e ? nameOf(e) : w.title} back={href('ledger')} backLabel={w.back}>
      <Shown of={entry}>
        {shown => (
          <>
            <Facts entry={shown} />
            <Corrections entry={shown} />
            {shown.in_confidence ? <Notice>{w.confidenceText}</Notice> : <Reasons entry={shown} />}
            <Questions entry={shown} asked={entry.ask} />
          </>
        )}
      </Shown>
    </Page>
  );
}

function Facts({ entry: e }: { entry: Entry }) {
  const w = t.value.ledger;
  const late = e.written_on !== e.on ? `, ${w.written(fmt.day(e.written_on))}` : '';
  const rows: [string, ComponentChildren][] = [
    [w.day, `${fmt.dayLong(e.on)}${late}`],
    [w.who, e.who],
    [w.team, e.team?.name],
    [w.pot, e.pot ? e.pot.name || w.noWords : w.noPot],
    [w.person, e.person],
    [w.chosen, e.chosen_by && (w.chosenBy[e.chosen_by] ?? e.chosen_by)],
    [w.where, e.from],
    [w.receipts, e.receipts?.join(', ')],
  ];
  return (
    <>
      <p class="big-sum">{sumOf(e)}</p>
      <dl class="asked">
        {rows.map(
          ([name, value]) =>
            value && (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
    </>
  );
}

function Corrections({ entry: e }: { entry: Entry }) {
  const w = t.value.ledger;
  const last = e.corrected_by?.at(-1);
  if (!last && !e.corrects) return null;
  return (
    <Part title={w.corrections}>
      <p>{last ? w.correctedBy : w.corrects}</p>
      <List>
        {(last ? (e.corrected_by ?? []) : [e.corrects ?? '']).map(id => (
          <ListItem
            key={id}
            href={href('ledger', id)}
            title={nameOf(e)}
            note={e.counts ? '' : w.doesNotCount}
          />
        ))}
      </List>
    </Part>
  );
}

function Reasons({ entry: e }: { entry: Entry }) {
  const w = t.value.ledger;
  return (
    <>
      <Part title={w.why}>
        <p class="prose">{e.why || w.noWhy}</p>
      </Part>
      {e.went_on && (
        <Part title={w.wentOn}>
          <ul class="points">
            {e.went_on.map(part => (
              <li key={part.what}>
                {part.what}: {fmt.money(part.minor_units, e.currency)}
              </li>
            ))}
          </ul>
        </Part>
      )}
      <Part title={w.cameOfIt}>
        {e.came_of_it ? <Sides said={e.came_of_it} /> : <p class="hint">{w.notYet}</p>}
      </Part>
      {e.if_nobody_had && (
        <Part title={w.ifNobodyHad}>
          <Sides said={e.if_nobody_had} />
        </Part>
      )}
    </>
  );
}

function Sides({ said }: { said: Said[] }) {
  const w = t.value.ledger;
  return (
    <>
      {said.map(one => (
        <figure key={one.words} class="said">
          <blockquote class="prose">{one.words}</blockquote>
          <figcaption class="hint">{w.by(one.by ?? '', fmt.day(one.on))}</figcaption>
        </figure>
      ))}
    </>
  );
}

function Questions({ entry, asked }: { entry: Entry; asked: () => Promise<void> }) {
  const w = t.value.ledger;
  return (
    <Part title={w.questions}>
      {entry.questions?.map(q => (
        <OneQuestion key={q.id} question={q} />
      ))}
      <Ask id={entry.id} asked={asked} />
    </Part>
  );
}

function OneQuestion({ question }: { question: Question }) {
  const w = t.value.ledger;
  return (
    <article class="stack">
      <Sides said={[question]} />
      {question.answers.length === 0 ? (
        <p class="hint">{w.unanswered}</p>
      ) : (
        <section aria-label={w.answer}>
          <Sides said={question.answers} />
        </section>
      )}
    </article>
  );
}

function Ask({ id, asked }: { id: string; asked: () => Promise<void> }) {
  const w = t.value.ledger;
  const words = useSignal('');
  const problems = useSignal<FormProblem[]>([]);
  const busy = useSignal(false);
  const send = async () => {
    const text = words.value.trim();
    problems.value = text ? [] : [{ field: 'ledger-ask', text: w.askEmpty }];
    if (!text || busy.value) return;
    busy.value = true;
    try {
      await askAbout(id, text);
      words.value = '';
      say(w.asked);
      await asked();
    } catch (e) {
      problems.value = [{ text: problemWords(codeOf(e)) }];
    } finally {
      busy.value = false;
    }
  };
  return (
    <WordsForm
      name="ledger-ask"
      label={w.ask}
      hint={w.askHint}
      words={words.value}
      problems={problems.value}
      onInput={text => {
        words.value = text;
      }}
      onSend={send}
    >
      <Button type="submit" busy={busy.value}>
        {w.askSend}
      </Button>
    </WordsForm>
  );
}
