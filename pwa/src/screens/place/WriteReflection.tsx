import { useSignal } from '@preact/signals';
import { href, type ScreenProps } from '../../app/route.ts';
import { onwards } from '../../app/router.ts';
import {
  Button,
  ErrorSummary,
  type FormProblem,
  Page,
  SaveBar,
  say,
  TextBox,
} from '../../kit/index.ts';
import { draft, newId, record, save } from '../../model/index.ts';
import { t } from '../../words/index.ts';
import { notSaved } from './problem.ts';
import { type Answers, answersIn, noAnswers, questions, selfScope } from './sharing.ts';

/** Writing a reflection, or changing its words; it stays with its author. */
export function WriteReflection({ params }: ScreenProps) {
  const w = t.value.place;
  const scope = selfScope();
  const before = params.id ? record(scope, 'reflection', params.id) : undefined;
  const form = draft<Answers>(
    `reflect/${params.id ?? 'new'}`,
    before ? answersIn(before) : noAnswers,
  );
  const problems = useSignal<FormProblem[]>([]);
  const answers = form.value.value;
  const keep = async () => {
    const on = onwards();
    const set: Record<string, string> = {};
    for (const q of questions) {
      const text = answers[q].trim();
      if (text !== (before?.[q].text ?? '')) set[q] = text;
    }
    if (!before && Object.keys(set).length === 0) {
      problems.value = [{ field: 'worked', text: w.reflect.missing }];
      return;
    }
    const id = before?.id ?? newId();
    try {
      if (Object.keys(set).length > 0) await save([{ scope, kind: 'reflection', id, set }]);
    } catch {
      problems.value = notSaved();
      return;
    }
    await form.clear();
    say(w.reflect.savedText);
    on(href('reflect', scope, id));
  };
  return (
    <Page
      title={before ? w.reflect.edit : w.reflect.title}
      back={before ? href('reflect', scope, before.id) : href('reflect')}
      lead={w.reflect.intro}
      keepFocus
    >
      <form
        class="form"
        onSubmit={event => {
          event.preventDefault();
          void keep();
        }}
      >
        <ErrorSummary problems={problems.value} />
        {questions.map((q, i) => (
          <TextBox
            key={q}
            name={q}
            label={w.reflect.fields[q]}
            {...(q === 'how_it_was_for_me' ? { hint: w.reflect.forMeHint } : {})}
            value={answers[q]}
            onInput={text => form.set({ ...form.value.value, [q]: text })}
            rows={i === 0 ? 4 : 2}
          />
        ))}
        <SaveBar>
          <Button kind="primary" type="submit">
            {w.save}
          </Button>
        </SaveBar>
      </form>
    </Page>
  );
}
