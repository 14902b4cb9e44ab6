import { useSignal } from '@preact/signals';
import { href } from '../../app/route.ts';
import { Empty, Fold, Line, LinkButton, List, ListItem, Page } from '../../kit/index.ts';
import { fmt, t } from '../../words/index.ts';
import { Fetched, itemsOf, lists, type Member } from './fetched.tsx';

export function Members() {
  const w = t.value.steward;
  const search = useSignal('');
  return (
    <Page
      title={w.members.title}
      back={href('steward')}
      backLabel={w.back}
      action={
        <LinkButton kind="primary" icon="add" href={href('steward', 'members', 'new')}>
          {w.members.add}
        </LinkButton>
      }
    >
      <Line
        type="search"
        label={w.members.search}
        value={search.value}
        onInput={value => {
          search.value = value;
        }}
      />
      <Fetched of={[lists.members(), lists.teams()]}>{() => <Found of={search.value} />}</Fetched>
    </Page>
  );
}

function Found({ of }: { of: string }) {
  const w = t.value.steward.members;
  const wanted = of.trim().toLocaleLowerCase();
  const found = itemsOf(lists.members()).filter(m => m.name.toLocaleLowerCase().includes(wanted));
  const here = found.filter(m => !m.ended_on);
  const ended = found.filter(m => m.ended_on);
  if (found.length === 0) return <Empty title={wanted ? w.nobody : w.none} />;
  return (
    <>
      <People label={w.active} members={here} />
      {ended.length > 0 && (
        <Fold title={w.ended} note={fmt.number(ended.length)}>
          <People label={w.ended} members={ended} />
        </Fold>
      )}
    </>
  );
}

function People(props: { label: string; members: Member[] }) {
  const w = t.value.steward.members;
  const teamName = new Map(itemsOf(lists.teams()).map(team => [team.id, team.name]));
  const note = (m: Member) => {
    const teams = m.teams.map(id => teamName.get(id) ?? '').filter(Boolean);
    const parts = [w.roles[m.role]];
    if (m.role === 'coach') parts.push(teams.length ? fmt.list(teams) : w.noTeam);
    if (m.ended_on) parts.push(w.endedOn(fmt.day(m.ended_on)));
    return parts.join(' · ');
  };
  return (
    <List label={props.label}>
      {props.members.map(m => (
        <ListItem
          key={m.id}
          href={href('steward', 'members', m.id)}
          title={m.name}
          note={note(m)}
        />
      ))}
    </List>
  );
}
