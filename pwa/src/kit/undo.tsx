import { signal } from '@preact/signals';
import { after } from '../local/clock.ts';
import { t } from '../words/index.ts';
import { Icon } from './icon.tsx';

interface Offer {
  text: string;
  undo?: () => Promise<unknown>;
}

const offer = signal<Offer | null>(null);
let cancel = () => {};

/**
 * Says what was just done, for as long as it can be taken back (10 s). Only one stands
 * at a time; a new one replaces it. Without `undo` it only says it; an `undo` that answers
 * false came too late.
 */
export function say(text: string, undo?: () => Promise<unknown>, seconds = 10): void {
  cancel();
  offer.value = undo ? { text, undo } : { text };
  cancel = after(seconds * 1000, hush);
}

function hush(): void {
  cancel();
  offer.value = null;
}

/** How many save bars are on the screen; what is said stands in them then. */
const bars = signal(0);

/** A save bar appears; the answer is for when it goes. */
export function barShown(): () => void {
  bars.value++;
  document.documentElement.classList.add('has-save-bar');
  return () => {
    bars.value--;
    document.documentElement.classList.toggle('has-save-bar', bars.peek() > 0);
  };
}

/** Where `say` speaks; the shell shows one, on every page. */
export function SayBar() {
  return bars.value > 0 ? null : <Say />;
}

/** What was just done, read out, and the way to take it back. */
export function Say() {
  const now = offer.value;
  const words = t.value.coach.kit;
  return (
    <div class="say" role="status">
      {now && (
        <div class="say-bar">
          <span class="say-text">{now.text}</span>
          {now.undo && (
            <button
              type="button"
              class="say-button"
              onClick={async () => {
                hush();
                const whole = await now.undo?.();
                say(whole === false ? words.tooLate : words.undone, undefined, 4);
              }}
            >
              <Icon name="putback" />
              {words.undo}
            </button>
          )}
        </div>
      )}
    </div>
  );
}
