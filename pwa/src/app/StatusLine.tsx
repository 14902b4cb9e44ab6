import { status } from '../model/index.ts';
import type { Status } from '../model/types.ts';
import { fmt, t } from '../words/index.ts';

/** Always in sight: what is saved here, on its way, with the server, or in need of its author. */
export function StatusLine() {
  const now = status.value;
  const needs = now.phase === 'needs_you' ? ' status-needs' : '';
  return (
    <>
      <a class={`status${needs}`} href="#/waiting" data-phase={now.phase}>
        {sentence(now)}
      </a>
      {/* Beside the link, not in it: what is in a live region does not name a link. */}
      <span class="aloud" role="status">
        {sentence(now)}
      </span>
    </>
  );
}

function sentence(now: Status): string {
  const words = t.value.shell.status;
  const { phase, waiting, needs, online, full, firstSync } = now;
  if (phase === 'needs_you') return needs > 0 ? words.needsYou(needs) : words.needsYouPlain;
  if (!online) return waiting > 0 ? words.offlineWaiting(waiting) : words.offline;
  if (full && waiting > 0) return words.full(waiting);
  if (waiting > 0)
    return phase === 'sending' ? words.sendingNow(waiting) : words.savedWaiting(waiting);
  if (firstSync) {
    const { done, total } = firstSync;
    return total === null ? words.fetching : words.fetchingOf(fmt.number(done), fmt.number(total));
  }
  return words.sent;
}
