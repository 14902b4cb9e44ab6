import { useSignal } from '@preact/signals';
import { href } from '../../app/route.ts';
import {
  Button,
  Choice,
  ErrorSummary,
  type FormProblem,
  LinkButton,
  List,
  ListItem,
  Page,
  Part,
  Row,
  SaveBar,
  say,
  TextBox,
} from '../../kit/index.ts';
import { draft, newId, records, save, today, type Value, type View } from '../../model/index.ts';
import { fmt, t } from '../../words/index.ts';
import '../../style/place.css';
import { notSaved } from './problem.ts';
import { selfScope } from './sharing.ts';

interface WeekForm {
  ease: number | null;
  morale: number | null;
  hard: string;
}

/** Monday of the week that a day lies in. */
export function weekOf(day: string): string {
  const date = new Date(`${day}T12:00:00Z`);
  date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7));
  return date.toISOString().slice(0, 10);
}

/** How the week was, for oneself alone. */
export function Week() {
  const w = t.value.place.week;
  const scope = selfScope();
  const monday = weekOf(today());
  const notes = [...records(scope, 'week_note')].reverse();
  const now = notes.find(note => note.week_of && weekOf(note.week_of) === monday);
  const form = draft<WeekForm>(`week/${monday}`, {
    ease: now?.ease ?? null,
    morale: now?.morale ?? null,
    hard: now?.what_made_it_hard.text ?? '',
  });
  const problems = useSignal<FormProblem[]>([]);
  const { ease, morale, hard } = form.value.value;
  const change = (part: Partial<WeekForm>) => form.set({ ...form.value.value, ...part });
  const keep = async () => {
    if (ease === null && morale === null && hard.trim() === '') {
      problems.value = [{ field: 'ease', text: w.missing }];
      return;
    }
    const set = fieldsOf(form.value.value, monday, now);
    try {
      await save([{ scope, kind: 'week_note', id: now?.id ?? newId(), set }]);
    } catch {
      problems.value = notSaved();
      return;
    }
    problems.value = [];
    await form.clear();
    say(w.savedText);
  };
  return (
    <Page title={w.title} back="#/" lead={w.intro}>
      <form
        class="form"
        onSubmit={event => {
          event.preventDefault();
          void keep();
        }}
      >
        <ErrorSummary problems={problems.value} />
        <FiveWords
          name="ease"
          label={w.ease}
          words={w.easeWords}
          value={ease}
          onChange={value => change({ ease: value })}
        />
        <FiveWords
          name="morale"
          label={w.morale}
          words={w.moraleWords}
          value={morale}
          onChange={value => change({ morale: value })}
        />
        <TextBox
          name="hard"
          label={w.hard}
          value={hard}
          onInput={text => change({ hard: text })}
          rows={3}
        />
        <SaveBar>
          <Button kind="primary" type="submit">
            {t.value.place.save}
          </Button>
        </SaveBar>
      </form>
      <Row>
        <LinkButton kind="quiet" href={href('alliance', 'new')}>
          {w.toBarriers}
        </LinkButton>
      </Row>
      <Earlier notes={notes} />
    </Page>
  );
}

function fieldsOf(form: WeekForm, monday: string, before: View<'week_note'> | undefined) {
  const set: Record<string, Value> = { week_of: monday };
  if (form.ease !== null) set.ease = form.ease;
  if (form.morale !== null) set.morale = form.morale;
  const hard = form.hard.trim();
  if (hard !== (before?.what_made_it_hard.text ?? '')) set.what_made_it_hard = hard;
  return set;
}

function Earlier({ notes }: { notes: View<'week_note'>[] }) {
  const w = t.value.place.week;
  return (
    <Part title={w.earlier}>
      {notes.length === 0 ? (
        <p class="hint">{w.none}</p>
      ) : (
        <List>
          {notes.map(note => (
            <ListItem
              key={note.id}
              title={w.weekOf(fmt.day(note.week_of ?? ''))}
              note={[
                note.ease ? w.easeSaid(w.easeWords[note.ease - 1] ?? '') : '',
                note.morale ? w.moraleSaid(w.moraleWords[note.morale - 1] ?? '') : '',
                note.what_made_it_hard.text,
              ]
                .filter(Boolean)
                .join('. ')}
            />
          ))}
        </List>
      )}
    </Part>
  );
}

/** One of five, in words: 1 to 5. */
function FiveWords(props: {
  name: string;
  label: string;
  words: string[];
  value: number | null;
  onChange: (value: number) => void;
}) {
  return (
    <Choice
      name={props.name}
      label={props.label}
      options={props.words.map((label, i) => ({ value: String(i + 1), label }))}
      value={props.value === null ? null : String(props.value)}
      onChoose={value => value && props.onChange(Number(value))}
    />
  );
}
