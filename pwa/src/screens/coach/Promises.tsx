import { href } from '../../app/route.ts';
import { Icon } from '../../kit/index.ts';
import { session, type View } from '../../model/index.ts';
import { t } from '../../words/index.ts';
import { sayPromised } from './days.ts';
import { calledOf, people, whoIs } from './lives.ts';
import { keepWithUndo } from './saving.ts';

type Thread = View<'thread'>;

/** The person whose life a thread belongs to, by its scope. */
export type Owner = (thread: Thread) => string | undefined;

export const isOpen = (thread: Thread) => (thread.state ?? 'open') === 'open';

/** Open threads, the soonest first; those without a day come last. */
export function soonest(threads: Thread[]): Thread[] {
  const due = (x: Thread) => x.promised_for || '9999';
  return threads
    .filter(isOpen)
    .sort((a, b) => (due(a) === due(b) ? a.madeAt - b.madeAt : due(a) < due(b) ? -1 : 1));
}

/** Whether a promise is mine to see to: I have it, a person of mine has it, or I made it for nobody named. */
export function isMine(thread: Thread): boolean {
  const me = session.value?.member;
  const who = thread.who_has_it;
  if (!who) return thread.madeBy === me;
  if (who === `member:${me}`) return true;
  return who.startsWith('person:') && people().some(p => `person:${p.id}` === who && withMe(p));
}

/** Whether I stand in a person's circle by my own name. */
export function withMe(person: View<'person'>): boolean {
  return person.circle.includes(`member:${session.value?.member}`);
}

/** Promises to tick off; each can be taken back for ten seconds. */
export function Promises(props: { threads: Thread[]; owner: Owner; named?: boolean }) {
  return (
    <ul class="list">
      {props.threads.map(thread => (
        <PromiseLine key={thread.id} thread={thread} {...props} />
      ))}
    </ul>
  );
}

function PromiseLine(props: { thread: Thread; owner: Owner; named?: boolean }) {
  const { thread } = props;
  const words = t.value.coach.home;
  const person = props.owner(thread);
  const text = thread.words.text || words.noWords;
  const who = thread.who_has_it;
  const mine = who === `member:${session.value?.member}`;
  const note = [
    props.named && person ? calledOf(person) : '',
    who && !mine && who !== `person:${person}` ? whoIs(who) : '',
    who && who === `person:${person}` && !props.named ? calledOf(person ?? '') : '',
    sayPromised(thread.promised_for),
  ].filter(Boolean);
  return (
    <li class="item">
      <button
        type="button"
        class="tick"
        aria-label={words.tick(text)}
        onClick={() => {
          const { scope, id } = thread;
          keepWithUndo([{ scope, kind: 'thread', id, set: { state: 'done' } }], words.ticked);
        }}
      >
        <Icon name="tick" />
      </button>
      <a class="item-main" href={person ? href('p', person, 'r', 'thread', thread.id) : '#/'}>
        <span class="item-words">
          <span class="item-title">{text}</span>
          <span class="item-note">{note.join(' · ')}</span>
        </span>
      </a>
    </li>
  );
}
