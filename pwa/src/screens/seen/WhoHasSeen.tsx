import '../../style/seen.css';
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import {
  Button,
  Empty,
  Fold,
  List,
  ListItem,
  Notice,
  Part,
  Row,
  Waiting,
} from '../../kit/index.ts';
import { ApiError, api, directory, session } from '../../model/index.ts';
import { fmt, t } from '../../words/index.ts';
import { byDay, type Did, dayIn, type Item, type Somebody } from './days.ts';

interface SeenPage {
  items: Item[];
  more: boolean;
  next?: string;
  /** What is between a few and the person, and may be asked for too; with their names. */
  betweens?: Between[];
}

interface Between {
  id: string;
  with: string[];
}

/**
 * Who has seen one person's record, day by day, in plain words. It is fetched each time
 * and not kept, and needs the words of `seen` and `life`. That it was read is noted too.
 * With `between`: who has seen what was told to a few alone, by its id.
 */
export function WhoHasSeen({ person, between = '' }: { person: string; between?: string }) {
  const words = t.value.seen;
  const items = useSignal<Item[]>([]);
  const betweens = useSignal<Between[]>([]);
  const next = useSignal<string | null>('');
  const trouble = useSignal('');
  const busy = useSignal(false);
  const load = async () => {
    if (busy.value) return;
    busy.value = true;
    trouble.value = '';
    try {
      const asked = new URLSearchParams();
      if (between) asked.set('between', between);
      if (next.value) asked.set('before', next.value);
      const query = asked.size > 0 ? `?${asked}` : '';
      const got = await api<SeenPage>('GET', `/v1/people/${person}/seen${query}`);
      items.value = [...items.value, ...got.items];
      if (got.betweens) betweens.value = got.betweens;
      next.value = got.more ? (got.next ?? null) : null;
    } catch (e) {
      trouble.value = e instanceof ApiError ? e.code : 'other';
    }
    busy.value = false;
  };
  useEffect(() => {
    items.value = [];
    betweens.value = [];
    next.value = '';
    void load();
  }, [person]);
  const days = byDay(items.value, dayIn(directory.value.place.zone));
  return (
    <>
      {days.map(({ day, people }) => (
        <Part key={day} title={fmt.dayLong(day)}>
          <List label={fmt.dayLong(day)}>
            {people.map(one => (
              <ListItem key={one.who} title={titleOf(one)} note={<Things of={one} />} />
            ))}
          </List>
        </Part>
      ))}
      {busy.value && <Waiting text={words.fetching} />}
      {trouble.value && (
        <Notice icon="heed" live>
          <p>{words.problems[trouble.value] ?? words.problems.other}</p>
        </Notice>
      )}
      {!busy.value && !trouble.value && days.length === 0 && <Empty title={words.none} />}
      {!busy.value && next.value !== null && (days.length > 0 || trouble.value) && (
        <Row>
          <Button onClick={() => void load()}>{trouble.value ? words.again : words.more}</Button>
        </Row>
      )}
      {betweens.value.map(one => (
        <Fold key={one.id} icon="between" title={words.between(fmt.list(one.with))}>
          <WhoHasSeen person={person} between={one.id} />
        </Fold>
      ))}
    </>
  );
}

function titleOf({ who, name, role }: Somebody): string {
  const words = t.value.seen;
  if (who === '') return words.server;
  if (role === 'person') return who === session.value?.member ? words.meMyself : words.they;
  const shown = who === session.value?.member ? words.you(name) : name || words.somebody;
  const does = words.roles[role];
  return does ? `${shown}, ${does}` : shown;
}

/** What somebody did that day, one thing a line. */
function Things({ of }: { of: Somebody }) {
  const words = t.value.seen;
  return (
    <>
      {of.did.map(did => (
        <span class="seen-thing" key={did.act + did.reason}>
          {told(did)}
          {did.offline && ` ${words.offline}`}
          {did.reason && (
            <>
              {' '}
              {words.reason(did.reason)}
              {did.until > 0 && ` ${words.until(fmt.time(did.until))}`}
            </>
          )}
        </span>
      ))}
    </>
  );
}

function told({ act, kinds, whom }: Did): string {
  const words = t.value.seen;
  const labels = t.value.life.kinds as Record<string, string>;
  const named = kinds.filter(k => k !== '').map(k => labels[k] ?? words.something);
  const list = fmt.list([...new Set(named)]);
  const names = fmt.list(whom.length > 0 ? whom : [words.somebody]);
  switch (act) {
    case 'opened':
      if (!list) return words.acts.opened ?? '';
      return kinds.includes('') ? words.openedAndRead(list) : words.opened(list);
    case 'wrote':
      return words.wrote(list || words.something);
    case 'circle_add':
      return words.circleAdd(names);
    case 'circle_drop':
      return words.circleDrop(names);
    default:
      return words.acts[act] ?? words.acts.other ?? '';
  }
}
