import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { go } from '../../app/router.ts';
import { t } from '../../words/index.ts';
import { Sitting } from '../hand/Sitting.tsx';
import '../hand/hand.css';
import { myId, risen, sitting } from './me.ts';

/** Their goals, one a page, as on a phone that was handed over; the way out is theirs. */
export function Goals() {
  const w = t.value.own.goals;
  const page = useSignal(0);
  useEffect(() => risen, []);
  return (
    <Sitting
      person={myId()}
      since={sitting()}
      own={{
        ...w,
        page: page.value,
        turnTo: to => {
          page.value = to;
        },
        leave: () => go('#/'),
      }}
    />
  );
}
