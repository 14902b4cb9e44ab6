import { href } from '../../app/route.ts';
import { LinkButton, Part } from '../../kit/index.ts';
import { t } from '../../words/index.ts';
import { about } from './lives.ts';
import { Promises, soonest } from './Promises.tsx';

/** All that was promised to a person and is still to do, whoever has it. */
export function PersonPromises({ person }: { person: string }) {
  const words = t.value.coach.person;
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
          {t.value.coach.add}
        </LinkButton>
      }
    >
      {threads.length > 0 ? (
        <Promises threads={threads} owner={() => person} />
      ) : (
        <p class="item-note">{t.value.coach.home.none}</p>
      )}
    </Part>
  );
}
