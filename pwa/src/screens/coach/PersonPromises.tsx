import { href } from '../../app/route.ts';
import { LinkButton, Part } from '../../kit/index.ts';
import { about } from './lives.ts';
import { Promises, soonest } from './Promises.tsx';
import { w } from './words.ts';

/** All that was promised to a person and is still to do, whoever has it. */
export function PersonPromises({ person }: { person: string }) {
  const words = w.value.person;
  const threads = soonest(about(person, 'thread'));
  return (
    <Part
      title={words.promises}
      action={
        <LinkButton
          href={href('p', person, 'add', 'thread')}
          kind="quiet"
          icon="add"
          label={words.addPromise}
        >
          {w.value.add}
        </LinkButton>
      }
    >
      {threads.length > 0 ? (
        <Promises threads={threads} owner={() => person} />
      ) : (
        <p class="item-note">{w.value.home.none}</p>
      )}
    </Part>
  );
}
