import { useState } from 'preact/hooks';
import { Button, Chips, Line, Row } from '../../kit/index.ts';
import { directory, session } from '../../model/index.ts';
import { about, calledOf, whoIs } from './lives.ts';
import { w } from './words.ts';

const namesOf = (actors: string[]) => actors.map(whoIs);

/** Actors who were named in a person's records, the most often named first. */
export function knownActors(person: string): string[] {
  const counts = new Map<string, number>();
  const count = (actor: string | null | undefined) => {
    if (actor) counts.set(actor, (counts.get(actor) ?? 0) + 1);
  };
  for (const c of about(person, 'contact')) {
    count(c.actor);
    count(c.handed_on_to);
  }
  for (const v of about(person, 'visit')) v.with.forEach(count);
  for (const d of about(person, 'decision')) count(d.from);
  return [...counts.keys()].sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0));
}

/** An actor for typed words: a colleague or the person by name, else the words themselves. */
export function actorFor(typed: string, person: string): string {
  const name = typed.trim().toLocaleLowerCase();
  if (name === '') return '';
  const me = session.value?.member;
  if (me && name === w.value.me.toLocaleLowerCase()) return `member:${me}`;
  if (name === calledOf(person).toLocaleLowerCase()) return `person:${person}`;
  const member = directory.value.members.find(m => m.name.toLocaleLowerCase() === name);
  return member ? `member:${member.id}` : typed.trim().slice(0, 200);
}

const notMembers = (actors: string[]) => actors.filter(a => !/^(member|person):/.test(a));

/** One actor: a line to type in, and the likeliest names to tap. */
export function ActorPick(props: {
  label: string;
  name?: string;
  value: string | null | undefined;
  person: string;
  onChange: (actor: string | null) => void;
  /** Offer me and the person to tap. */
  us?: boolean;
  error?: string | undefined;
}) {
  const { person, value } = props;
  const known = knownActors(person);
  const mine = [`member:${session.value?.member}`, `person:${person}`];
  const tap = [...(props.us ? mine : []), ...notMembers(known).slice(0, props.us ? 2 : 4)];
  const [typed, setTyped] = useState(value ? whoIs(value) : '');
  const suggestions = [...namesOf(known), ...directory.value.members.map(m => m.name)];
  const set = (text: string) => {
    setTyped(text);
    props.onChange(actorFor(text, person) || null);
  };
  return (
    <div class="field">
      <Line
        label={props.label}
        name={props.name}
        error={props.error}
        value={typed}
        suggestions={[...new Set(suggestions)]}
        onInput={set}
      />
      {tap.length > 0 && (
        <div class="chips">
          {tap.map(actor => (
            <button type="button" class="pick" key={actor} onClick={() => set(whoIs(actor))}>
              {whoIs(actor)}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

/** Several actors, as chips, with a line for one who is not there yet. */
export function ActorChips(props: {
  label: string;
  name?: string;
  values: string[];
  person: string;
  onChange: (actors: string[]) => void;
}) {
  const [typed, setTyped] = useState('');
  const { values, person } = props;
  const offered = [
    `member:${session.value?.member}`,
    ...knownActors(person).slice(0, 8),
    ...values,
  ];
  const options = [...new Set(offered)].map(value => ({ value, label: whoIs(value) }));
  const add = () => {
    const actor = actorFor(typed, person);
    if (actor && !values.includes(actor)) props.onChange([...values, actor]);
    setTyped('');
  };
  const colleagues = directory.value.members.map(m => m.name);
  return (
    <>
      <Chips
        label={props.label}
        name={props.name}
        options={options}
        values={values}
        onChange={props.onChange}
      />
      <Line
        label={w.value.somebodyElse}
        value={typed}
        onInput={setTyped}
        suggestions={colleagues}
        onEnter={add}
      />
      {typed.trim() !== '' && (
        <Row>
          <Button icon="add" onClick={add}>
            {w.value.addName}
          </Button>
        </Row>
      )}
    </>
  );
}
