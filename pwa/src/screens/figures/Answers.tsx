import type { ComponentChildren } from 'preact';
import { Card, Fold, Part } from '../../kit/index.ts';
import { cached, record } from '../../model/index.ts';
import { fmt, t } from '../../words/index.ts';
import type { Count } from './pages.ts';

/** One line of a table that is no curve. */
export interface AnswerCell {
  key: string;
  /** The options that it takes together. */
  of?: string[];
  people?: Count;
  percent?: Count;
  /** Minor units of the group's currency. */
  minor_units?: Count;
  times?: Count;
}

interface AnswerGroup {
  people: Count;
  times?: Count;
  currency?: string;
  minor_units?: Count;
  cells: AnswerCell[];
  quarters?: number;
}

interface AnswerPage {
  shape: 'choice' | 'money' | 'tally';
  groups: AnswerGroup[];
}

/** The tables beside the curves, by the question that they belong to. */
export function Beside({ quarter }: { quarter: string }) {
  const w = t.value.tables;
  return (
    <>
      <Part title={w.better}>
        <Answers table="better_life" quarter={quarter} />
      </Part>
      <Part title={w.voices}>
        <Answers table="voices" quarter={quarter} />
        <Answers table="who_chose" quarter={quarter} />
      </Part>
      <Part title={w.effective}>
        <p>{w.effectiveText}</p>
      </Part>
      <Part title={w.efficient}>
        {['right_first_time', 'waits', 'hand_overs', 'reassessed', 'ease', 'morale'].map(table => (
          <Answers key={table} table={table} quarter={quarter} />
        ))}
      </Part>
      <Part title={w.sustainable}>
        <Answers table="gained" quarter={quarter} />
        <Answers table="gains" quarter={quarter} />
      </Part>
      <Part title={w.money}>
        <Answers table="spending_by_month" quarter={quarter} />
        <Answers table="spending_by_what" quarter={quarter} />
      </Part>
      <Part title={titleOf('barriers')}>
        <Answers table="barriers" quarter={quarter} />
      </Part>
    </>
  );
}

const titleOf = (table: string) => t.value.tables.of[table]?.title ?? table;

/** One table: its name, its numbers with a bar each, and what it counts one tap away. */
function Answers({ table, quarter }: { table: string; quarter: string }) {
  const w = t.value.tables;
  const path = `/v1/figures/${table}?quarter=${quarter}&by=place`;
  const answer = cached<AnswerPage>(path).value.value;
  const group = answer.data?.groups[0];
  if (!answer.data || !group) return null;
  return (
    <Card>
      <h3>{titleOf(table)}</h3>
      <Numbers table={table} shape={answer.data.shape} group={group} />
      {(group.quarters ?? 1) > 1 && <p class="hint">{t.value.figures.pooled}</p>}
      <Fold title={w.definition}>
        <p>{w.of[table]?.means}</p>
      </Fold>
    </Card>
  );
}

function Numbers(props: { table: string; shape: AnswerPage['shape']; group: AnswerGroup }) {
  const w = t.value.tables;
  const { table, shape, group } = props;
  const hidden = group.cells.filter(c => numberOf(c, shape) === '*').length;
  if (group.cells.length === 0 || hidden === group.cells.length) {
    const counted = shape === 'tally' ? group.times : group.people;
    return <p>{counted === 0 && shape === 'tally' ? w.none : w.nothing}</p>;
  }
  return (
    <>
      <AnswerTable
        heard
        caption={titleOf(table)}
        head={shape === 'money' ? w.sum : shape === 'tally' ? w.times : w.people}
        rows={group.cells.map(cell => ({
          key: cell.key,
          words: cellWords(table, cell),
          value: told(cell, shape, group.currency),
          share: share(cell, shape, group),
        }))}
        total={totalOf(shape, group)}
      />
      {hidden > 0 && <p class="hint">{w.few}</p>}
    </>
  );
}

function numberOf(cell: AnswerCell, shape: AnswerPage['shape']): Count | undefined {
  return { choice: cell.people, money: cell.minor_units, tally: cell.times }[shape];
}

function told(cell: AnswerCell, shape: AnswerPage['shape'], currency = 'GBP'): string {
  const value = numberOf(cell, shape);
  if (typeof value !== 'number') return t.value.tables.withheld;
  if (shape === 'money') return fmt.money(value, currency);
  const percent = typeof cell.percent === 'number' ? t.value.figures.percent(cell.percent) : '';
  return percent ? `${fmt.number(value)} (${percent})` : fmt.number(value);
}

/** 0 to 100, for the bar; null where it is not known. */
function share(cell: AnswerCell, shape: AnswerPage['shape'], group: AnswerGroup): number | null {
  const value = numberOf(cell, shape);
  const all = { choice: group.people, money: group.minor_units, tally: group.times }[shape];
  if (typeof value !== 'number' || typeof all !== 'number' || all <= 0) return null;
  return Math.min(100, Math.round((100 * value) / all));
}

function totalOf(shape: AnswerPage['shape'], group: AnswerGroup): string {
  if (shape !== 'money') return '';
  return typeof group.minor_units === 'number'
    ? fmt.money(group.minor_units, group.currency ?? 'GBP')
    : t.value.tables.withheld;
}

/** What a line is about: its options joined, a barrier's words, or who could help. */
function cellWords(table: string, cell: AnswerCell): string {
  const w = t.value.tables;
  const [sort, id = ''] = cell.key.split(/:(.*)/s);
  if (sort === 'barrier') return record('place', 'barrier', id)?.what.text || id;
  if (sort === 'who') return id;
  const options = w.of[table]?.options ?? {};
  return (cell.of ?? [cell.key])
    .map(key => options[key] ?? key)
    .map((words, i) => (i === 0 ? words : words.charAt(0).toLocaleLowerCase() + words.slice(1)))
    .join(w.and);
}

export interface AnswerRow {
  key: string;
  words: string;
  value: string;
  share: number | null;
}

/** A table whose lines have a quiet bar; what is not known has none. */
export function AnswerTable(props: {
  caption: string;
  head: string;
  rows: AnswerRow[];
  total?: string;
  /** The caption is for those who hear the page; others read it above the table. */
  heard?: boolean;
}) {
  const w = t.value.tables;
  return (
    <table class="numbers">
      <caption>
        <span class={props.heard ? 'aloud' : undefined}>{props.caption}</span>
      </caption>
      <thead>
        <tr>
          <th scope="col">{w.answer}</th>
          <th scope="col">{props.head}</th>
        </tr>
      </thead>
      <tbody>
        {props.rows.map(row => (
          <tr key={row.key}>
            <th scope="row">
              {row.words}
              <ShareBar share={row.share} />
            </th>
            <td>{row.value}</td>
          </tr>
        ))}
        {props.total && (
          <tr>
            <th scope="row">{w.total}</th>
            <td>{props.total}</td>
          </tr>
        )}
      </tbody>
    </table>
  );
}

function ShareBar({ share }: { share: number | null }): ComponentChildren {
  if (share === null) return null;
  return (
    <svg class="share-bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
      <rect class="share-all" width="100" height="4" />
      <rect class="share-part" width={share} height="4" />
    </svg>
  );
}
