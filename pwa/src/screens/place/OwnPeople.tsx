import { useSignal } from '@preact/signals';
import { href, type ScreenProps } from '../../app/route.ts';
import { Button, Card, Empty, Fold, List, ListItem, Page, Part, Waiting } from '../../kit/index.ts';
import { allOf, cached, directory, records, today, type View } from '../../model/index.ts';
import { fmt, t } from '../../words/index.ts';
import { current } from '../coach/settled.ts';
import { bandWords, quarterName } from '../figures/tell.ts';
import '../../style/figures.css';
import '../../style/place.css';
import '../../style/print.css';
import { OwnRows } from './OwnRows.tsx';
import { Several } from './Reflections.tsx';
import { reflectionsIn } from './sharing.ts';

interface OwnCell {
  at_least?: number;
  key?: string;
  people: number;
  minor_units?: number;
}

interface OwnTable {
  table: string;
  shape: 'curve' | 'choice' | 'money';
  people: number;
  currency?: string;
  minor_units?: number;
  cells: OwnCell[];
  /** The finest scale on which so few people could be told of; '' for none. */
  scale: string;
}

interface OwnFigures {
  quarter: string;
  open: boolean;
  tables: OwnTable[];
}

/** `2026-11-28` as `2026-Q4`. */
export function quarterOf(day: string): string {
  return `${day.slice(0, 4)}-Q${Math.floor((Number(day.slice(5, 7)) - 1) / 3) + 1}`;
}

/** The quarter so many before. */
export function quarterBefore(quarter: string, back: number): string {
  const at = Number(quarter.slice(0, 4)) * 4 + Number(quarter.slice(6)) - 1 - back;
  return `${Math.floor(at / 4)}-Q${(at % 4) + 1}`;
}

/** What a team learns from its own people: exact, for those who work with them. */
export function OwnPeople({ params }: ScreenProps) {
  const w = t.value.place.own;
  const team = params.id ?? '';
  const back = useSignal(0);
  const quarter = quarterBefore(quarterOf(today()), back.value);
  const name = directory.value.teams.find(x => x.id === team)?.name ?? w.title;
  return (
    <Page title={w.title} lead={name} back={href('team', team)}>
      <div class="field">
        <label class="label" for="own-quarter">
          {t.value.figures.quarter}
        </label>
        <select
          id="own-quarter"
          class="input"
          value={back.value}
          onChange={event => {
            back.value = Number(event.currentTarget.value);
          }}
        >
          {[0, 1, 2, 3, 4, 5, 6, 7].map(n => (
            <option key={n} value={n} selected={n === back.value}>
              {quarterName(quarterBefore(quarterOf(today()), n))}
            </option>
          ))}
        </select>
      </div>
      <Decided team={team} quarter={quarter} />
      <Learnt team={team} quarter={quarter} />
      <Counted quarter={quarter} />
    </Page>
  );
}

const isIn = (day: string | null | undefined, quarter: string) =>
  !!day && quarterOf(day) === quarter;

/** What the team decided in the quarter, and what came of it. */
function Decided({ team, quarter }: { team: string; quarter: string }) {
  const w = t.value.place.own;
  const pots = new Set(records(`team:${team}`, 'pot').map(p => p.id));
  const all = current(allOf('decision'))
    .filter(d => (d.scope === `team:${team}` || pots.has(d.pot ?? '')) && isIn(d.on, quarter))
    .sort((a, b) => (b.on ?? '').localeCompare(a.on ?? '') || b.id.localeCompare(a.id));
  const heard = all.filter(d => d.came_of_it.text);
  return (
    <Part title={w.decided}>
      {all.length === 0 ? (
        <p class="hint">{w.decidedNone}</p>
      ) : (
        <>
          <p>{w.decidedHeard(heard.length, all.length)}</p>
          <Decisions some={heard} />
          {all.length > heard.length && (
            <Fold title={w.unheard} note={fmt.number(all.length - heard.length)}>
              <Decisions some={all.filter(d => !d.came_of_it.text)} />
            </Fold>
          )}
        </>
      )}
    </Part>
  );
}

function Decisions({ some }: { some: View<'decision'>[] }) {
  const w = t.value.place.own;
  return (
    <List>
      {some.map(d => {
        const [sort, id = ''] = d.scope.split(':');
        const sum = d.minor_units
          ? fmt.money(d.minor_units, d.currency ?? directory.value.place.currency)
          : '';
        return (
          <ListItem
            key={d.id}
            {...(sort === 'person' ? { href: href('p', id, 'r', 'decision', d.id) } : {})}
            title={[d.what || w.noWords, sum].filter(Boolean).join(', ')}
            note={d.came_of_it.text || (d.on ? fmt.day(d.on) : '')}
          />
        );
      })}
    </List>
  );
}

/** What the team wrote down for each other in the quarter. */
function Learnt({ team, quarter }: { team: string; quarter: string }) {
  const w = t.value.place.own;
  const then = reflectionsIn(`team:${team}`).filter(r =>
    isIn(new Date(r.madeAt).toISOString().slice(0, 10), quarter),
  );
  return (
    <Part title={w.learnt}>
      <Several reflections={then} none={w.learntNone} />
    </Part>
  );
}

/** The numbers over the team's own people, and what others will see of them. */
function Counted({ quarter }: { quarter: string }) {
  const w = t.value.place.own;
  const path = `/v1/figures/own?quarter=${quarter}`;
  const answer = cached<OwnFigures>(path).value.value;
  if (!answer.data) {
    if (answer.loading) return <Waiting text={t.value.figures.loading} />;
    return (
      <Empty
        title={answer.error?.code === 'offline' ? t.value.place.needsNetwork : w.notFetched}
        action={<Button onClick={() => void cached(path).refresh()}>{t.value.place.again}</Button>}
      />
    );
  }
  const told = answer.data.tables.filter(one => one.people > 0);
  return (
    <Part title={w.counted}>
      <p>{w.countedText}</p>
      {answer.data.open && <p class="hint">{w.open}</p>}
      {told.length === 0 && <p class="hint">{w.countedNone}</p>}
      {told.map(one => (
        <OneOwn key={one.table} one={one} />
      ))}
      <h3>{w.others}</h3>
      <p>{w.othersText}</p>
    </Part>
  );
}

function OneOwn({ one }: { one: OwnTable }) {
  const w = t.value.place.own;
  const words = t.value.tables;
  const all = one.shape === 'money' ? (one.minor_units ?? 0) : one.people;
  const rows = one.cells.map(cell => {
    const value = one.shape === 'money' ? (cell.minor_units ?? 0) : cell.people;
    return {
      key: cell.key ?? String(cell.at_least),
      words: cell.at_least
        ? bandWords(one.table === 'progress' ? 'progress' : 'attainment', cell.at_least)
        : (words.of[one.table]?.options[cell.key ?? ''] ?? cell.key ?? ''),
      value: one.shape === 'money' ? fmt.money(value, one.currency ?? 'GBP') : fmt.number(value),
      share: all > 0 ? Math.round((100 * value) / all) : null,
    };
  });
  return (
    <Card>
      <h3>{words.of[one.table]?.title ?? one.table}</h3>
      <OwnRows
        caption={w.of(one.people)}
        head={one.shape === 'money' ? words.sum : words.people}
        rows={rows}
      />
      <p class="hint">{one.scale ? w.wouldShow : w.wouldHide}</p>
      <Fold title={words.definition}>
        <p>{words.of[one.table]?.means}</p>
      </Fold>
    </Card>
  );
}
