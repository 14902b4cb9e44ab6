import { href } from '../../app/route.ts';
import { lockNow } from '../../lock/watch.ts';
import { t } from '../../words/index.ts';
import { Turn } from './Turn.tsx';

/** The way out: the phone locks, and whoever handed it over opens it with their passphrase. */
export function GiveBack({ person, stay }: { person: string; stay: () => void }) {
  const w = t.value.hand.unlock;
  return (
    <Turn
      onSubmit={() => void lockNow(href('p', person))}
      onBack={stay}
      backward={w.stay}
      forward={w.lock}
    >
      <h1 tabIndex={-1}>{w.heading}</h1>
      <p class="hand-lead">{w.text}</p>
    </Turn>
  );
}
