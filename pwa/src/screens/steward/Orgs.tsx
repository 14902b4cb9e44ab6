import './steward.css';
import { useSignal } from '@preact/signals';
import { href } from '../../app/route.ts';
import { Button, Empty, List, ListItem, Page, Part, say } from '../../kit/index.ts';
import { api } from '../../model/index.ts';
import { t } from '../../words/index.ts';
import { Fetched, itemsOf, lists, type Org } from './fetched.tsx';
import { Naming } from './Naming.tsx';

export function Orgs() {
  const w = t.value.steward;
  const orgs = lists.orgs();
  return (
    <Page title={w.orgs.title} back={href('steward')} backLabel={w.back}>
      <p>{w.orgs.sharesWho}</p>
      <Fetched of={[orgs, lists.teams()]}>
        {() =>
          itemsOf(orgs).length === 0 ? (
            <Empty title={w.orgs.none} text={w.orgs.noneText} />
          ) : (
            <List label={w.orgs.title}>
              {itemsOf(orgs).map(org => (
                <OneOrg key={org.id} org={org} />
              ))}
            </List>
          )
        }
      </Fetched>
      <Part title={w.orgs.add}>
        <Naming
          label={w.name}
          go={w.orgs.add}
          save={async name => {
            await api('POST', '/v1/admin/orgs', { name });
            await orgs.refresh();
            say(w.orgs.added(name));
          }}
        />
      </Part>
    </Page>
  );
}

function OneOrg({ org }: { org: Org }) {
  const w = t.value.steward;
  const renaming = useSignal(false);
  const teams = itemsOf(lists.teams()).filter(team => team.org === org.id).length;
  if (renaming.value) {
    return (
      <li class="item">
        <Naming
          label={w.orgs.rename(org.name)}
          name={org.name}
          go={w.save}
          cancel={() => {
            renaming.value = false;
          }}
          save={async name => {
            await api('PATCH', `/v1/admin/orgs/${org.id}`, { name });
            await lists.orgs().refresh();
            renaming.value = false;
            say(w.saved);
          }}
        />
      </li>
    );
  }
  return (
    <ListItem
      title={org.name}
      note={`${w.orgs.teams(teams)} · ${org.share_figures ? w.orgs.shares : w.orgs.sharesNot}`}
      side={
        <Button
          kind="quiet"
          label={`${w.change}: ${org.name}`}
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
