import { type Signal, useSignal } from '@preact/signals';
import { href, type ScreenProps } from '../../app/route.ts';
import {
  Button,
  Empty,
  ErrorSummary,
  errorOf,
  type FormProblem,
  Line,
  Notice,
  Page,
  Part,
} from '../../kit/index.ts';
import { api, directory, type Member, session, status } from '../../model/index.ts';
import { t } from '../../words/index.ts';
import { type Invite, InviteReady } from './InviteReady.tsx';
import { told } from './problem.ts';

/** A coach chooses who joins their own team. */
export function InviteCoach({ params }: ScreenProps) {
  const w = t.value.place.invite;
  const team = params.id ?? '';
  const busy = useSignal(false);
  const problems = useSignal<FormProblem[]>([]);
  const made = useSignal<{ invite: Invite; name: string } | null>(null);
  if (!session.value?.teams.includes(team)) {
    return (
      <Page title={w.title} back="#/">
        <Empty title={t.value.place.team.gone} />
      </Page>
    );
  }
  const attempt = async (member: () => Promise<Member>) => {
    busy.value = true;
    problems.value = [];
    try {
      const who = await member();
      const invite = await api<Invite>('POST', '/v1/admin/invites', { member: who.id });
      made.value = { invite, name: who.name };
    } catch (error) {
      problems.value = told(error, t.value.place.problem);
    }
    busy.value = false;
  };
  const teamName = directory.value.teams.find(x => x.id === team)?.name ?? '';
  return (
    <Page title={w.title} back={href('team', team)} lead={w.intro(teamName)}>
      {!status.value.online && <Notice icon="offline">{t.value.place.needsNetwork}</Notice>}
      <ErrorSummary problems={problems.value} />
      {made.value ? (
        <>
          <InviteReady {...made.value} words={w} copied={t.value.place.copied} />
          <Button
            onClick={() => {
              made.value = null;
            }}
          >
            {w.another}
          </Button>
        </>
      ) : (
        <>
          <NewCoach
            busy={busy.value}
            problems={problems}
            add={text =>
              void attempt(() =>
                api<Member>('POST', '/v1/admin/members', {
                  name: text,
                  role: 'coach',
                  teams: [team],
                }),
              )
            }
          />
          <NotJoined team={team} busy={busy.value} invite={m => void attempt(async () => m)} />
        </>
      )}
    </Page>
  );
}

function NewCoach(props: {
  busy: boolean;
  problems: Signal<FormProblem[]>;
  add: (name: string) => void;
}) {
  const w = t.value.place.invite;
  const name = useSignal('');
  const { problems } = props;
  const add = () => {
    const text = name.value.trim();
    if (text !== '') props.add(text);
    else problems.value = [{ field: 'coach-name', text: w.nameMissing }];
  };
  return (
    <form
      class="form"
      onSubmit={event => {
        event.preventDefault();
        if (!props.busy) add();
      }}
    >
      <Line
        name="coach-name"
        label={w.name}
        hint={w.nameHint}
        value={name.value}
        onInput={text => {
          name.value = text;
        }}
        error={errorOf(problems.value, 'coach-name')}
      />
      <Button kind="primary" type="submit" busy={props.busy}>
        {w.make}
      </Button>
    </form>
  );
}

/** Coaches of the team without a device: an earlier invitation may have got lost. */
function NotJoined(props: { team: string; busy: boolean; invite: (m: Member) => void }) {
  const w = t.value.place.invite;
  const { members, devices } = directory.value;
  const joined = new Set(Object.values(devices));
  const waiting = members.filter(
    m => m.teams.includes(props.team) && !joined.has(m.id) && !m.ended_on && m.role === 'coach',
  );
  if (waiting.length === 0) return null;
  return (
    <Part title={w.existing}>
      <div class="row">
        {waiting.map(m => (
          <Button key={m.id} busy={props.busy} onClick={() => props.invite(m)}>
            {w.makeFor(m.name)}
          </Button>
        ))}
      </div>
    </Part>
  );
}
