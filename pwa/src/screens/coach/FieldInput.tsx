import {
  Chips,
  Choice,
  DayInput,
  errorOf,
  type FormProblem,
  Line,
  MoneyInput,
  Scale,
  TextBox,
} from '../../kit/index.ts';
import { directory, type Kind, session, type Value } from '../../model/index.ts';
import { ActorChips, ActorPick } from './Actors.tsx';
import { choiceWords, labelOf, specOf, type Values } from './forms.ts';
import { about } from './lives.ts';
import { w } from './words.ts';

interface InputProps {
  person: string;
  kind: Kind;
  field: string;
  values: Values;
  onChange: (values: Values) => void;
  problems: FormProblem[];
  autofocus?: boolean;
}

const long = 2000;

/** The input that fits a field of the schema. */
export function FieldInput(props: InputProps) {
  const { kind, field, values, problems } = props;
  const spec = specOf(kind, field);
  const value = values[field] ?? null;
  const set = (next: Value) => props.onChange({ ...values, [field]: next });
  const common = { label: labelOf(kind, field), name: field, error: errorOf(problems, field) };
  switch (spec?.type) {
    case 't': {
      const text = { ...common, value: (value as string) ?? '', onInput: set };
      const focus = props.autofocus ? { autofocus: true } : {};
      return Number(spec.arg) >= long ? (
        <TextBox {...text} {...focus} rows={2} />
      ) : (
        <Line {...text} {...focus} />
      );
    }
    case 'c':
      return (
        <Choice
          {...common}
          options={spec.arg.split(',').map(v => ({ value: v, label: choiceWords(v) }))}
          value={value as string | null}
          onChoose={set}
          clears
        />
      );
    case 'b':
      return <YesNo {...common} value={value as boolean | null} onChange={set} />;
    case 'd':
      return <DayInput {...common} value={value as string | null} onChange={set} />;
    case 'i':
      return field === 'how_far' ? (
        <Scale {...common} value={value as number | null} onChange={set} />
      ) : (
        <MoneyInput
          {...common}
          value={value as number | null}
          currency={(values.currency as string) ?? session.value?.place.currency ?? 'GBP'}
          onChange={set}
        />
      );
    case 'a':
      return <ActorInput {...props} label={common.label} onSet={set} />;
    case 'r':
      return <RecordPick {...props} label={common.label} onSet={set} />;
    default:
      return null;
  }
}

/** Yes, no, or not said. */
export function YesNo(props: {
  label: string;
  name?: string;
  value: boolean | null | undefined;
  onChange: (value: boolean | null) => void;
}) {
  const words = w.value;
  return (
    <Choice
      label={props.label}
      name={props.name}
      options={[
        { value: 'yes', label: words.yes },
        { value: 'no', label: words.no },
      ]}
      value={props.value == null ? null : props.value ? 'yes' : 'no'}
      onChoose={v => props.onChange(v === null ? null : v === 'yes')}
      clears
    />
  );
}

type Inner = InputProps & { label: string; onSet: (value: Value) => void };

function ActorInput(props: Inner) {
  const { field, values, person, label, onSet, kind } = props;
  if (specOf(kind, field)?.rule === 'set') {
    return (
      <ActorChips
        label={label}
        name={field}
        values={(values[field] ?? []) as string[]}
        person={person}
        onChange={onSet}
      />
    );
  }
  return (
    <ActorPick
      label={label}
      name={field}
      person={person}
      value={values[field] as string | null}
      onChange={onSet}
      us={field !== 'actor' && field !== 'handed_on_to'}
      error={errorOf(props.problems, field)}
    />
  );
}

/** A reference to a goal, a strength, a story or a team. */
function RecordPick(props: Inner) {
  const { field, values, person, label, onSet, kind } = props;
  const options = optionsFor(field, person);
  if (options.length === 0) return null;
  if (specOf(kind, field)?.rule === 'set') {
    return (
      <Chips
        label={label}
        name={field}
        options={options}
        values={(values[field] ?? []) as string[]}
        onChange={onSet}
      />
    );
  }
  return (
    <Choice
      label={label}
      name={field}
      options={options}
      value={values[field] as string | null}
      onChoose={onSet}
      clears
    />
  );
}

function optionsFor(field: string, person: string): { value: string; label: string }[] {
  if (field === 'home_team') {
    return directory.value.teams.map(team => ({ value: team.id, label: team.name }));
  }
  const kind = ({ goals: 'goal', goal: 'goal', strengths: 'strength', story: 'story' } as const)[
    field as 'goals'
  ];
  if (!kind) return [];
  return about(person, kind as 'goal').map(r => ({
    value: r.id,
    label: r.words.text.slice(0, 80),
  }));
}
