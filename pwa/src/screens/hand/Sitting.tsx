import { useSignal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { record } from '../../model/index.ts';
import { lang, setLang, t } from '../../words/index.ts';
import { AddGoal } from './AddGoal.tsx';
import { forget, goalsOf } from './answers.ts';
import { EndPage } from './EndPage.tsx';
import { GiveBack } from './GiveBack.tsx';
import { GoalPage } from './GoalPage.tsx';
import { held, turnTo } from './held.ts';
import { LifePage } from './LifePage.tsx';
import { type PageProps, Turn } from './Turn.tsx';

/** What is different on a person's own device: nobody waits to have it back. */
export interface OwnSitting {
  page: number;
  turnTo: (page: number) => void;
  leave: () => void;
  /** What the way out says, and what stands on the last page. */
  done: string;
  text: string;
  nothing: string;
}

/** The person's own pages, one question each: welcome, goals, a new one, the life check, thanks. */
export function Sitting(props: { person: string; since: number; own?: OwnSitting }) {
  const { person, since, own } = props;
  const scope = `person:${person}`;
  const round = useSignal(0);
  const leaving = useSignal(false);
  // The goals of this round stay put while they are judged, or set aside.
  const goals = useMemo(() => goalsOf(scope).map(goal => goal.id), [scope, round.value]);
  const pages = goals.length + 4;
  const page = Math.min(own?.page ?? held.value?.page ?? 0, pages - 1);
  const top = useRef<HTMLElement>(null);
  useEffect(() => forget, []);
  useEffect(() => {
    scrollTo(0, 0);
    top.current?.querySelector<HTMLElement>('h1')?.focus();
  }, [page, leaving.value]);
  const turn = own?.turnTo ?? turnTo;
  const giveBack = () => {
    if (own) own.leave();
    else leaving.value = true;
  };
  const pageProps: PageProps = {
    scope,
    since,
    next: () => turn(Math.min(page + 1, pages - 1)),
    back: () => turn(Math.max(page - 1, 0)),
  };
  const again = () => {
    round.value += 1;
    turn(Math.min(1, pages - 1));
  };
  const body = () => {
    if (leaving.value) {
      return (
        <GiveBack
          person={person}
          stay={() => {
            leaving.value = false;
          }}
        />
      );
    }
    const goal = goals[page - 1];
    if (page === 0) return <Opening {...pageProps} any={goals.length > 0} />;
    if (goal) {
      return <GoalPage key={goal} {...pageProps} goal={goal} step={page} steps={goals.length} />;
    }
    if (page === goals.length + 1) return <AddGoal {...pageProps} first={goals.length === 0} />;
    if (page === goals.length + 2) return <LifePage {...pageProps} />;
    return <EndPage {...pageProps} again={again} giveBack={giveBack} {...(own ? { own } : {})} />;
  };
  return (
    <main class="hand" ref={top}>
      {body()}
      {!leaving.value && page < pages - 1 && (
        <footer class="hand-foot">
          <button type="button" class="hand-quiet" onClick={giveBack}>
            {own?.done ?? t.value.hand.giveBack}
          </button>
        </footer>
      )}
    </main>
  );
}

function Opening({ scope, next, any }: PageProps & { any: boolean }) {
  const w = t.value.hand;
  const called = record(scope, 'person', scope.slice('person:'.length))?.called.text ?? '';
  return (
    <Turn onSubmit={next} forward={w.start}>
      <h1 tabIndex={-1}>{called ? w.hello(called) : w.helloNoName}</h1>
      <p class="hand-lead">{any ? w.opening : w.openingNone}</p>
      <ul class="hand-points">
        {w.points.map(point => (
          <li key={point}>{point}</li>
        ))}
      </ul>
      <fieldset class="hand-langs">
        <legend>{w.language}</legend>
        {(['en', 'cy'] as const).map(code => (
          <label key={code} lang={code} class="hand-lang">
            <input
              type="radio"
              name="hand-lang"
              checked={lang.value === code}
              onChange={() => void setLang(code)}
            />
            <span>{code === 'en' ? 'English' : 'Cymraeg'}</span>
          </label>
        ))}
      </fieldset>
    </Turn>
  );
}
