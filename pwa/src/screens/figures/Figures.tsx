import { useEffect } from 'preact/hooks';
import { href, type ScreenProps } from '../../app/route.ts';
import { go } from '../../app/router.ts';
import { Button, Empty, Notice, Page, Part, Waiting } from '../../kit/index.ts';
import { type Answer, directory, session, status } from '../../model/index.ts';
import { fmt, t } from '../../words/index.ts';
import { Barriers } from './Barriers.tsx';
import { Points } from './Block.tsx';
import { Answers } from './ByAnswer.tsx';
import { Cite } from './Cite.tsx';
import { Completeness } from './Completeness.tsx';
import { Goals, Shared } from './Goals.tsx';
import { CameOfIt, InShort } from './InShort.tsx';
import { OverTime } from './OverTime.tsx';
import { type FigureList, type Letter, letterOf, list, refreshAll } from './pages.ts';
import { Several } from './Several.tsx';
import { Besides } from './SideBySide.tsx';
import { Stories, useStories } from './Stories.tsx';
import { Sums } from './Sums.tsx';
import { ThreeQuestions } from './ThreeQuestions.tsx';
import { arriveAt } from './ToFigure.tsx';
import { quarterLabel, quarterName } from './tell.ts';
import '../../style/figures.css';
import '../../style/place.css';
import '../../style/print.css';

/** The figures of a quarter, read like a letter. */
export function Figures({ params }: ScreenProps) {
  const w = t.value.figures;
  const all = list();
  const quarters = all.data?.quarters ?? [];
  const name = params.quarter ?? quarters[0]?.quarter;
  const back = session.value?.role === 'coach' ? { back: href('alliance') } : {};
  if (!name) {
    return (
      <Page title={w.title} {...back}>
        <Nothing answer={all} />
      </Page>
    );
  }
  return <Asked key={name} name={name} list={all} table={params.table ?? ''} />;
}

function Asked(props: { name: string; list: Answer<FigureList>; table: string }) {
  const w = t.value.figures;
  const answer = letterOf(props.name);
  const quarter = props.name.split('.')[0] ?? props.name;
  const quarters = (props.list.data?.quarters ?? []).map(q => q.quarter);
  const back = session.value?.role === 'coach' ? { back: href('alliance') } : {};
  useArrival(props.table, answer.data !== null);
  useStories();
  return (
    <Page title={w.title} {...back} lead={quarterName(quarter)}>
      <Fetched answer={answer} />
      <Chooser quarter={quarter} quarters={quarters} />
      {answer.data ? (
        <>
          <Older letter={answer.data} list={props.list.data} asked={props.name} />
          <TheLetter letter={answer.data} quarters={quarters} />
        </>
      ) : (
        <Nothing answer={answer} name={props.name} />
      )}
    </Page>
  );
}

/** Goes to the figure that the address names, once it is there. */
function useArrival(table: string, there: boolean): void {
  useEffect(() => {
    if (table && there) arriveAt(table);
  }, [table, there]);
}

function TheLetter({ letter, quarters }: { letter: Letter; quarters: string[] }) {
  const w = t.value.figures;
  const l = t.value.letter;
  const oldestFirst = [...quarters].reverse();
  return (
    <>
      <Opening quarter={letter.quarter} />
      <InShort letter={letter} />
      <Goals letter={letter} table="attainment" />
      <Goals letter={letter} table="progress" />
      {quarters.length > 1 && (
        <Part title={w.overTime}>
          <p>{w.overTimeIntro}</p>
          <OverTime table="attainment" quarters={oldestFirst} />
          <OverTime table="progress" quarters={oldestFirst} />
          <Besides quarters={oldestFirst} />
        </Part>
      )}
      <Shared letter={letter} />
      <Answers letter={letter} table="better_life" />
      <Several letter={letter} title={l.sections.voices} of={['voices', 'who_chose']}>
        <Answers letter={letter} table="voices" inner />
        <Answers letter={letter} table="who_chose" inner />
      </Several>
      <Barriers letter={letter} />
      <ThreeQuestions letter={letter} />
      <Several
        letter={letter}
        title={l.sections.money}
        of={['spending_by_month', 'spending_by_what']}
        text={l.moneyText}
      >
        <Sums letter={letter} table="spending_by_month" said={l.spent} />
        <Sums letter={letter} table="spending_by_what" said={l.spentFor} />
        <CameOfIt letter={letter} />
      </Several>
      <Stories />
      <Completeness letter={letter} />
      <Cite letter={letter} />
      <InFull letter={letter} />
    </>
  );
}

