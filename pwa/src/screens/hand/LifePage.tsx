import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { draft, records } from '../../model/index.ts';
import { t } from '../../words/index.ts';
import { inSitting, rememberRoot, saveLife } from './answers.ts';
import { useLastWords } from './goalAnswer.ts';
import { MoreWords } from './MoreWords.tsx';
import { type PageProps, Turn } from './Turn.tsx';

const answers = ['yes', 'a_bit', 'not_really', 'not_today'] as const;

/** The one question that is asked of everybody. */
export function LifePage({ scope, since, next, back }: PageProps) {
  const w = t.value.hand;
  const before = records(scope, 'life_check').findLast(check => inSitting(check, since));
  const chosen = useSignal<string | null>(before?.answer ?? null);
  const saved = useSignal(before?.words ?? '');
  const more = draft(`hand/${scope}/life/words`, saved.value);
  const failed = useSignal(false);
  useEffect(() => {
    if (before) rememberRoot('life', before);
  }, []);
  const answer = async (to: string) => {
    const words = more.value.value;
    try {
      await saveLife(scope, to, words);
      chosen.value = to;
      saved.value = words;
      failed.value = false;
    } catch {
      failed.value = true;
    }
  };
  const keepWords = async () => {
    if (more.value.value.trim() !== saved.value.trim()) await answer(chosen.value ?? 'not_today');
    if (!failed.value) await more.clear();
  };
  const settled = useLastWords(keepWords);
  const turn = (to: () => void) => async () => {
    await keepWords();
    if (failed.value) return;
    settled.current = true;
    to();
  };
  const quiet = chosen.value === null && more.value.value === '';
  return (
    <Turn
      onSubmit={() => void turn(next)()}
      onBack={() => void turn(back)()}
      forward={quiet ? w.skip : w.next}
    >
      <h1 tabIndex={-1} id="hand-life">
        {w.life.heading}
      </h1>
      <p class="hand-lead">{w.life.hint}</p>
      {failed.value && (
        <p class="hand-failed" role="alert">
          {w.notSaved}
        </p>
      )}
      <div role="radiogroup" aria-labelledby="hand-life" class="hand-life">
        {answers.map(code => (
          <label key={code} class="hand-far-step" data-chosen={chosen.value === code}>
            <input
              type="radio"
              name="life"
              checked={chosen.value === code}
              onChange={() => void answer(code)}
            />
            <span>{w.life[code]}</span>
          </label>
        ))}
      </div>
      <p class="hand-saved" role="status">
        {chosen.value !== null && w.saved}
      </p>
      <MoreWords label={w.life.more} hint={w.goal.moreHint} words={more} />
    </Turn>
  );
}
