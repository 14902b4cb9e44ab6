import { useSignal } from '@preact/signals';
import { href } from '../../app/route.ts';
import { Chips, Choice, Page, say } from '../../kit/index.ts';
import { api } from '../../model/index.ts';
import { t } from '../../words/index.ts';
import { Fetched, itemsOf, lists, type Member, type Role } from './fetched.tsx';
import { InviteCard } from './InviteCard.tsx';
import { Naming } from './Naming.tsx';

const roles: Role[] = ['coach', 'commissioner', 'auditor', 'steward'];

/** Name, role and teams of a member, new or known. */
export function MemberForm(props: {
  member?: Member;
  go: string;
  cancel?: () => void;
  save: (member: { name: string; role: Role; teams: string[] }) => Promise<void>;
}) {
  const w = t.value.steward.members;
  const role = useSignal<Role | null>(props.member?.role ?? null);
  const teams = useSignal<string[]>(props.member?.teams ?? []);
  const known = itemsOf(lists.teams());
  return (
    <Naming
      label={t.value.steward.name}
      {...(props.member ? { name: props.member.name } : {})}
      {...(props.cancel ? { cancel: props.cancel } : {})}
      go={props.go}
      check={() => (role.value ? [] : [{ field: 'role', text: w.roleMissing }])}
      save={name =>
        props.save({
          name,
          role: role.value ?? 'coach',
          teams: role.value === 'coach' ? teams.value : [],
        })
      }
    >
      {errorFor => (
        <>
          <Choice
            stacked
            label={w.role}
            name="role"
            error={errorFor('role')}
            options={roles.map(value => ({
              value,
              label: w.roles[value],
              hint: w.roleHints[value],
            }))}
            value={role.value}
            onChoose={value => {
              role.value = value;
            }}
          />
          {role.value === 'coach' &&
            (known.length ? (
              <Chips
                label={w.teams}
                hint={w.teamsHint}
                options={known.map(team => ({ value: team.id, label: team.name }))}
                values={teams.value}
                onChange={values => {
                  teams.value = values;
                }}
              />
            ) : (
              <p class="hint">{w.noTeams}</p>
            ))}
        </>
      )}
    </Naming>
  );
}

export function NewMember() {
  const w = t.value.steward.members;
  const added = useSignal<Member | null>(null);
  return (
    <Page title={w.add} back={href('steward', 'members')} backLabel={w.title}>
      {added.value ? (
        <>
          <p role="status">{w.added(added.value.name)}</p>
          <InviteCard member={added.value} />
        </>
      ) : (
        <Fetched of={[lists.members(), lists.teams()]}>
          {() => (
            <MemberForm
              go={w.add}
              save={async member => {
                added.value = await api<Member>('POST', '/v1/admin/members', member);
                await lists.members().refresh();
                say(t.value.steward.saved);
              }}
            />
          )}
        </Fetched>
      )}
    </Page>
  );
}
