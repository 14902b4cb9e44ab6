import type { ComponentChildren } from 'preact';
import { href, type ScreenProps } from '../../app/route.ts';
import { go } from '../../app/router.ts';
import {
  Button,
  Empty,
  Fold,
  LinkButton,
  List,
  ListItem,
  Notice,
  Page,
  Part,
  Row,
  say,
  Waiting,
} from '../../kit/index.ts';
import { type Answer, directory, session, status } from '../../model/index.ts';
import { fmt, t } from '../../words/index.ts';
import { Beside } from './Answers.tsx';
import { CurveView, countWords, Organisations } from './CurveView.tsx';
import { csvOf, csvwOf, download } from './csv.ts';
import { OverTime } from './OverTime.tsx';
import {
  type FigurePage,
  type Group,
  list,
  page,
  placeOf,
  refreshAll,
  type Table,
} from './pages.ts';
import { quarterName } from './tell.ts';
import '../../style/figures.css';

/** The figures of a quarter, read like a letter. */
export function Figures({ params }: ScreenProps) {
  const w = t.value.figures;
  const all = list();
  const quarters = all.data?.quarters ?? [];
  const quarter = params.quarter ?? quarters[0]?.quarter;
  const place = directory.value.place.name;
  const back = session.value?.role === 'coach' ? { back: href('alliance') } : {};
  if (!quarter || quarters.length === 0) {
    return (
      <Page title={w.title} {...back}>
        <Nothing answer={all} />
      </Page>
    );
  }
  return (
    <Page title={w.title} {...back} lead={quarterName(quarter)}>
      <Fetched answer={all} />
      <Chooser quarter={quarter} quarters={quarters.map(q => q.quarter)} />
      <div class="letter">
        <p>{w.opening(place || w.place)}</p>
        <p>{w.noTargets}</p>
      </div>
      <OneTable table="attainment" quarter={quarter} />
      <OneTable table="progress" quarter={quarter} />
      <Beside quarter={quarter} />
      <Completeness quarter={quarter} />
      <Part title={w.overTime}>
        <p>{w.overTimeIntro}</p>
        <OverTime table="attainment" quarters={quarters.map(q => q.quarter).reverse()} />
        <OverTime table="progress" quarters={quarters.map(q => q.quarter).reverse()} />
      </Part>
      <Shared quarter={quarter} />
      <Files quarter={quarter} />
      <div class="no-print">
        <List>
          <ListItem href={href('alliance')} icon="team" title={w.barriers} />
        </List>
      </div>
      <InFull />
    </Page>
  );
}

