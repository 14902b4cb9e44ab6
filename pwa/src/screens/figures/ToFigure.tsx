import { href } from '../../app/route.ts';
import type { Letter } from './pages.ts';
import { tableTitle } from './tell.ts';

/** A link to one figure of the letter, by its own address. */
export function ToFigure({ letter, table }: { letter: Letter; table: string }) {
  return (
    <a href={href('figures', letter.release, table)} onClick={() => arriveAt(table)}>
      {tableTitle(table)}
    </a>
  );
}

/** Goes to a figure of the page that is open: its heading has the focus, for readers of the screen. */
export function arriveAt(table: string): void {
  const figure = document.getElementById(`fig-${table}`);
  const heading = figure?.querySelector<HTMLElement>('h2, h3');
  if (heading) heading.tabIndex = -1;
  heading?.focus({ preventScroll: true });
  figure?.scrollIntoView();
}
