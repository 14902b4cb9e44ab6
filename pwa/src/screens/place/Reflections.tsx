import { href } from '../../app/route.ts';
import { Empty, LinkButton, List, ListItem, Page, Part } from '../../kit/index.ts';
import { nameOf, session } from '../../model/index.ts';
import { fmt, t } from '../../words/index.ts';
import '../../style/place.css';
import { firstWords, type Reflection, reflectionsIn, selfScope, sharedWith } from './sharing.ts';

/** One's own reflections, and those that were shared. */
export function Reflections() {
  const w = t.value.place.reflect;
  const mine = reflectionsIn(selfScope());
  const teams = session.value?.teams ?? [];
  const write = (
    <LinkButton href={href('reflect', 'new')} kind="primary" icon="add">
      {w.write}
    </LinkButton>
  );
  return (
    <Page title={w.title} back="#/" lead={w.intro} action={mine.length > 0 && write}>
      <Part title={w.mine}>
        {mine.length === 0 ? (
          <Empty title={w.empty} text={w.emptyText} action={write} />
        ) : (
          <Several reflections={mine} own />
        )}
      </Part>
      {teams.map(team => (
        <Part key={team} title={`${w.team}: ${nameOf(`team:${team}`)}`}>
          <Several reflections={reflectionsIn(`team:${team}`)} none={w.teamEmpty} />
        </Part>
      ))}
      <Part title={w.place}>
        <Several reflections={reflectionsIn('place')} none={w.placeEmpty} />
      </Part>
    </Page>
  );
}

/** A list of reflections by their first words. */
export function Several(props: { reflections: Reflection[]; none?: string; own?: boolean }) {
  const w = t.value.place;
  if (props.reflections.length === 0) return <p class="hint">{props.none}</p>;
  return (
    <List>
      {props.reflections.map(it => {
        const day = fmt.day(dayOf(it.madeAt));
        const names = props.own ? sharedWith(it) : [];
        const note = props.own
          ? names.length > 0
            ? `${day}. ${w.reflect.sharedWith(fmt.list(names))}`
            : `${day}. ${w.reflect.onlyYou}`
          : w.when(day, it.madeBy ? nameOf(it.madeBy) : w.someone);
        return (
          <ListItem
            key={it.id}
            href={href('reflect', it.scope, it.id)}
            title={<span class="clip">{firstWords(it)}</span>}
            note={note}
          />
        );
      })}
    </List>
  );
}

/** The day of a moment, for fmt.day. */
export function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
