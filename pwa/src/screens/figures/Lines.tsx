import type { AnswerTable, MoneyTable } from '../../words/en/letter.ts';
import { t } from '../../words/index.ts';

/** One line of a figure's bars: its words, its number, and how long the bar is, in percent. */
export interface Line {
  key: string;
  words: string;
  number: string;
  share: number | null;
}

/** What a cell of answers stands for: one of them, or one or another. */
export function eitherOf(table: AnswerTable, of: string[]): string {
  const labels: Record<string, string> = t.value.letter[table].labels;
  const [first = '', ...rest] = of.map(key => labels[key] ?? key);
  const lower = rest.map(text => text.charAt(0).toLocaleLowerCase() + text.slice(1));
  return t.value.letter.or([first, ...lower]);
}

/** What a cell of money stands for: one thing, or several taken together. */
export function labelOf(table: MoneyTable, of: string[]): string {
  const { labels } = t.value.letter[table] as { labels: Record<string, string> };
  return of.map(key => labels[key] ?? key).join(' / ');
}

/** Bars with their words beside them. */
export function Bars({ lines }: { lines: Line[] }) {
  return (
    <ul class="bars">
      {lines.map(line => (
        <li key={line.key}>
          <span>{line.words}</span>
          <strong>{line.number}</strong>
          {line.share !== null && <BarOf share={line.share} />}
        </li>
      ))}
    </ul>
  );
}

/** A bar for the eye alone: the number stands beside it in words. */
function BarOf({ share }: { share: number }) {
  return (
    <svg class="bar-line" viewBox="0 0 420 14" preserveAspectRatio="none" aria-hidden="true">
      <rect class="bar-whole" x="1" y="1" width="418" height="12" rx="4" />
      <rect class="bar-part" x="1" y="1" width={(418 * share) / 100} height="12" rx="4" />
    </svg>
  );
}

/** The same numbers as a table: what each line is, then its columns. */
export function LinesTable(props: {
  caption: string;
  heads: [string, ...string[]];
  rows: { key: string; words: string; cells: string[] }[];
}) {
  return (
    <table class="numbers">
      <caption>{props.caption}</caption>
      <thead>
        <tr>
          {props.heads.map(head => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {props.rows.map(row => (
          <tr key={row.key}>
            <th scope="row">{row.words}</th>
            {row.cells.map((cell, i) => (
              <td key={props.heads[i + 1]}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
