import type { AnswerTable } from '../../words/en/letter.ts';
import { t } from '../../words/index.ts';
import type { AnswerCell, Cell, Curve, Group, Table } from './pages.ts';

/** `2026-Q3` as words. */
export function quarterName(quarter: string, short = false): string {
  const [year = '', q = ''] = quarter.split('-Q');
  const w = t.value.figures;
  return short ? w.quarterShort(q, year) : w.quarterName(q, year);
}

/** `2026-Q3` as people write it: Q3 2026. */
export function quarterLabel(quarter: string): string {
  const [year = '', q = ''] = quarter.split('-Q');
  return t.value.figures.quarterLabel(q, year);
}

/** The name of the nth month of `2026-Q3`, from 1 to 3. */
export function monthOf(quarter: string, n: number): string {
  const q = Number(quarter.split('-Q')[1]);
  return t.value.figures.months[3 * (q - 1) + n - 1] ?? '';
}

/** Percentages that have a word of their own; others are told as they are. */
const shares = [
  [4, 'few'],
  [25, 'quarter'],
  [33, 'third'],
  [50, 'half'],
  [67, 'twoThirds'],
  [75, 'most'],
  [96, 'all'],
] as const;

/** "about half" for 48. */
export function shareWords(percent: number): string {
  const w = t.value.figures.share;
  const [near, word] = shares.reduce((best, next) =>
    Math.abs(next[0] - percent) < Math.abs(best[0] - percent) ? next : best,
  );
  return Math.abs(near - percent) <= 4 ? w[word] : w.percent(percent);
}

/** What a curve says, as one or two sentences; [] where nothing can be told. */
export function sentences(table: Table, curve: Curve): string[] {
  const half = curve.cells.find(c => c.at_least === 50);
  const all = curve.cells.find(c => c.at_least === 100);
  const some = curve.cells.find(c => c.at_least === 1);
  const told = [half ?? some, half ? all : undefined].filter(c => c !== undefined);
  return told.map(cell => sentence(table, curve, cell)).filter(text => text !== '');
}

function sentence(table: Table, curve: Curve, cell: Cell): string {
  const w = t.value.figures;
  const what = whatWords(table, cell.at_least);
  if (cell.percent !== '*' && curve.people !== '*') {
    return capital(w.sentence(shareWords(cell.percent), curve.people, what));
  }
  return cell.people === '*' ? '' : capital(w.someOf(cell.people, what));
}

function whatWords(table: Table, at: number): string {
  const w = t.value.figures;
  if (table === 'attainment') {
    return { 1: w.doneSome, 50: w.doneHalf, 100: w.doneAll }[at] ?? w.doneAt(at);
  }
  return { 1: w.farSome, 50: w.farHalf, 100: w.farAll }[at] ?? w.farAt(at);
}

/** What one line of the table is about. */
export function bandWords(table: Table, at: number): string {
  const w = t.value.figures;
  return table === 'attainment' ? w.bandGoals(at) : w.bandFar(at);
}

/** How coarse the curve is and why; '' for the finest. */
export function scaleWords(scale: string): string {
  const words = t.value.figures.scale as Record<string, string>;
  return scale === 'tenths' ? '' : (words[scale] ?? '');
}

function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}

/** What a table of answers says in one sentence: the answers from the most people on. */
export function answersTold(table: AnswerTable, group: Group<AnswerCell>): string {
  const w = t.value.letter;
  const told: Record<string, string> = w[table].told;
  const shown = group.cells.flatMap(c => (c.people === '*' ? [] : [{ ...c, people: c.people }]));
  // "Nothing of the kind" is understood only after what is meant.
  if (table !== 'gained') shown.sort((a, b) => b.people - a.people);
  const parts = shown.slice(0, 2).map((cell, i) => {
    const what = w.or(cell.of.map(key => told[key] ?? key));
    if (cell.percent !== '*' && i > 0) return w.more(shareWords(cell.percent), what);
    return cell.percent !== '*' && group.people !== '*'
      ? w.sentence(shareWords(cell.percent), group.people, w[table].of, what)
      : w.counted(cell.people, w[table].of, what);
  });
  return parts.map(part => `${capital(part)}.`).join(' ');
}

/** The heading of a table's figure; '' for one that the page does not show. */
export function tableTitle(table: string): string {
  if (table === 'attainment' || table === 'progress') return t.value.figures[table].title;
  const known = t.value.letter as unknown as Record<string, { title?: string } | undefined>;
  return known[table]?.title ?? '';
}
