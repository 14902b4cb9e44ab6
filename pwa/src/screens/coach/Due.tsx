import { Notice } from '../../kit/index.ts';
import { cached } from '../../model/index.ts';
import { fmt } from '../../words/index.ts';
import { w } from './words.ts';

interface DuePerson {
  id: string;
  kind: 'left' | 'quiet';
  /** YYYY-MM-DD */
  due_on: string;
  state: 'due' | 'soon' | 'waits';
}

/** That a record may go soon because its time is up, for whoever can keep it by a line. */
export function Due({ id }: { id: string }) {
  const due = cached<{ items: DuePerson[] }>('/v1/people/due').value.value.data;
  const one = due?.items.find(it => it.id === id);
  if (!one) return null;
  const words = w.value.due;
  const day = fmt.dayLong(one.due_on);
  return (
    <Notice icon="heed">
      <p>{one.state === 'soon' ? words.soon(day) : words.past(day)}</p>
      <p>{words.keep}</p>
    </Notice>
  );
}
