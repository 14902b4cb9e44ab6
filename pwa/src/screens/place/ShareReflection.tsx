import { useSignal } from '@preact/signals';
import { href, type ScreenProps } from '../../app/route.ts';
import { onwards } from '../../app/router.ts';
import {
  Button,
  Choice,
  Empty,
  ErrorSummary,
  errorOf,
  type FormProblem,
  Notice,
  Page,
  SaveBar,
  say,
  TextBox,
} from '../../kit/index.ts';
import { draft, nameOf, record, saveWithUndo, session } from '../../model/index.ts';
import { t } from '../../words/index.ts';
import { notSaved } from './problem.ts';
import { type Answers, answersIn, noAnswers, selfScope, shareable, sharedCopy } from './sharing.ts';

/** A copy for the team or the alliance, in words for those who will read it. */
export function ShareReflection({ params }: ScreenProps) {
  const w = t.value.place.reflect.share;
  const it = record(selfScope(), 'reflection', params.id ?? '');
  const form = draft<Answers>(`reflect/${params.id}/share`, it ? answersIn(it) : noAnswers);
  const to = useSignal<string | null>(null);
  const problems = useSignal<FormProblem[]>([]);
  if (!it) {
    return (
      <Page title={w.title} back={href('reflect')}>
        <Empty title={t.value.place.notOnPhone} text={t.value.place.notOnPhoneText} />
      </Page>
    );
  }
  const answers = form.value.value;
  const share = async () => {
    const on = onwards();
    const found: FormProblem[] = [];
    if (!to.value) found.push({ field: 'share-to', text: w.nowhere });
    if (shareable.every(q => answers[q].trim() === '')) {
      found.push({ field: `share-${shareable[0]}`, text: w.nothing });
    }
    problems.value = found;
    if (found.length > 0 || !to.value) return;
    const where = to.value;
    try {
      const { undo } = await saveWithUndo([sharedCopy(it, where, answers)]);
      say(
        where === 'place' ? w.doneAlliance : w.done(nameOf(where)),
        async () => void (await undo()),
      );
    } catch {
      problems.value = notSaved();
      return;
    }
    await form.clear();
    on(href('reflect', it.scope, it.id));
  };
  const teams = session.value?.teams ?? [];
  const options = [
    ...teams.map(team => {
      const name = nameOf(`team:${team}`);
      return { value: `team:${team}`, label: w.team(name), hint: w.teamHint(name) };
    }),
    { value: 'place', label: w.alliance, hint: w.allianceHint },
  ];
  return (
    <Page title={w.title} back={href('reflect', it.scope, it.id)} lead={w.text}>
      <form
        class="form"
        onSubmit={event => {
          event.preventDefault();
          void share();
        }}
      >
        <ErrorSummary problems={problems.value} />
        <Choice
          name="share-to"
          label={w.withWhom}
          options={options}
          value={to.value}
          onChoose={value => {
            to.value = value;
          }}
          error={errorOf(problems.value, 'share-to')}
          stacked
        />
        {shareable.map(q => (
          <TextBox
            key={q}
            name={`share-${q}`}
            label={t.value.place.reflect.fields[q]}
            value={answers[q]}
            onInput={text => form.set({ ...form.value.value, [q]: text })}
            rows={2}
          />
        ))}
        {it.how_it_was_for_me.text && <Notice icon="between">{w.kept}</Notice>}
        <SaveBar>
          <Button kind="primary" type="submit">
            {w.go}
          </Button>
        </SaveBar>
      </form>
    </Page>
  );
}
