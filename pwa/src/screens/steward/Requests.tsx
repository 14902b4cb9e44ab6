import { useSignal } from '@preact/signals';
import { href } from '../../app/route.ts';
import {
  Button,
  Card,
  Choice,
  Empty,
  ErrorSummary,
  errorOf,
  Fold,
  LinkButton,
  Page,
  Part,
  Row,
  say,
  TextBox,
} from '../../kit/index.ts';
import { api, today } from '../../model/index.ts';
import { fmt, t } from '../../words/index.ts';
import { daysBetween } from '../coach/days.ts';
import { Steps } from '../kept/Asked.tsx';
import type { Asked } from '../kept/asked.ts';
import { Fetched, itemsOf, useCall } from './fetched.tsx';
import { requests } from './requests.ts';

/** What people ask for under the law, by the day on which they must have an answer. */
export function Requests() {
  const w = t.value.steward.requests;
  return (
    <Page title={w.title} back={href('steward')} backLabel={t.value.steward.back}>
      <p>{w.intro}</p>
      <Fetched of={[requests()]}>
        {() => {
          const all = itemsOf(requests());
          const open = all.filter(r => r.state === 'open');
          const closed = all.filter(r => r.state !== 'open');
          return (
            <>
              {open.length === 0 && <Empty title={w.none} text={w.noneText} />}
              {open.map(one => (
                <One key={one.id} one={one} />
              ))}
              {closed.length > 0 && (
                <Fold title={w.closed(closed.length)}>
                  {closed.map(one => (
                    <One key={one.id} one={one} />
                  ))}
                </Fold>
              )}
            </>
          );
        }}
      </Fetched>
    </Page>
  );
}

/** How long there still is, in words. */
export function timeLeft(one: Asked): string {
  const w = t.value.steward.requests;
  const left = daysBetween(today(), one.due_on);
  const day = fmt.dayLong(one.due_on);
  return left < 0 ? w.over(day, -left) : w.left(day, left);
}

function One({ one }: { one: Asked }) {
  const w = t.value.steward.requests;
  return (
    <Card>
      <article class="kept-one">
        <h2>{`${one.called || w.gone}: ${w.kinds[one.kind]}`}</h2>
        <p>
          {w.received(fmt.dayLong(one.received_on), one.on_behalf ? one.by_name : '')}{' '}
          {one.state === 'open' ? timeLeft(one) : w.states[one.state]}
        </p>
        {one.words && <p class="prose quote">{one.words}</p>}
        {one.erased && <p class="item-note">{w.erased}</p>}
        <Steps one={one} />
        {one.state === 'open' && <Answer one={one} />}
      </article>
    </Card>
  );
}

type Outcome = 'step' | 'done' | 'refused' | 'longer';

/** What was done about it, for the person to read, and whether that closes it. */
function Answer({ one }: { one: Asked }) {
  const w = t.value.steward.requests;
  const words = useSignal('');
  const outcome = useSignal<Outcome>('step');
  const { busy, problems, run } = useCall();
  const field = `words-${one.id}`;
  const keep = () => {
    if (words.value.trim() === '') {
      problems.value = [{ field, text: w.wordsMissing }];
      return;
    }
    void run(async () => {
      const body = {
        words: words.value,
        ...(outcome.value === 'step' ? {} : { outcome: outcome.value }),
      };
      await api('POST', `/v1/admin/requests/${one.id}/steps`, body);
      words.value = '';
      await requests().refresh();
      say(t.value.steward.saved);
    });
  };
  const offered = (['step', 'done', 'refused', 'longer'] as const).filter(
    o => o !== 'longer' || !one.steps.some(s => s.outcome === 'longer'),
  );
  return (
    <Part title={w.answer}>
      {one.kind === 'erase' && !one.erased && (
        <Row>
          <LinkButton href={href('steward', 'erase', one.person)}>{w.toErase}</LinkButton>
        </Row>
      )}
      {one.kind === 'copy' && (
        <>
          <p>{w.copyText}</p>
          {!one.erased && (
            <Row>
              <LinkButton href={href('steward', 'openings', one.person)}>{w.toOpen}</LinkButton>
            </Row>
          )}
        </>
      )}
      <ErrorSummary problems={problems.value} />
      <TextBox
        name={field}
        label={w.words}
        hint={w.wordsHint}
        value={words.value}
        error={errorOf(problems.value, field)}
        onInput={value => {
          words.value = value;
        }}
      />
      <Choice<Outcome>
        label={w.outcome}
        stacked
        options={offered.map(value => ({ value, label: w.outcomes[value] ?? value }))}
        value={outcome.value}
        onChoose={value => {
          outcome.value = value ?? 'step';
        }}
      />
      <Row>
        <Button kind="primary" busy={busy.value} onClick={keep}>
          {t.value.steward.save}
        </Button>
      </Row>
    </Part>
  );
}
