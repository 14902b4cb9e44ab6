import { href } from '../../app/route.ts';
import { Empty, List, ListItem, Page, Part } from '../../kit/index.ts';
import { directory } from '../../model/index.ts';
import { fmt, t } from '../../words/index.ts';
import { quarterName } from '../figures/tell.ts';
import { type Device, Fetched, itemsOf, lists } from './fetched.tsx';
import { isQuiet } from './quiet.ts';
import { requests } from './requests.ts';
import { dueOf, plan } from './retention.ts';

/** What needs doing, then the parts of the place. */
export function Home() {
  const w = t.value.steward;
  return (
    <Page title={w.title} lead={directory.value?.place.name}>
      <p>{w.intro}</p>
      <Fetched of={[...Object.values(lists).map(list => list()), requests(), plan()]}>
        {() => (
          <Part title={w.todo}>
            <Todo />
          </Part>
        )}
      </Fetched>
      <Part title={w.sections}>
        <List>
          <ListItem href={href('steward', 'orgs')} title={w.orgs.title} />
          <ListItem href={href('steward', 'teams')} title={w.teams.title} />
          <ListItem href={href('steward', 'members')} title={w.members.title} />
          <ListItem href={href('steward', 'devices')} title={w.devices.title} />
          <ListItem href={href('steward', 'quarters')} title={w.releases.title} />
          <ListItem href={href('steward', 'requests')} title={w.requests.title} />
          <ListItem href={href('steward', 'unattended')} title={w.unattended.title} />
          <ListItem href={href('steward', 'openings')} title={w.openings.title} />
          <ListItem href={href('steward', 'inquiries')} title={w.inquiries} />
          <ListItem href={href('steward', 'erasures')} title={w.erasures} />
          <ListItem href={href('steward', 'retention')} title={w.retention} />
          <ListItem href={href('figures')} title={w.figures} />
          <ListItem href={href('alliance')} title={w.barriers} />
        </List>
      </Part>
    </Page>
  );
}

function Todo() {
  const w = t.value.steward;
  const todo = whatNeedsDoing();
  if (todo.length === 0) return <Empty title={w.allDone} text={w.allDoneText} />;
  return (
    <List>
      {todo.map(({ to, text }) => (
        <ListItem key={text} href={href('steward', to)} title={text} />
      ))}
    </List>
  );
}

function whatNeedsDoing(): { to: string; text: string }[] {
  const w = t.value.steward;
  const todo: { to: string; text: string }[] = [];
  const orgs = itemsOf(lists.orgs());
  const devices = itemsOf(lists.devices()).filter(d => !d.revoked);
  const alone = itemsOf(lists.unattended()).length;
  const quiet = devices.filter(isQuiet).length;
  const out = withoutDevice(devices);
  if (orgs.length === 0) todo.push({ to: 'orgs', text: w.todoNoOrg });
  else if (itemsOf(lists.teams()).length === 0) todo.push({ to: 'teams', text: w.todoNoTeam });
  const [first, ...waiting] = itemsOf(requests()).filter(r => r.state === 'open');
  if (first)
    todo.push({
      to: 'requests',
      text: w.requests.todo(waiting.length + 1, fmt.day(first.due_on)),
    });
  const due = dueOf(plan().value.value.data);
  if (due) todo.push({ to: 'retention', text: w.todoRetention(due) });
  if (alone) todo.push({ to: 'unattended', text: w.todoUnattended(alone) });
  for (const q of itemsOf(lists.quarters())) {
    if (!q.open && !q.released)
      todo.push({ to: 'quarters', text: w.todoQuarter(quarterName(q.quarter)) });
  }
  if (out) todo.push({ to: 'members', text: w.todoNoDevice(out) });
  if (quiet) todo.push({ to: 'devices', text: w.todoQuiet(quiet) });
  return todo;
}

function withoutDevice(devices: Device[]): number {
  const joined = new Set(devices.map(d => d.member));
  return itemsOf(lists.members()).filter(m => !m.ended_on && !joined.has(m.id)).length;
}
