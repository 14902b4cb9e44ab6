import { useSignal } from '@preact/signals';
import { href, type ScreenProps } from '../../app/route.ts';
import {
  Button,
  Card,
  Empty,
  type FormProblem,
  List,
  ListItem,
  Page,
  Part,
  SaveBar,
  say,
} from '../../kit/index.ts';
import { allOf, draft, newId, records, save, session, today } from '../../model/index.ts';
import { fmt, t } from '../../words/index.ts';
import { mayRead } from '../own/consents.ts';
import '../../style/place.css';
import { mayWrite } from './barriers.ts';
import { notSaved } from './problem.ts';
import {
  type Question as Asked,
  aboutWords,
  answersTo,
  type Contribution,
  figureOf,
  questions,
  speaker,
} from './questions.ts';
import { firstWords } from './sharing.ts';
import { WordsForm } from './WordsForm.tsx';

/** What commissioners and others ask about the figures; nothing while nobody asks. */
export function QuestionList() {
  const w = t.value.place.questions;
  const all = questions();
  if (!mayWrite() || all.length === 0) return null;
  return (
    <Part title={w.title}>
      <p>{w.intro}</p>
      <List>
        {all.slice(0, 30).map(q => (
          <ListItem
            key={q.id}
            href={href('alliance', 'questions', q.id)}
            icon="between"
            title={<span class="clip">{q.words}</span>}
            note={[aboutWords(q), w.answers(answersTo(q.id).length)].join('. ')}
          />
        ))}
      </List>
    </Part>
  );
}

/** One question, what was said to it, and room to say more. It works offline. */
export function Question({ params }: ScreenProps) {
  const w = t.value.place;
  const it = questions().find(q => q.id === params.id);
  if (!it) {
    return (
      <Page title={w.questions.one} back={href('alliance')}>
        <Empty title={w.notOnPhone} text={w.notOnPhoneText} />
      </Page>
    );
  }
  const figure = figureOf(it);
  return (
    <Page title={w.questions.one} back={href('alliance')} lead={aboutWords(it)}>
      <Card tone="warm">
        <p class="prose">{it.words}</p>
        <p class="hint">{w.when(fmt.day(it.on ?? today()), speaker(it))}</p>
      </Card>
      {figure.length > 0 && (
        <p>
          <a href={href(...figure)}>{w.questions.toFigure}</a>
        </p>
      )}
      {answersTo(it.id).map(answer => (
        <Said key={answer.id} of={answer} />
      ))}
      {mayWrite() && <Answer to={it} />}
    </Page>
  );
}

/** Something that was said, with what was set beside it. */
export function Said({ of }: { of: Contribution }) {
  const w = t.value.place;
  const reflection = records('place', 'reflection').find(r => r.id === of.reflection);
  return (
    <Card>
      <p class="prose">{of.words}</p>
      {reflection && (
        <p>
          <a href={href('reflect', 'place', reflection.id)}>{firstWords(reflection)}</a>
        </p>
      )}
      {of.story && <p class="hint">{w.questions.withStory}</p>}
      <p class="hint">{w.when(fmt.day(of.on ?? today()), speaker(of))}</p>
    </Card>
  );
}

interface Words {
  words: string;
  reflection: string;
  story: string;
}

const nothing: Words = { words: '', reflection: '', story: '' };

function Answer({ to }: { to: Asked }) {
  const w = t.value.place;
  const form = draft<Words>(`answer/${to.id}`, nothing);
  const problems = useSignal<FormProblem[]>([]);
  const now = form.value.value;
  const set = (part: Partial<Words>) => form.set({ ...form.value.value, ...part });
  const send = async () => {
    const { words, reflection, story } = form.value.value;
    if (words.trim() === '') {
      problems.value = [{ field: 'answer', text: w.questions.missing }];
      return;
    }
    const fields = { conversation: to.id, words: words.trim(), on: today() };
    const beside = { ...(reflection ? { reflection } : {}), ...(story ? { story } : {}) };
    try {
      const write = { scope: 'place', kind: 'contribution', id: newId() } as const;
      await save([{ ...write, set: { ...fields, ...beside } }]);
    } catch {
      problems.value = notSaved();
      return;
    }
    await form.clear();
    problems.value = [];
    say(w.questions.saved);
  };
  return (
    <WordsForm
      name="answer"
      label={w.questions.answer}
      hint={w.questions.answerHint}
      words={now.words}
      problems={problems.value}
      onInput={words => set({ words })}
      onSend={send}
    >
      <Beside now={now} set={set} />
      <SaveBar>
        <Button kind="primary" type="submit">
          {w.questions.send}
        </Button>
      </SaveBar>
    </WordsForm>
  );
}

/** A reflection that one shared, or a story that its person opened to those who ask. */
function Beside({ now, set }: { now: Words; set: (part: Partial<Words>) => void }) {
  const w = t.value.place.questions;
  const mine = records('place', 'reflection').filter(r => r.madeBy === session.value?.member);
  const stories = allOf('story').filter(s => !s.gone && mayRead('commissioner', s));
  return (
    <>
      {mine.length > 0 && (
        <Pick
          id="answer-reflection"
          label={w.besideReflection}
          value={now.reflection}
          options={mine.map(r => [r.id, firstWords(r)])}
          onChange={reflection => set({ reflection })}
        />
      )}
      {stories.length > 0 && (
        <Pick
          id="answer-story"
          label={w.besideStory}
          hint={w.besideStoryHint}
          value={now.story}
          options={stories.map(s => [s.id, s.words.text])}
          onChange={story => set({ story })}
        />
      )}
    </>
  );
}

function Pick(props: {
  id: string;
  label: string;
  hint?: string;
  value: string;
  options: [id: string, words: string][];
  onChange: (id: string) => void;
}) {
  return (
    <div class="field">
      <label class="label" for={props.id}>
        {props.label}
      </label>
      {props.hint && (
        <p class="hint" id={`${props.id}-hint`}>
          {props.hint}
        </p>
      )}
      <select
        id={props.id}
        class="input"
        value={props.value}
        aria-describedby={props.hint ? `${props.id}-hint` : undefined}
        onChange={event => props.onChange(event.currentTarget.value)}
      >
        <option value="">{t.value.place.questions.nothingBeside}</option>
        {props.options.map(([id, words]) => (
          <option key={id} value={id}>
            {words.length > 60 ? `${words.slice(0, 60)}…` : words}
          </option>
        ))}
      </select>
    </div>
  );
}
