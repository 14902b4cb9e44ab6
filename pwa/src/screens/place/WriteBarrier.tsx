import { useSignal } from '@preact/signals';
import { href, type ScreenProps } from '../../app/route.ts';
import { onwards } from '../../app/router.ts';
import {
  Button,
  DayInput,
  ErrorSummary,
  errorOf,
  Fold,
  type FormProblem,
  MoneyInput,
  Page,
  SaveBar,
  say,
  TextBox,
} from '../../kit/index.ts';
import {
  directory,
  draft,
  newId,
  record,
  save,
  type Value,
  type Write,
} from '../../model/index.ts';
import { t } from '../../words/index.ts';
import type { Barrier } from './barriers.ts';
import { notSaved } from './problem.ts';

interface BarrierForm {
  what: string;
  /** One on each line. */
  who: string;
  askedOn: string | null;
  theySaid: string;
  weDid: string;
  /** NaN while what was typed is no sum. */
  cost: number | null;
}

/** Adding what got in the way, or changing it. */
export function WriteBarrier({ params }: ScreenProps) {
  const w = t.value.place.alliance;
  const before = params.id ? record('place', 'barrier', params.id) : undefined;
  const { currency } = directory.value.place;
  const form = draft<BarrierForm>(`barrier/${params.id ?? 'new'}`, formOf(before));
  const problems = useSignal<FormProblem[]>([]);
  const it = form.value.value;
  const change = (part: Partial<BarrierForm>) => form.set({ ...form.value.value, ...part });
  const keep = async () => {
    const on = onwards();
    const found: FormProblem[] = [];
    if (it.what.trim() === '') found.push({ field: 'barrier-what', text: w.whatMissing });
    if (Number.isNaN(it.cost)) {
      found.push({ field: 'barrier-cost', text: t.value.place.pot.amountMissing });
    }
    problems.value = found;
    if (found.length > 0) return;
    const write = writeOf(it, before, currency);
    try {
      await save([write]);
    } catch {
      problems.value = notSaved();
      return;
    }
    await form.clear();
    say(t.value.place.saved, undefined, 4);
    on(href('alliance', write.id));
  };
  return (
    <Page
      title={before ? w.change : w.newTitle}
      back={before ? href('alliance', before.id) : href('alliance')}
    >
      <form
        class="form"
        onSubmit={event => {
          event.preventDefault();
          void keep();
        }}
      >
        <ErrorSummary problems={problems.value} />
        <Fields form={it} change={change} currency={currency} problems={problems.value} />
        <SaveBar>
          <Button kind="primary" type="submit">
            {t.value.place.save}
          </Button>
        </SaveBar>
      </form>
    </Page>
  );
}

function Fields(props: {
  form: BarrierForm;
  change: (part: Partial<BarrierForm>) => void;
  currency: string;
  problems: FormProblem[];
}) {
  const w = t.value.place.alliance;
  const { form: it, change, currency, problems } = props;
  const later = Boolean(it.askedOn || it.theySaid || it.weDid || it.cost);
  return (
    <>
      <TextBox
        name="barrier-what"
        label={w.what}
        hint={w.whatHint}
        value={it.what}
        onInput={what => change({ what })}
        error={errorOf(problems, 'barrier-what')}
        rows={3}
      />
      <TextBox
        label={w.who}
        hint={w.whoHint}
        value={it.who}
        onInput={who => change({ who })}
        rows={2}
      />
      <Fold title={w.sinceThen} open={later}>
        <DayInput label={w.askedOn} value={it.askedOn} onChange={askedOn => change({ askedOn })} />
        <TextBox
          label={w.theySaid}
          value={it.theySaid}
          onInput={theySaid => change({ theySaid })}
          rows={2}
        />
        <TextBox label={w.weDid} value={it.weDid} onInput={weDid => change({ weDid })} rows={2} />
        <MoneyInput
          name="barrier-cost"
          label={w.cost}
          currency={currency}
          value={it.cost}
          onChange={cost => change({ cost })}
          error={errorOf(problems, 'barrier-cost')}
        />
      </Fold>
    </>
  );
}

function formOf(barrier: Barrier | undefined): BarrierForm {
  return {
    what: barrier?.what.text ?? '',
    who: barrier?.who_could_help.join('\n') ?? '',
    askedOn: barrier?.asked_on ?? null,
    theySaid: barrier?.they_said.text ?? '',
    weDid: barrier?.we_did.text ?? '',
    cost: barrier?.cost ?? null,
  };
}

/** What differs from before; all of it for a new one. */
function writeOf(form: BarrierForm, before: Barrier | undefined, currency: string): Write {
  const old = formOf(before);
  const set: Record<string, Value> = {};
  const words = { what: form.what, they_said: form.theySaid, we_did: form.weDid };
  const oldWords = { what: old.what, they_said: old.theySaid, we_did: old.weDid };
  for (const field of ['what', 'they_said', 'we_did'] as const) {
    if (words[field].trim() !== oldWords[field]) set[field] = words[field].trim();
  }
  if (form.askedOn !== old.askedOn) set.asked_on = form.askedOn;
  if (form.cost !== old.cost) {
    set.cost = form.cost;
    set.currency = form.cost === null ? null : currency;
  }
  const lines = [...new Set(form.who.split('\n').map(line => line.trim()))].filter(Boolean);
  const had = before?.who_could_help ?? [];
  const added = lines.filter(line => !had.includes(line));
  const dropped = had.filter(line => !lines.includes(line));
  return {
    scope: 'place',
    kind: 'barrier',
    id: before?.id ?? newId(),
    set,
    ...(added.length > 0 ? { add: { who_could_help: added } } : {}),
    ...(dropped.length > 0 ? { drop: { who_could_help: dropped } } : {}),
  };
}
