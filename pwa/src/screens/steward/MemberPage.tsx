import { useSignal } from '@preact/signals';
import { href, type ScreenProps } from '../../app/route.ts';
import { Button, Empty, List, Notice, Page, Part, say } from '../../kit/index.ts';
import { api, session, today } from '../../model/index.ts';
import { fmt, t } from '../../words/index.ts';
import { OneDevice } from './Devices.tsx';
import { EndMember } from './EndMember.tsx';
import { Fetched, itemsOf, lists, type Member } from './fetched.tsx';
import { InviteCard } from './InviteCard.tsx';
import { MemberForm } from './MemberForm.tsx';

export function MemberPage({ params }: ScreenProps) {
  const w = t.value.steward.members;
  const member = itemsOf(lists.members()).find(m => m.id === params.id);
  return (
    <Page title={member?.name ?? w.title} back={href('steward', 'members')} backLabel={w.title}>
      <Fetched of={[lists.members(), lists.teams(), lists.devices()]}>
        {() => (member ? <Known member={member} /> : <Empty title={w.gone} />)}
      </Fetched>
    </Page>
  );
}

function Known({ member }: { member: Member }) {
  const w = t.value.steward.members;
  const over = member.ended_on !== undefined && member.ended_on <= today();
  const devices = itemsOf(lists.devices()).filter(d => d.member === member.id);
  return (
    <>
      {member.id === session.value?.member && <Notice>{w.you}</Notice>}
      <Summary member={member} />
      {member.ended_on && !over && <TakeBack member={member} />}
      {!over && (
        <Part title={t.value.steward.invite.title}>
          <InviteCard member={member} />
        </Part>
      )}
      <Part title={w.devices}>
        {devices.length === 0 ? (
          <Empty title={w.noDevices} />
        ) : (
          <List label={w.devices}>
            {devices.map(d => (
              <OneDevice key={d.id} device={d} owner={member.name} />
            ))}
          </List>
        )}
      </Part>
      {!member.ended_on && <EndMember member={member} />}
    </>
  );
}

function Summary({ member }: { member: Member }) {
  const w = t.value.steward;
  const editing = useSignal(false);
  const teams = itemsOf(lists.teams()).filter(team => member.teams.includes(team.id));
  const close = () => {
    editing.value = false;
  };
  if (editing.value) {
    return (
      <Part title={w.members.edit}>
        <MemberForm
          member={member}
          go={w.save}
          cancel={close}
          save={async changed => {
            await api('PATCH', `/v1/admin/members/${member.id}`, changed);
            await lists.members().refresh();
            close();
            say(w.saved);
          }}
        />
      </Part>
    );
  }
  const inTeams = teams.length ? fmt.list(teams.map(team => team.name)) : w.members.noTeam;
  return (
    <div>
      <p>
        {w.members.roles[member.role]}
        {member.role === 'coach' && ` · ${inTeams}`}
        {member.ended_on && ` · ${endWords(member.ended_on)}`}
      </p>
      <Button
        onClick={() => {
          editing.value = true;
        }}
      >
        {w.change}
      </Button>
    </div>
  );
}

const endWords = (day: string) =>
  day > today()
    ? t.value.steward.members.endsOn(fmt.day(day))
    : t.value.steward.members.endedOn(fmt.day(day));

function TakeBack({ member }: { member: Member }) {
  const w = t.value.steward.members;
  return (
    <Button
      onClick={async () => {
        await api('PATCH', `/v1/admin/members/${member.id}`, { ended_on: null });
        await lists.members().refresh();
        say(w.tookBack(member.name));
      }}
    >
      {w.takeBack}
    </Button>
  );
}
