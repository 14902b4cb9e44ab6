import { useState } from 'preact/hooks';
import { href } from '../../app/route.ts';
import { Button, Choice, Empty, Icon } from '../../kit/index.ts';
import { fmt } from '../../words/index.ts';
import { writer } from './lives.ts';
import { TheySay } from './TheySay.tsx';
import { type Entry, everything, type Filter, filters, icons, passes, said } from './timeline.ts';
import { w } from './words.ts';

const page = 20;

/** Everything about a person, newest first, a page at a time. */
export function Timeline({ person, start }: { person: string; start?: Filter | null }) {
  const words = w.value.person;
  const [filter, setFilter] = useState<Filter | null>(start ?? null);
  const [shown, setShown] = useState(page);
  const all = everything(person);
  if (all.length === 0) return <Empty title={words.empty} text={words.emptyText} />;
  const wanted = filter === null ? all : all.filter(e => passes(e, filter));
  const more = wanted.length - shown;
  return (
    <>
      <TimelineFilter
        all={all}
        filter={filter}
        onChoose={f => {
          setFilter(f);
          setShown(page);
        }}
      />
      <Days entries={wanted.slice(0, shown)} person={person} />
      {wanted.length === 0 && <p class="item-note">{words.nothingOfIt}</p>}
      {more > 0 && (
        <Button wide onClick={() => setShown(shown + page * 2)}>
          {w.value.showMore(Math.min(more, page * 2))}
        </Button>
      )}
    </>
  );
}

function TimelineFilter(props: {
  all: Entry[];
  filter: Filter | null;
  onChoose: (filter: Filter | null) => void;
}) {
  const words = w.value;
  const offered: Filter[] = [...(Object.keys(filters) as Filter[]), 'rest', 'between'];
  const options = offered
    .filter(f => props.all.some(e => passes(e, f)))
    .map(f => ({ value: f, label: filterName(f) }));
  if (options.length < 2) return null;
  return (
    <Choice<Filter | 'all'>
      label={words.person.filter}
      quiet
      inRow
      options={[{ value: 'all', label: words.all }, ...options]}
      value={props.filter ?? 'all'}
      onChoose={f => props.onChoose(f === 'all' ? null : f)}
    />
  );
}

function filterName(filter: Filter): string {
  const words = w.value;
  if (filter === 'between') return words.person.between;
  if (filter === 'rest') return words.rest;
  return words.filters[filter];
}

function Days({ entries, person }: { entries: Entry[]; person: string }) {
  const days: { day: string; entries: Entry[] }[] = [];
  for (const entry of entries) {
    const last = days[days.length - 1];
    if (last?.day === entry.day) last.entries.push(entry);
    else days.push({ day: entry.day, entries: [entry] });
  }
  return (
    <div class="days">
      {days.map(({ day, entries: list }) => (
        <section class="day" key={day} aria-label={fmt.dayLong(day)}>
          <h3 class="day-name">{fmt.dayLong(day)}</h3>
          <ul class="day-list">
            {list.map(entry => (
              <Moment key={entry.id} entry={entry} person={person} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

/** One entry, which leads to its own page. */
function Moment({ entry, person }: { entry: Entry; person: string }) {
  const words = w.value;
  const { head, text, quote } = said(entry.kind, entry.view, person);
  const to =
    entry.kind === 'goal'
      ? href('p', person, 'goals', entry.id)
      : href('p', person, 'r', entry.kind, entry.id);
  return (
    <li class={entry.between ? 'moment moment-between' : 'moment'}>
      <span class="moment-mark">
        <Icon name={icons[entry.kind] ?? 'more'} />
      </span>
      <div class="moment-body">
        <a class="moment-link" href={to}>
          <span class="moment-kind">
            {words.kinds[entry.kind]}
            {head && <strong> {head}</strong>}
          </span>
          {text && <span class="moment-text">{text}</span>}
          {quote && <span class="moment-text quote">{quote}</span>}
          <span class="item-note">
            {writer(entry.by)}
            {entry.between && (
              <span class="mark">
                <Icon name="between" /> {words.person.between}
              </span>
            )}
            {entry.pending && <span class="mark">{words.waitingToSend}</span>}
          </span>
        </a>
        <TheySay scope={entry.view.scope} ids={[entry.id]} />
      </div>
    </li>
  );
}
