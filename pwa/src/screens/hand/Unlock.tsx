import { useSignal } from '@preact/signals';
import { useEffect, useId } from 'preact/hooks';
import { href } from '../../app/route.ts';
import { go } from '../../app/router.ts';
import { after } from '../../local/clock.ts';
import { fmt, t } from '../../words/index.ts';
import { giveBack, held, secondsToWait } from './held.ts';
import { Turn } from './Turn.tsx';

/** The coach's way out: four digits. */
export function Unlock({ person, stay }: { person: string; stay: () => void }) {
  const w = t.value.hand.unlock;
  const id = useId();
  const code = useSignal('');
  const problem = useSignal('');
  const wait = useSignal(secondsToWait());
  useEffect(() => {
    if (wait.value === 0) return;
    return after(500, () => {
      wait.value = secondsToWait();
    });
  });
  const open = () => {
    if (code.value.length < 4) {
      problem.value = w.missing;
      return;
    }
    const outcome = giveBack(code.value);
    if (outcome === 'open') {
      go(href('p', person), { replace: true });
      return;
    }
    code.value = '';
    wait.value = secondsToWait();
    problem.value = outcome === 'wrong' ? w.wrong : '';
  };
  const shown = wait.value > 0 ? w.wait(wait.value) : problem.value;
  return (
    <Turn onSubmit={open} onBack={stay} backward={w.stay} forward={w.open}>
      <h1 tabIndex={-1}>{w.heading}</h1>
      <p class="hand-lead">{w.text}</p>
      <div class="hand-words">
        <label for={id}>{w.code}</label>
        <p id={`${id}-hint`}>{w.codeHint}</p>
        {shown && (
          <p class="hand-failed" id={`${id}-problem`} role="alert">
            {shown}
          </p>
        )}
        <input
          id={id}
          class="hand-code"
          type="password"
          inputMode="numeric"
          autoComplete="off"
          maxLength={4}
          disabled={wait.value > 0}
          aria-describedby={shown ? `${id}-hint ${id}-problem` : `${id}-hint`}
          aria-invalid={problem.value !== ''}
          value={code.value}
          onInput={event => {
            code.value = event.currentTarget.value.replace(/\D/g, '').slice(0, 4);
          }}
        />
      </div>
      {held.value && held.value.tries + (wait.value > 0 ? 3 : 0) >= 3 && (
        <p class="hand-last">{w.opens(fmt.time(held.value.until))}</p>
      )}
    </Turn>
  );
}
