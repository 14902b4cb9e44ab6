import './kept.css';
import { fmt } from '../../words/index.ts';
import type { Beside } from './beside.ts';

/** What the person says about a record, with the same weight as what was written. */
export function TheirWords({ beside, title }: { beside: Beside[]; title: string }) {
  if (beside.length === 0) return null;
  return (
    <section class="beside">
      <p>
        <strong>{title}</strong>
      </p>
      {beside.map(one => (
        <div key={one.id}>
          <p class="prose">{one.words}</p>
          <p class="item-note">{fmt.day(one.on)}</p>
        </div>
      ))}
    </section>
  );
}
