import '../../style/life.css';
import { useState } from 'preact/hooks';
import { onwards } from '../../app/router.ts';
import { Fold, type FormProblem, Page, Switch } from '../../kit/index.ts';
import { draft as draftOf, type Kind, type Words, type Write } from '../../model/index.ts';
import { FieldInput } from './FieldInput.tsx';
import { forms, same, type Values } from './forms.ts';
import { type AnyView, calledOf } from './lives.ts';
import { SaveForm } from './SaveForm.tsx';
import { SpendFields, spendProblems, spendValues } from './SpendFields.tsx';
import { keep } from './saving.ts';
import { w } from './words.ts';

interface FormProps {
  title: string;
  lead?: string | undefined;
  back: string;
  backLabel?: string;
  person: string;
  kind: Kind;
  /** Key under which what is typed survives a closed browser. */
  draftKey: string;
  start: Values;
  saveWords: string;
  /** Fields of the kind's form that this form leaves out. */
  without?: string[];
  /** Whether it may be kept just between us, which is then asked. */
  between?: boolean;
  focusFirst?: boolean;
  check?: (values: Values) => FormProblem[];
  /** The record that is edited, if there is one yet. */
  editing?: AnyView;
  writes: (values: Values, held: Held) => Write[];
}

/** What a form's draft keeps: only what was touched, so that the rest follows the record. */
export interface Held {
  touched: Values;
  between: boolean;
  /** Identities of the versions that stood when a field was first touched. */
  seen: Record<string, string[]>;
}

const untouched: Held = { touched: {}, between: false, seen: {} };

/** A form for one record of any kind, whose draft keeps itself. Goes back once it is saved. */
export function RecordForm(props: FormProps) {
  const { kind, person, start } = props;
  const words = w.value.visit;
  const [draft] = useState(() => draftOf<Held>(props.draftKey, untouched));
  const held = draft.value.value;
  const values = { ...start, ...held.touched };
  const change = (next: Values) => draft.set(touch(draft.value.value, start, next, props.editing));
  const save = async () => {
    const on = onwards();
    const ready = kind === 'decision' ? spendValues(values) : values;
    const wrong = await keep(props.writes(trimmed(ready), held));
    if (wrong) return wrong;
    await draft.clear();
    on(props.back);
    return null;
  };
  return (
    <Page
      title={props.title}
      lead={props.lead}
      back={props.back}
      backLabel={props.backLabel ?? calledOf(person)}
      keepFocus={props.focusFirst ?? false}
    >
      <SaveForm
        saveWords={props.saveWords}
        check={() => [...spendProblems(values), ...(props.check?.(values) ?? [])]}
        save={save}
      >
        {problems => (
          <>
            <FormFields {...props} values={values} change={change} problems={problems} />
            {props.between && (
              <Switch
                label={words.between}
                hint={words.betweenHint(calledOf(person))}
                on={held.between}
                onChange={between => draft.set({ ...held, between })}
              />
            )}
          </>
        )}
      </SaveForm>
    </Page>
  );
}

function FormFields(
  props: FormProps & {
    values: Values;
    change: (values: Values) => void;
    problems: FormProblem[];
  },
) {
  const { kind, person, values, change, problems, without = [] } = props;
  if (kind === 'decision') {
    return (
      <SpendFields
        person={person}
        values={values}
        onChange={change}
        problems={problems}
        focusFirst={props.focusFirst}
      />
    );
  }
  const spec = forms[kind] ?? { first: [], more: [] };
  const input = (field: string, i: number) => (
    <FieldInput
      key={field}
      person={person}
      kind={kind}
      field={field}
      values={values}
      onChange={change}
      problems={problems}
      autofocus={i === 0 && props.focusFirst === true}
    />
  );
  const first = spec.first.filter(f => !without.includes(f));
  const more = spec.more.filter(f => !without.includes(f));
  return (
    <>
      {first.map(input)}
      {more.length > 0 && <Fold title={w.value.moreFields}>{more.map(f => input(f, -1))}</Fold>}
    </>
  );
}

function touch(held: Held, start: Values, next: Values, editing?: AnyView): Held {
  const touched: Values = {};
  const seen: Held['seen'] = {};
  for (const [field, value] of Object.entries(next)) {
    if (same(start[field], value)) continue;
    touched[field] = value;
    const stood = (editing?.[field] as Words | undefined)?.versions?.map(v => v.identity) ?? [];
    seen[field] = held.seen[field] ?? stood;
  }
  return { ...held, touched, seen };
}

function trimmed(values: Values): Values {
  return Object.fromEntries(
    Object.entries(values).map(([k, v]) => [k, typeof v === 'string' ? v.trim() : v]),
  );
}
