import '../../style/life.css';
import { useState } from 'preact/hooks';
import { href } from '../../app/route.ts';
import { go } from '../../app/router.ts';
import {
  Button,
  Chips,
  DayInput,
  ErrorSummary,
  errorOf,
  Fold,
  type FormProblem,
  Line,
  Page,
  SaveBar,
  TextBox,
} from '../../kit/index.ts';
import { directory, draft as draftOf, newId, session, today } from '../../model/index.ts';
import { FieldInput } from './FieldInput.tsx';
import { type Values, writeNew } from './forms.ts';
import { personScope, whoIs } from './lives.ts';
import { keep } from './saving.ts';
import { w } from './words.ts';

interface NewPerson {
  id: string;
  values: Values;
  circle: string[];
}

function begin(): NewPerson {
  const me = session.peek();
  const team = me?.teams[0] ?? null;
  return {
    id: newId(),
    values: { joined_on: today(), home_team: team },
    circle: [`member:${me?.member}`, ...(team ? [`team:${team}`] : [])],
  };
}

/** Who may be put into a circle: me, my teams, then coaches by name, those of my teams first. */
export function circleChoices(): string[] {
  const me = session.value;
  const coaches = directory.value.members.filter(
    m => m.role === 'coach' && !m.ended_on && m.id !== me?.member,
  );
  const mate = (teams: string[]) => (teams.some(id => me?.teams.includes(id)) ? 0 : 1);
  coaches.sort((a, b) => mate(a.teams) - mate(b.teams) || a.name.localeCompare(b.name));
  const teams = me?.teams.map(id => `team:${id}`) ?? [];
  return [`member:${me?.member}`, ...teams, ...coaches.map(m => `member:${m.id}`)];
}

/** Somebody new: a name is all that is needed. */
export function AddPerson() {
  const words = w.value;
  const [draft] = useState(() => draftOf<NewPerson>('people/new', begin()));
  const { id, values, circle } = draft.value.value;
  const [problems, setProblems] = useState<FormProblem[]>([]);
  const [busy, setBusy] = useState(false);
  const put = (next: Values) => draft.set({ id, circle, values: next });
  const field = (name: string) => ({
    person: id,
    kind: 'person' as const,
    field: name,
    values,
    onChange: put,
    problems,
  });
  const onSave = async () => {
    const found = problemsIn(draft.value.value);
    setProblems(found);
    if (found.length > 0 || busy) return;
    setBusy(true);
    const write = writeNew(personScope(id), 'person', trimmedName(values), '', id);
    const wrong = await keep([{ ...write, add: { circle } }]);
    setBusy(false);
    if (wrong) return setProblems(wrong);
    await draft.clear();
    go(href('p', id), { replace: true });
  };
  return (
    <Page title={words.add_person.title} lead={words.add_person.lead} back="#/" keepFocus>
      <ErrorSummary problems={problems} />
      <form
        class="form"
        noValidate
        onSubmit={event => {
          event.preventDefault();
          onSave();
        }}
      >
        <Line
          label={words.fields.called}
          name="called"
          value={(values.called as string) ?? ''}
          onInput={called => put({ ...values, called })}
          error={errorOf(problems, 'called')}
          autofocus
        />
        <TextBox
          label={words.fields.how_we_met}
          name="how_we_met"
          value={(values.how_we_met as string) ?? ''}
          onInput={text => put({ ...values, how_we_met: text })}
          rows={2}
        />
        <FieldInput {...field('matters')} />
        <CircleChips
          circle={circle}
          error={errorOf(problems, 'circle')}
          onChange={next => draft.set({ id, values, circle: next })}
        />
        <Fold title={words.add_person.more}>
          <FieldInput {...field('good_to_know')} />
          <FieldInput {...field('reach')} />
          {(session.value?.teams.length ?? 0) > 0 && <FieldInput {...field('home_team')} />}
          <FieldInput {...field('joined_on')} />
          <DayInput
            label={words.add_person.saidYes}
            value={values.said_yes_on as string | null}
            onChange={day => put({ ...values, said_yes_on: day })}
          />
        </Fold>
        <SaveBar>
          <Button kind="primary" type="submit" wide busy={busy}>
            {words.add_person.save}
          </Button>
        </SaveBar>
      </form>
    </Page>
  );
}

const few = 6;

/** Who can see a person: me and my teams to tap, other coaches behind "Somebody else". */
function CircleChips(props: {
  circle: string[];
  error?: string | undefined;
  onChange: (circle: string[]) => void;
}) {
  const words = w.value;
  const { circle } = props;
  const all = circleChoices();
  const first = all.filter((a, i) => i < few || circle.includes(a));
  const rest = all.filter(a => !first.includes(a));
  const option = (value: string) => ({
    value,
    label: value.startsWith('team:') ? words.add_person.team(whoIs(value)) : whoIs(value),
  });
  const [typed, setTyped] = useState('');
  const add = (name: string) => {
    const found = all.find(a => whoIs(a).toLocaleLowerCase() === name.trim().toLocaleLowerCase());
    if (!found) return setTyped(name);
    setTyped('');
    if (!circle.includes(found)) props.onChange([...circle, found]);
  };
  return (
    <div class="part">
      <Chips
        label={words.fields.circle}
        name="circle"
        hint={words.add_person.circleHint}
        error={props.error}
        options={first.map(option)}
        values={circle}
        onChange={props.onChange}
      />
      {rest.length > 0 && (
        <Line
          label={words.add_person.chosen}
          value={typed}
          onInput={add}
          suggestions={rest.map(whoIs)}
        />
      )}
    </div>
  );
}

function problemsIn({ values, circle }: NewPerson): FormProblem[] {
  const words = w.value.problems;
  const found: FormProblem[] = [];
  if (!(values.called as string)?.trim()) found.push({ field: 'called', text: words.name });
  if (circle.length === 0) found.push({ field: 'circle', text: words.circle });
  return found;
}

function trimmedName(values: Values): Values {
  return { ...values, called: (values.called as string).trim() };
}