function Nothing({ answer }: { answer: Answer<unknown> }) {
  const w = t.value.figures;
  if (answer.loading) return <Waiting text={w.loading} />;
  if (answer.error && !answer.data) {
    const text = answer.error.code === 'offline' ? w.noneOffline : problemWords(answer.error.code);
    return (
      <Empty
        title={answer.error.code === 'offline' ? w.problem.offline : w.problem.heading}
        text={text}
        action={<Button onClick={() => void refreshAll(undefined)}>{w.problem.again}</Button>}
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

/** The place's curve of one table, with what it means one tap away. */
function OneTable({ table, quarter }: { table: Table; quarter: string }) {
  const w = t.value.figures;
  const answer = page(table, quarter, 'place');
  const group = placeOf(answer);
  return (
    <Part title={w[table].title}>
      <Loaded answer={answer}>
        {group && (
          <>
            <CurveView
              table={table}
              quarter={quarter}
              curve={group}
              quarters={group.quarters}
              title={w[table].chartTitle(quarterName(quarter))}
            />
            {group.self && <OwnHand table={table} quarter={quarter} group={group} />}
          </>
        )}
      </Loaded>
      {table === 'attainment' && (
        <>
          <Fold title={w.definition}>
            <Points points={w.definitionParts} />
          </Fold>
          <Fold title={w.protection}>
            <Points points={w.protectionParts} />
          </Fold>
        </>
      )}
    </Part>
  );
}

/** On paper nothing can be unfolded: what is one tap away stands at the end. */
function InFull() {
  const w = t.value.figures;
  return (
    <div class="print-only" aria-hidden="true">
      <h2>{w.definition}</h2>
      <Points points={w.definitionParts} />
      <h2>{w.protection}</h2>
      <Points points={w.protectionParts} />
    </div>
  );
}

function OwnHand(props: { table: Table; quarter: string; group: Group }) {
  const w = t.value.figures;
  const { self } = props.group;
  if (!self) return null;
  return (
    <Fold title={w.self.title}>
      <p>{w.self.text}</p>
      {self.cells.length === 0 ? (
        <p class="hint">{w.self.none}</p>
      ) : (
        <CurveView
          table={props.table}
          quarter={props.quarter}
          curve={self}
          title={`${w.self.title}, ${quarterName(props.quarter)}`}
        />
      )}
    </Fold>
  );
}

function Points({ points }: { points: string[] }) {
  return (
    <ul class="figure-points">
      {points.map(point => (
        <li key={point}>{point}</li>
      ))}
    </ul>
  );
}

function Loaded(props: { answer: Answer<FigurePage>; children: ComponentChildren }) {
  const { answer } = props;
  if (answer.data) return <>{props.children}</>;
  if (answer.loading) return <Waiting text={t.value.figures.loading} />;
  return <Nothing answer={answer} />;
}

function Completeness({ quarter }: { quarter: string }) {
  const w = t.value.figures.complete;
  const { data } = page('attainment', quarter, 'place');
  const group = placeOf(page('attainment', quarter, 'place'));
  if (!data || !group) return null;
  const about = (n: typeof group.people | undefined) =>
    typeof n === 'number' ? w.number(n) : countWords(n);
  const rows = [
    [w.goals_not_heard, about(data.complete.goals_not_heard)],
    [w.devices_not_heard, about(data.complete.devices_not_heard)],
    [w.left_out, about(group.left_out)],
    [w.no_goal_yet, about(group.no_goal_yet)],
    [w.added, about(group.added)],
    [w.set_aside, about(group.set_aside)],
  ];
  return (
    <Part title={w.title}>
      <p>{w.intro}</p>
      <dl class="complete">
        {rows.map(([what, number]) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd>{number}</dd>
          </div>
        ))}
      </dl>
      {rows.some(([, number]) => number === t.value.figures.withheld) && (
        <p class="hint">{t.value.figures.withheldWhy}</p>
      )}
      <p class="hint">{t.value.figures.released(fmt.day(data.released_at.slice(0, 10)))}</p>
    </Part>
  );
}

function Shared({ quarter }: { quarter: string }) {
  const w = t.value.figures;
  const answer = page('attainment', quarter, 'org');
  return (
    <Part title={w.orgs}>
      <Loaded answer={answer}>
        <Organisations table="attainment" quarter={quarter} groups={answer.data?.groups ?? []} />
      </Loaded>
    </Part>
  );
}

function Files({ quarter }: { quarter: string }) {
  const w = t.value.figures;
  const saved = (table: Table, kind: 'csv' | 'csvw') => {
    const { data } = page(table, quarter, 'place');
    const shared = page(table, quarter, 'org').data;
    if (!data) return;
    const groups = [...data.groups, ...(shared?.groups ?? []).filter(g => g.group !== 'place')];
    const whole = { ...data, groups };
    const name = `${table}-${quarter}.csv`;
    if (kind === 'csv') download(name, 'text/csv', csvOf(whole));
    else {
      const title = w[table].chartTitle(quarterName(quarter));
      download(`${name}-metadata.json`, 'application/csvm+json', csvwOf(whole, title, name));
    }
    say(w.csvDone, undefined, 4);
  };
  return (
    <section class="part no-print" aria-label={w.download}>
      <h2>{w.download}</h2>
      <p class="hint">{w.csvHow}</p>
      {(['attainment', 'progress'] as const).map(table => (
        <div key={table} class="file">
          <p>{w[table].title}</p>
          <Row>
            <Button onClick={() => saved(table, 'csv')} label={`${w.csvWords}: ${w[table].title}`}>
              {w.csvWords}
            </Button>
            <Button
              kind="quiet"
              onClick={() => saved(table, 'csvw')}
              label={`${w.csvMeta}: ${w[table].title}`}
            >
              {w.csvMeta}
            </Button>
          </Row>
        </div>
      ))}
      <Row>
        <Button onClick={() => print()}>{w.print}</Button>
        {session.value?.role === 'steward' && (
          <LinkButton kind="quiet" href="#/steward/quarters">
            {w.quarter}
          </LinkButton>
        )}
      </Row>
    </section>
  );
}