/** What this is, whom it counts, and how its numbers are to be read. */
function Opening({ quarter }: { quarter: string }) {
  const w = t.value.figures;
  const place = directory.value.place.name;
  return (
    <div class="letter">
      <p>{w.opening(place || w.place)}</p>
      <p>{w.noTargets}</p>
      <p>{w.whom(quarterName(quarter))}</p>
      <p>{w.quarterMeans(quarterLabel(quarter), quarterName(quarter))}</p>
      <p>{w.rounding}</p>
    </div>
  );
}

function Nothing({ answer, name }: { answer: Answer<unknown>; name?: string }) {
  const w = t.value.figures;
  if (answer.loading) return <Waiting text={w.loading} />;
  if (answer.error && !answer.data) {
    const text = answer.error.code === 'offline' ? w.noneOffline : problemWords(answer.error.code);
    return (
      <Empty
        title={answer.error.code === 'offline' ? w.problem.offline : w.problem.heading}
        text={text}
        action={<Button onClick={() => void refreshAll(name)}>{w.problem.again}</Button>}
      />
    );
  }
  return <Empty title={w.none} text={w.noneText} />;
}

function problemWords(code: string): string {
  const w = t.value.figures.problem as Record<string, unknown>;
  const known = w[code];
  return typeof known === 'string' ? known : t.value.figures.problem.other(code);
}

/** When the page could not be asked for anew: since when it stands. */
function Fetched({ answer }: { answer: Answer<unknown> }) {
  const w = t.value.figures;
  if ((!answer.error && status.value.online) || !answer.at) return null;
  return <Notice icon="offline">{w.fetched(fmt.ago(answer.at))}</Notice>;
}

/** A release that was asked for by its own address, and is not the one that stands. */
function Older(props: { letter: Letter; list: FigureList | null; asked: string }) {
  const w = t.value.letter.cite;
  const stands = props.list?.quarters.find(q => q.quarter === props.letter.quarter);
  if (!props.asked.includes('.') || !stands || stands.release === props.letter.release) return null;
  return (
    <Notice>
      <p>{w.old(props.letter.release, stands.release)}</p>
      <a href={href('figures', stands.release)}>{w.newer}</a>
    </Notice>
  );
}

function Chooser({ quarter, quarters }: { quarter: string; quarters: string[] }) {
  const w = t.value.figures;
  return (
    <div class="field no-print">
      <label class="label" for="figures-quarter">
        {w.quarter}
      </label>
      <select
        id="figures-quarter"
        class="input"
        value={quarter}
        onChange={event => go(href('figures', event.currentTarget.value), { replace: true })}
      >
        {quarters.map(q => (
          <option key={q} value={q} selected={q === quarter}>
            {quarterName(q)}
          </option>
        ))}
      </select>
    </div>
  );
}

/** On paper nothing can be unfolded: what is one tap away stands at the end. */
function InFull({ letter }: { letter: Letter }) {
  const w = t.value.figures;
  const l = t.value.letter as unknown as Record<string, { title?: string; means?: string[] }>;
  const others = Object.keys(letter.tables).flatMap(table => {
    const of = l[table];
    return of?.means ? [{ title: of.title ?? '', means: of.means }] : [];
  });
  return (
    <div class="print-only" aria-hidden="true">
      <h2>{w.definition}</h2>
      <h3>{w.attainment.title}</h3>
      <Points points={w.definitionParts} />
      <h3>{w.progress.title}</h3>
      <Points points={w.progressParts} />
      {others.map(of => (
        <div key={of.title}>
          <h3>{of.title}</h3>
          <Points points={of.means} />
        </div>
      ))}
      <h2>{w.protection}</h2>
      <Points points={w.protectionParts} />
    </div>
  );
}
