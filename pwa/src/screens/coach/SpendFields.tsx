import {
  Button,
  Choice,
  DayInput,
  errorOf,
  Fold,
  type FormProblem,
  Line,
  MoneyInput,
  Switch,
  TextBox,
} from '../../kit/index.ts';
import { session, type Value } from '../../model/index.ts';
import { fmt } from '../../words/index.ts';
import { ActorPick } from './Actors.tsx';
import type { Values } from './forms.ts';
import { about, calledOf } from './lives.ts';
import { potsFor } from './pots.ts';
import { w } from './words.ts';

interface SpendProps {
  person: string;
  values: Values;
  onChange: (values: Values) => void;
  problems: FormProblem[];
  /** Inside a visit: the day and the goal are the visit's. */
  inVisit?: boolean;
  /** Put the cursor into the first line. */
  focusFirst?: boolean | undefined;
}

export type Part = { what: string; minor_units: number };

/** What is wrong with a decision as typed. */
export function spendProblems(values: Values): FormProblem[] {
  const sums = [values.minor_units, ...partsOf(values).map(p => p.minor_units)];
  const text = w.value.problems.money;
  const found: FormProblem[] = [];
  if (Number.isNaN(sums[0])) found.push({ field: 'minor_units', text });
  for (const [i, sum] of sums.slice(1).entries()) {
    if (Number.isNaN(sum)) found.push({ field: `part-${i}`, text });
  }
  return found;
}

/** A decision's values ready to be written: without empty parts. */
export function spendValues(values: Values): Values {
  const parts = partsOf(values).filter(p => p.what.trim() !== '' || p.minor_units > 0);
  return { ...values, went_on: parts as unknown as Value };
}

export const partsOf = (values: Values) => (values.went_on ?? []) as unknown as Part[];

/** What, why, how much and from which pot; what it went on and who chose are folded away. */
export function SpendFields(props: SpendProps) {
  const { values, problems } = props;
  const words = w.value.spend;
  const currency = (values.currency as string) ?? session.value?.place.currency ?? 'GBP';
  const set = (field: string) => (value: Value) => props.onChange({ ...values, [field]: value });
  const pots = potsFor(props.person);
  const options = pots.map(p => ({ value: p.id, label: p.name }));
  return (
    <>
      <Line
        label={words.what}
        name="what"
        value={(values.what as string) ?? ''}
        onInput={set('what')}
        placeholder={words.whatHint}
        autofocus={props.focusFirst === true}
        error={errorOf(problems, 'what')}
      />
      <MoneyInput
        label={words.howMuch}
        name="minor_units"
        currency={currency}
        value={values.minor_units as number | null}
        onChange={set('minor_units')}
        error={errorOf(problems, 'minor_units')}
      />
      <Line
        label={words.why}
        name="why"
        value={(values.why as string) ?? ''}
        onInput={set('why')}
        error={errorOf(problems, 'why')}
      />
      {pots.length > 0 && (
        <Choice
          label={words.pot}
          name="pot"
          options={options}
          value={values.pot as string | null}
          onChoose={set('pot')}
          clears
        />
      )}
      <Fold title={words.more}>
        <Parts {...props} currency={currency} />
        <SpendMore {...props} set={set} />
      </Fold>
    </>
  );
}

function SpendMore(props: SpendProps & { set: Set }) {
  const { values, person, set } = props;
  const words = w.value;
  return (
    <>
      <Choice
        label={words.spend.chosenBy}
        options={[
          { value: 'person', label: calledOf(person) },
          { value: 'together', label: words.choices.together },
          { value: 'worker', label: words.spend.worker },
        ]}
        value={values.chosen_by as string | null}
        onChoose={set('chosen_by')}
        clears
      />
      <ActorPick
        label={words.fieldsOf['decision.from'] ?? ''}
        name="from"
        person={person}
        value={values.from as string | null}
        onChange={set('from')}
      />
      {!props.inVisit && <ForGoal person={person} values={values} set={set} />}
      <TextBox
        label={words.spend.receipts}
        hint={words.spend.receiptsHint}
        rows={2}
        value={((values.receipts ?? []) as string[]).join('\n')}
        onInput={text => set('receipts')(text === '' ? [] : text.split('\n').slice(0, 20))}
      />
      <Switch
        label={words.spend.inKind}
        on={values.in_kind === true}
        onChange={on => set('in_kind')(on)}
      />
      {!props.inVisit && (
        <DayInput
          label={words.fields.on}
          name="on"
          value={values.on as string}
          onChange={set('on')}
        />
      )}
    </>
  );
}

type Set = (field: string) => (value: Value) => void;

function ForGoal({ person, values, set }: { person: string; values: Values; set: Set }) {
  const goals = about(person, 'goal').filter(g => !g.set_aside_on);
  if (goals.length === 0) return null;
  return (
    <Choice
      label={w.value.spend.goal}
      options={goals.map(g => ({ value: g.id, label: g.words.text }))}
      value={values.goal as string | null}
      onChoose={set('goal')}
      clears
      stacked
    />
  );
}

/** What the sum went on in the end, with the running sum beside what was spent. */
function Parts(props: SpendProps & { currency: string }) {
  const { values, currency, problems } = props;
  const words = w.value.spend;
  const parts = partsOf(values);
  const put = (next: Part[]) => props.onChange({ ...values, went_on: next as unknown as Value });
  const change = (i: number, part: Partial<Part>) =>
    put(parts.map((p, at) => (at === i ? { ...p, ...part } : p)));
  const told = parts.reduce((sum, p) => sum + (p.minor_units || 0), 0);
  const whole = values.minor_units as number | null;
  return (
    <div class="field">
      <p class="label">{w.value.fields.went_on}</p>
      {parts.map((part, i) => (
        <div class="spend-part" key={i}>
          <Line label={words.line(i + 1)} value={part.what} onInput={what => change(i, { what })} />
          <MoneyInput
            label={words.lineSum(i + 1)}
            name={`part-${i}`}
            currency={currency}
            value={part.minor_units}
            onChange={minor => change(i, { minor_units: minor ?? 0 })}
            error={errorOf(problems, `part-${i}`)}
          />
        </div>
      ))}
      {parts.length > 0 && (
        <p role="status">
          {whole
            ? words.sum(fmt.money(told, currency), fmt.money(whole, currency))
            : words.sumAll(fmt.money(told, currency))}
        </p>
      )}
      {parts.length < 50 && (
        <div>
          <Button icon="add" onClick={() => put([...parts, { what: '', minor_units: 0 }])}>
            {words.addLine}
          </Button>
        </div>
      )}
    </div>
  );
}
