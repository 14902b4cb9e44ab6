import { useState } from 'preact/hooks';
import { href } from '../../app/route.ts';
import {
  Button,
  Empty,
  Fold,
  LinkButton,
  List,
  ListItem,
  Page,
  Part,
  SaveBar,
  Waiting,
} from '../../kit/index.ts';
import { allOf, lastDay, reading, record, scopesOf, status, type View } from '../../model/index.ts';
import { t } from '../../words/index.ts';
import { dayOf, sayDay } from './days.ts';
import { isBetween, people } from './lives.ts';
import { isMine, Promises, soonest, withMe } from './Promises.tsx';

const fewPromises = 5;

/** The person that a scope tells of; undefined for other scopes. */
export function personOfScope(scope: string): string | undefined {
  const [sort, id = ''] = scope.split(':');
  if (sort === 'person') return id;
  return isBetween(scope) ? (record(scope, 'between', id)?.about ?? undefined) : undefined;
}

/** The day of the last visit to each person, by their id; null while that is being read. */
export function lastVisits(): Map<string, string> | null {
  if (reading.value) return null;
  const last = new Map<string, string>();
  const dayIt = (on: string, madeAt: number) => on || dayOf(madeAt);
  for (const scope of [...scopesOf('person'), ...scopesOf('between')]) {
    const person = personOfScope(scope);
    const day = lastDay(scope, 'visit', 'on', dayIt);
    if (person && day > (last.get(person) ?? '')) last.set(person, day);
  }
  return last;
}

/** Opens on what was promised; then the people. */
export function Home() {
  const words = t.value.coach.home;
  const everybody = people();
  const first = status.value.firstSync;
  return (
    <Page title={words.title}>
      {first && <Waiting text={words.first(first.done)} done={first.done} total={first.total} />}
      <MyPromises />
      <PeopleLists everybody={everybody} />
      {everybody.length > 0 && (
        <SaveBar>
          <LinkButton href="#/log" kind="primary" icon="visit" wide>
            {words.logVisit}
          </LinkButton>
        </SaveBar>
      )}
    </Page>
  );
}

function MyPromises() {
  const words = t.value.coach.home;
  const [all, setAll] = useState(false);
  const threads = soonest(allOf('thread').filter(isMine));
  const rest = threads.length - fewPromises;
  if (threads.length === 0) {
    return <Empty title={words.none} text={words.noneText} />;
  }
  return (
    <div class="part">
      <Promises
        threads={all ? threads : threads.slice(0, fewPromises)}
        owner={thread => personOfScope(thread.scope)}
        named
      />
      {rest > 0 && !all && (
        <Button kind="quiet" onClick={() => setAll(true)}>
          {words.more(rest)}
        </Button>
      )}
    </div>
  );
}

export const byName = (a: View<'person'>, b: View<'person'>) =>
  a.called.text.localeCompare(b.called.text);

function PeopleLists({ everybody }: { everybody: View<'person'>[] }) {
  const words = t.value.coach.home;
  const add = (
    <LinkButton href={href('people', 'new')} kind="quiet" icon="add" label={words.addPerson}>
      {t.value.coach.add}
    </LinkButton>
  );
  const here = everybody.filter(p => !p.left_on).sort(byName);
  const mine = here.filter(withMe);
  const others = here.filter(p => !withMe(p));
  const gone = everybody.filter(p => p.left_on).sort(byName);
  const last = lastVisits();
  return (
    <Part title={words.people} action={add}>
      {everybody.length === 0 && <Empty title={words.noPeople} text={words.noPeopleText} />}
      {mine.length > 0 && <PeopleList people={mine} last={last} />}
      {others.length > 0 && (
        <Fold title={words.others} note={String(others.length)} open={mine.length === 0}>
          <PeopleList people={others} last={last} />
        </Fold>
      )}
      {gone.length > 0 && (
        <Fold title={words.movedOn} note={String(gone.length)}>
          <PeopleList people={gone} last={last} />
        </Fold>
      )}
    </Part>
  );
}

/** In the place of words that come in a moment, so that nothing moves. */
const blank = '\u00a0';

/** People with when they were last seen, in words. */
export function PeopleList(props: {
  people: View<'person'>[];
  last: Map<string, string> | null;
  to?: (id: string) => string;
}) {
  const words = t.value.coach;
  return (
    <List>
      {props.people.map(p => {
        const day = props.last?.get(p.id);
        return (
          <ListItem
            key={p.id}
            href={props.to?.(p.id) ?? href('p', p.id)}
            title={p.called.text || words.somebodyElse}
            note={!props.last ? blank : day ? words.home.lastVisit(sayDay(day)) : words.home.never}
          />
        );
      })}
    </List>
  );
}
