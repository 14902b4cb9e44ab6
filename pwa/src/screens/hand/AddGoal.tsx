import { useSignal } from '@preact/signals';
import { draft, records, type Undoable } from '../../model/index.ts';
import { fmt, t } from '../../words/index.ts';
import { addGoal, asideOf, pickUp } from './answers.ts';
import { useLastWords } from './goalAnswer.ts';
import { MoreWords } from './MoreWords.tsx';
import { type PageProps, Turn } from './Turn.tsx';

/** A new goal in the person's words, and the ones they set aside before. */
export function AddGoal({ scope, since, next, back, first }: PageProps & { first: boolean }) {
  const w = t.value.hand;
  const words = draft(`hand/${scope}/new/words`, '');
  const because = draft(`hand/${scope}/new/because`, '');
  const looks = draft(`hand/${scope}/new/looks`, '');
  const undo = useSignal<Undoable | null>(null);
  const status = useSignal<'' | 'missing' | 'failed'>('');
  const added = records(scope, 'goal').filter(
    goal => goal.madeAt >= since - 1_000 && goal.whose === 'mine',
  );
  const add = async () => {
    if (words.value.value.trim() === '') {
      status.value = 'missing';
      return;
    }
    try {
      const it = await addGoal(scope, words.value.value, because.value.value, looks.value.value);
      undo.value = it;
      status.value = '';
      await Promise.all([words.clear(), because.clear(), looks.clear()]);
    } catch {
      status.value = 'failed';
    }
  };
  const keepWords = async () => {
    if (words.value.value.trim() !== '') await add();
  };
  useLastWords(keepWords);
  const on = async () => {
    await keepWords();
    if (status.value !== 'failed') next();
  };
  const empty = words.value.value.trim() === '' && added.length === 0;
  return (
    <Turn onSubmit={() => void on()} onBack={back} forward={empty ? w.add.nothing : w.next}>
      <h1 tabIndex={-1}>{first ? w.add.headingFirst : w.add.heading}</h1>
      {status.value && (
        <p class="hand-failed" role="alert">
          {status.value === 'missing' ? w.add.missing : w.notSaved}
        </p>
      )}
      <MoreWords label={w.add.words} hint={w.add.hint} words={words} />
      {words.value.value.trim() !== '' && (
        <>
          <MoreWords label={w.add.because} hint={w.add.optional} words={because} rows={2} />
          <MoreWords label={w.add.doneLooks} hint={w.add.optional} words={looks} rows={2} />
          <button type="button" class="hand-quiet hand-outline" onClick={() => void add()}>
            {w.add.add}
          </button>
        </>
      )}
      <div role="status">
        {added.length > 0 && (
          <section class="hand-list">
            <h2>{w.add.added}</h2>
            <ul>
              {added.map(goal => (
                <li key={goal.id}>{goal.words.text}</li>
              ))}
            </ul>
            {undo.value && (
              <button
                type="button"
                class="hand-undo"
                onClick={() => {
                  void undo.value?.undo();
                  undo.value = null;
                }}
              >
                {w.undo}
              </button>
            )}
          </section>
        )}
      </div>
      <LetGo scope={scope} />
    </Turn>
  );
}

function LetGo({ scope }: { scope: string }) {
  const w = t.value.hand;
  const goals = asideOf(scope);
  if (goals.length === 0) return null;
  return (
    <details class="hand-aside">
      <summary>{w.add.asideList}</summary>
      <ul class="hand-aside-list">
        {goals.map(goal => (
          <li key={goal.id}>
            <span>{goal.words.text}</span>
            <small>{w.add.asideOn(fmt.day(goal.set_aside_on ?? ''))}</small>
            <button
              type="button"
              class="hand-quiet hand-outline"
              onClick={() => void pickUp(scope, goal.id)}
            >
              {w.add.pickUp}
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
