import type { ComponentChildren } from 'preact';
import { t } from '../../words/index.ts';

/** What every page of a sitting is given. */
export interface PageProps {
  scope: string;
  /** Since when the phone has been in the person's hands, ms since 1970. */
  since: number;
  next: () => void;
  back: () => void;
}

/** One page: what it asks, and the way on and back at its foot. */
export function Turn(props: {
  children: ComponentChildren;
  onSubmit: () => void;
  forward: string;
  onBack?: () => void;
  /** What the way back says, where it is not the page before. */
  backward?: string;
}) {
  const w = t.value.hand;
  return (
    <form
      class="hand-page"
      noValidate
      onSubmit={event => {
        event.preventDefault();
        props.onSubmit();
      }}
    >
      {props.children}
      <div class="hand-turn">
        {props.onBack && (
          <button type="button" class="hand-back" onClick={props.onBack}>
            {props.backward ?? w.back}
          </button>
        )}
        <button type="submit" class="hand-next">
          {props.forward}
        </button>
      </div>
    </form>
  );
}
