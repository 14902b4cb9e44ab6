import { href, type ScreenProps } from '../../app/route.ts';
import { Empty, Fold, LinkButton, List, ListItem, Page, Part } from '../../kit/index.ts';
import { allOf, directory, records, session, today, type View } from '../../model/index.ts';
import { fmt, t } from '../../words/index.ts';
import '../../style/place.css';
import { accountOf } from './pots.ts';
import { Several } from './Reflections.tsx';
import { reflectionsIn } from './sharing.ts';

/** A team: its people, its money, its coaches and what it shares. */
export function Team({ params }: ScreenProps) {
  const w = t.value.place.team;
  const id = params.id ?? '';
  const team = directory.value.teams.find(x => x.id === id);
  if (!team || !session.value?.teams.includes(id)) {
    return (
      <Page title={team?.name ?? w.title} back="#/">
        <Empty title={w.gone} />
      </Page>
    );
  }
  const org = directory.value.orgs.find(x => x.id === team.org);
  const shared = reflectionsIn(`team:${id}`);
  return (
    <Page title={team.name} lead={org && w.of(org.name)}>
      <Pots team={id} />
      <People team={id} />
      <Coaches team={id} />
      <Part title={w.look}>
        <Several reflections={shared.slice(0, 3)} none={w.noReflections} />
      </Part>
      <List>
        <ListItem
          href={href('team', id, 'learning')}
          icon="figures"
          title={t.value.place.own.title}
        />
        <ListItem href={href('reflect')} icon="learn" title={t.value.place.reflect.title} />
        <ListItem href={href('week')} icon="day" title={t.value.place.week.title} />
        <ListItem href={href('share-curve')} icon="figures" title={w.share} />
      </List>
    </Page>
  );
}

function Pots({ team }: { team: string }) {
  const w = t.value.place.team;
  const pots = records(`team:${team}`, 'pot');
  const add = (
    <LinkButton
      kind={pots.length > 0 ? 'quiet' : 'plain'}
      icon="add"
      href={href('team', team, 'pot')}
    >
      {w.addPot}
    </LinkButton>
  );
  return (
    <Part title={w.pots} action={pots.length > 0 && add}>
      {pots.length === 0 ? (
        <Empty title={w.potsNone} action={add} />
      ) : (
        <List>
          {pots.map(pot => (
            <ListItem
              key={pot.id}
              icon="money"
              href={href('team', team, 'pot', pot.id)}
              title={pot.name.text || t.value.place.pot.noName}
              note={balanceWords(pot)}
            />
          ))}
        </List>
      )}
    </Part>
  );
}

/** What is left in a pot, as words. */
export function balanceWords(pot: View<'pot'>): string {
  const w = t.value.place.team;
  const { balance, currency } = accountOf(pot, directory.value.place.currency);
  if (balance === 0) return w.nothingLeft;
  const sum = fmt.money(Math.abs(balance), currency);
  return balance > 0 ? w.left(sum) : w.over(sum);
}

function People({ team }: { team: string }) {
  const w = t.value.place.team;
  const actor = `team:${team}`;
  const all = allOf('person')
    .filter(p => p.circle.includes(actor) || p.home_team === team)
    .sort((a, b) => a.called.text.localeCompare(b.called.text));
  const here = all.filter(p => !p.left_on || p.left_on >= today());
  const before = all.filter(p => !here.includes(p));
  const add = (
    <LinkButton kind="quiet" icon="add" href={href('people', 'new')}>
      {w.addPerson}
    </LinkButton>
  );
  return (
    <Part title={w.people} action={add}>
      {here.length === 0 ? (
        <p class="hint">{w.peopleNone}</p>
      ) : (
        <List>
          {here.map(p => (
            <ListItem key={p.id} icon="person" href={href('p', p.id)} title={p.called.text} />
          ))}
        </List>
      )}
      {before.length > 0 && (
        <Fold title={w.before} note={fmt.number(before.length)}>
          <List>
            {before.map(p => (
              <ListItem key={p.id} icon="person" href={href('p', p.id)} title={p.called.text} />
            ))}
          </List>
        </Fold>
      )}
    </Part>
  );
}

function Coaches({ team }: { team: string }) {
  const w = t.value.place.team;
  const day = today();
  const coaches = directory.value.members.filter(
    m => m.teams.includes(team) && (!m.ended_on || m.ended_on >= day),
  );
  const invite = (
    <LinkButton kind="quiet" icon="add" href={href('team', team, 'invite')}>
      {w.addCoach}
    </LinkButton>
  );
  return (
    <Part title={w.members} action={invite}>
      <List>
        {coaches.map(m => (
          <ListItem
            key={m.id}
            icon="person"
            title={m.name}
            note={
              m.id === session.value?.member
                ? w.you
                : m.ended_on
                  ? w.ended(fmt.day(m.ended_on))
                  : undefined
            }
          />
        ))}
      </List>
    </Part>
  );
}
