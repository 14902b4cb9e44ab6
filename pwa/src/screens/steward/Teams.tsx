import './steward.css';
import { useSignal } from '@preact/signals';
import { href } from '../../app/route.ts';
import {
  Button,
  Choice,
  Empty,
  LinkButton,
  List,
  ListItem,
  Page,
  Part,
  say,
} from '../../kit/index.ts';
import { api } from '../../model/index.ts';
import { t } from '../../words/index.ts';
import { Fetched, itemsOf, lists, type Team } from './fetched.tsx';
import { Naming } from './Naming.tsx';

export function Teams() {
  const w = t.value.steward;
  const teams = lists.teams();
  return (
    <Page title={w.teams.title} back={href('steward')} backLabel={w.back}>
      <Fetched of={[teams, lists.orgs(), lists.members()]}>
        {() => (
          <>
            {itemsOf(teams).length === 0 && <Empty title={w.teams.none} text={w.teams.noneText} />}
            {itemsOf(lists.orgs()).map(org => (
              <TeamsOf
                key={org.id}
                name={org.name}
                teams={itemsOf(teams).filter(x => x.org === org.id)}
              />
            ))}
            <Part title={w.teams.add}>
              {itemsOf(lists.orgs()).length === 0 ? (
                <LinkButton href={href('steward', 'orgs')}>{w.teams.needsOrg}</LinkButton>
              ) : (
                <AddTeam />
              )}
            </Part>
          </>
        )}
      </Fetched>
    </Page>
  );
}

function TeamsOf(props: { name: string; teams: Team[] }) {
  if (props.teams.length === 0) return null;
  return (
    <Part title={props.name}>
      <List label={props.name}>
        {props.teams.map(team => (
          <OneTeam key={team.id} team={team} />
        ))}
      </List>
    </Part>
  );
}

function AddTeam() {
  const w = t.value.steward;
  const org = useSignal<string | null>(null);
  return (
    <Naming
      label={w.name}
      go={w.teams.add}
      check={() => (org.value ? [] : [{ field: 'org', text: w.teams.orgMissing }])}
      save={async name => {
        await api('POST', '/v1/admin/teams', { org: org.value, name });
        await lists.teams().refresh();
        say(w.teams.added(name));
      }}
    >
      {errorFor => (
        <Choice
          label={w.teams.org}
          name="org"
          error={errorFor('org')}
          options={itemsOf(lists.orgs()).map(o => ({ value: o.id, label: o.name }))}
          value={org.value}
          onChoose={value => {
            org.value = value;
          }}
        />
      )}
    </Naming>
  );
}

function OneTeam({ team }: { team: Team }) {
  const w = t.value.steward;
  const renaming = useSignal(false);
  const coaches = itemsOf(lists.members()).filter(
    m => !m.ended_on && m.teams.includes(team.id),
  ).length;
  if (renaming.value) {
    return (
      <li class="item">
        <Naming
          label={w.teams.rename(team.name)}
          name={team.name}
          go={w.save}
          cancel={() => {
            renaming.value = false;
          }}
          save={async name => {
            await api('PATCH', `/v1/admin/teams/${team.id}`, { name });
            await lists.teams().refresh();
            renaming.value = false;
            say(w.saved);
          }}
        />
      </li>
    );
  }
  return (
    <ListItem
      title={team.name}
      note={w.teams.coaches(coaches)}
      side={
        <Button
          kind="quiet"
          label={`${w.change}: ${team.name}`}
          onClick={() => {
            renaming.value = true;
          }}
        >
          {w.change}
        </Button>
      }
    />
  );
}
