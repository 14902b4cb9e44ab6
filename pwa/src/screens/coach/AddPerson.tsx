import '../../style/life.css';
import { useState } from 'preact/hooks';
import { href } from '../../app/route.ts';
import { onwards } from '../../app/router.ts';
import { Chips, errorOf, Fold, type FormProblem, Line, Page } from '../../kit/index.ts';
import {
  type Draft,
  directory,
  draft as draftOf,
  newId,
  session,
  today,
} from '../../model/index.ts';
import { FieldInput } from './FieldInput.tsx';
import { type Values, writeNew } from './forms.ts';
import { personScope, whoIs } from './lives.ts';
import { SaveForm } from './SaveForm.tsx';
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
  const words = w.value.add_person;
  const [draft] = useState(() => draftOf<NewPerson>('people/new', begin()));
  return (
    <Page title={words.title} lead={words.lead} back="#/" keepFocus>
      <SaveForm
        saveWords={words.save}
        check={() => problemsIn(draft.value.value)}
        save={() => keepPerson(draft)}
      >
        {problems => (
          <PersonFields
            person={draft.value.value}
            change={part => draft.set({ ...draft.value.value, ...part })}
            problems={problems}
          />
        )}
      </SaveForm>
    </Page>
  );
}

async function keepPerson(draft: Draft<NewPerson>): Promise<FormProblem[] | null> {
  const on = onwards();
  const { id, values, circle } = draft.value.value;
  const write = writeNew(personScope(id), 'person', trimmedName(values), '', id);
  const wrong = await keep([{ ...write, add: { circle } }]);
  if (wrong) return wrong;
  await draft.clear();
  on(href('p', id));
  return null;
}

function PersonFields(props: {
  person: NewPerson;
  change: (part: Partial<NewPerson>) => void;
  problems: FormProblem[];
}) {
  const { problems, change } = props;
  const { id, values, circle } = props.person;
  const words = w.value.add_person;
  const field = (name: string) => (
    <FieldInput
      person={id}
      kind="person"
      field={name}
      values={values}
      onChange={next => change({ values: next })}
      problems={problems}
      autofocus={name === 'called'}
    />
  );
  return (
    <>
      {field('called')}
      {field('how_we_met')}
      {field('matters')}
      <CircleChips
        circle={circle}
        error={errorOf(problems, 'circle')}
        onChange={next => change({ circle: next })}
      />
      <Fold title={words.more}>
        {field('good_to_know')}
        {field('reach')}
        {(session.value?.teams.length ?? 0) > 0 && field('home_team')}
        {field('joined_on')}
        {field('said_yes_on')}
      </Fold>
    </>
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
