import { type IconName, outlines } from './icons.ts';

export type { IconName };

/** A drawing beside words, never instead of them: it is hidden from screen readers. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={outlines[name]} />
    </svg>
  );
}
