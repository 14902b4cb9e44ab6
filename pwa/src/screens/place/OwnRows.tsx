import type { ComponentChildren } from 'preact';
import { t } from '../../words/index.ts';

interface OwnRow {
  key: string;
  words: string;
  value: string;
  share: number | null;
}

/** A table whose lines have a quiet bar; what has no share has none. */
export function OwnRows(props: { caption: string; head: string; rows: OwnRow[] }) {
  const w = t.value.tables;
  return (
    <table class="numbers">
      <caption>{props.caption}</caption>
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
