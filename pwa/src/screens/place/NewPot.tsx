import { useSignal } from '@preact/signals';
import { href, type ScreenProps } from '../../app/route.ts';
import { onwards } from '../../app/router.ts';
import {
  Button,
  ErrorSummary,
  errorOf,
  type FormProblem,
  Line,
  MoneyInput,
  Page,
  SaveBar,
  say,
  TextBox,
} from '../../kit/index.ts';
import { directory, draft, newId, save, today, type Write } from '../../model/index.ts';
import { t } from '../../words/index.ts';
import { notSaved } from './problem.ts';

interface PotForm {
  name: string;
  source: string;
  conditions: string;
  /** NaN while what was typed is no sum. */
  first: number | null;
}

const empty: PotForm = { name: '', source: '', conditions: '', first: null };

/** A pot of the team's own; nothing but its name is needed. */
export function NewPot({ params }: ScreenProps) {
  const w = t.value.place.pot;
  const team = params.id ?? '';
  const { currency } = directory.value.place;
  const form = draft<PotForm>(`pot/${team}`, empty);
  const problems = useSignal<FormProblem[]>([]);
  const it = form.value.value;
  const change = (part: Partial<PotForm>) => form.set({ ...form.value.value, ...part });
  const add = async () => {
    const on = onwards();
    const found: FormProblem[] = [];
    if (it.name.trim() === '') found.push({ field: 'pot-name', text: w.nameMissing });
    if (Number.isNaN(it.first)) found.push({ field: 'pot-first', text: w.amountMissing });
    problems.value = found;
    if (found.length > 0) return;
    const id = newId();
    try {
      await save(writes(`team:${team}`, id, it, currency, w.firstWords));
    } catch {
      problems.value = notSaved();
      return;
    }
    await form.clear();
    say(t.value.place.saved, undefined, 4);
    on(href('team', team, 'pot', id));
  };
  return (
    <Page title={w.newTitle} back={href('team', team)}>
      <form
        class="form"
        onSubmit={event => {
          event.preventDefault();
          void add();
        }}
      >
        <ErrorSummary problems={problems.value} />
        <Line
          name="pot-name"
          label={w.name}
          hint={w.nameHint}
          value={it.name}
          onInput={name => change({ name })}
          error={errorOf(problems.value, 'pot-name')}
        />
        <MoneyInput
          name="pot-first"
          label={w.first}
          hint={w.firstHint}
          currency={currency}
          value={it.first}
          onChange={first => change({ first })}
          error={errorOf(problems.value, 'pot-first')}
        />
        <Line label={w.source} value={it.source} onInput={source => change({ source })} />
        <TextBox
          label={w.conditions}
          value={it.conditions}
          onInput={conditions => change({ conditions })}
          rows={2}
        />
        <SaveBar>
          <Button kind="primary" type="submit">
            {w.add}
          </Button>
        </SaveBar>
      </form>
    </Page>
  );
}

function writes(
  scope: string,
  id: string,
  form: PotForm,
  currency: string,
  words: string,
): Write[] {
  const set: Record<string, string> = { name: form.name.trim(), currency };
  if (form.source.trim()) set.source = form.source.trim();
  if (form.conditions.trim()) set.conditions = form.conditions.trim();
  const pot: Write = { scope, kind: 'pot', id, set };
  if (!form.first) return [pot];
  return [
    pot,
    {
      scope,
      kind: 'pot_entry',
      id: newId(),
      set: { pot: id, minor_units: form.first, currency, words, on: today() },
    },
  ];
}
