import { useSignal } from '@preact/signals';
import { href, type ScreenProps } from '../../app/route.ts';
import {
  Button,
  Card,
  Choice,
  Empty,
  ErrorSummary,
  errorOf,
  type FormProblem,
  Line,
  Notice,
  Page,
  Part,
  say,
  TextBox,
} from '../../kit/index.ts';
import { now } from '../../local/clock.ts';
import { api, cached, session } from '../../model/index.ts';
import { fmt, t } from '../../words/index.ts';
import { Fetched, type Items, itemsOf, lists, useCall } from './fetched.tsx';

/** A steward's leave to read one person's record until a time; milliseconds since 1970. */
export interface Opening {
  id: string;
  person: string;
  by: string;
  reason: string;
  from: number;
  until: number;
}

const openings = () => cached<Items<Opening>>('/v1/admin/openings');

const times = [15, 60, 240];
const wordsAtLeast = 3;
const charactersAtLeast = 15;

/** The id of a person in what was typed: the id itself, or an address that holds it. */
export function personIn(typed: string): string | null {
  const found = /[0-7][0-9a-hjkmnp-tv-z]{25}|[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/;
  return found.exec(typed.trim().toLowerCase())?.[0] ?? null;
}

/** Opening somebody's record from outside their circle, and what was opened before. */
export function Openings({ params }: ScreenProps) {
  const w = t.value.steward.openings;
  return (
    <Page title={w.title} back={href('steward')} backLabel={t.value.steward.back}>
      <Notice icon="heed">
        <ul class="what-follows">
          {w.what.map(line => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </Notice>
      <OpenForm start={params.id ?? ''} />
      <Fetched of={[openings(), lists.members()]}>{() => <Opened />}</Fetched>
    </Page>
  );
}

function OpenForm({ start }: { start: string }) {
  const w = t.value.steward.openings;
  const whose = useSignal(start);
  const why = useSignal('');
  const minutes = useSignal('60');
  const { busy, problems, run } = useCall();
  const open = () => {
    const person = personIn(whose.value);
    const wrong = faults(person, why.value);
    if (!person || wrong.length > 0) {
      problems.value = wrong;
      return;
    }
    void run(async () => {
      await api('POST', '/v1/admin/openings', {
        person,
        reason: why.value,
        minutes: Number(minutes.value),
      });
      await openings().refresh();
      why.value = '';
      say(w.done);
    });
  };
  return (
    <Card>
      <ErrorSummary problems={problems.value} />
      <Line
        label={w.whose}
        hint={w.whoseHint}
        name="opening-whose"
        value={whose.value}
        error={errorOf(problems.value, 'opening-whose')}
        onInput={text => {
          whose.value = text;
        }}
      />
      <TextBox
        label={w.why}
        hint={w.whyHint}
        name="opening-why"
        value={why.value}
        error={errorOf(problems.value, 'opening-why')}
        onInput={text => {
          why.value = text;
        }}
      />
      <Choice
        label={w.howLong}
        name="opening-minutes"
        options={times.map(n => ({ value: String(n), label: w.minutes(n) }))}
        value={minutes.value}
        onChoose={value => {
          minutes.value = value ?? '60';
        }}
      />
      <Button busy={busy.value} onClick={open}>
        {w.go}
      </Button>
    </Card>
  );
}

function faults(person: string | null, why: string): FormProblem[] {
  const w = t.value.steward.openings;
  const found: FormProblem[] = [];
  if (!person) found.push({ field: 'opening-whose', text: w.whoseMissing });
  const words = why.trim().split(/\s+/).length;
  if (words < wordsAtLeast || why.trim().length < charactersAtLeast) {
    found.push({ field: 'opening-why', text: w.whyMissing });
  }
  return found;
}

function Opened() {
  const w = t.value.steward.openings;
  const all = itemsOf(openings());
  if (all.length === 0) return <Empty title={w.none} text={w.noneText} />;
  const at = now();
  const names = new Map(itemsOf(lists.members()).map(m => [m.id, m.name]));
  return (
    <Part title={w.before}>
      {all.map(one => (
        <Card key={one.id}>
          <h3>{w.by(names.get(one.by) ?? t.value.steward.unattended.somebody)}</h3>
          <p>{one.reason}</p>
          <p class="hint">{w.span(fmt.time(one.from), fmt.time(one.until))}</p>
          {one.until > at && one.by === session.value?.member && (
            <p>
              <strong>{w.running(fmt.clock(one.until))}</strong>{' '}
              <a href={href('steward', 'openings', one.person, 'record')}>{w.read}</a>
            </p>
          )}
        </Card>
      ))}
    </Part>
  );
}
