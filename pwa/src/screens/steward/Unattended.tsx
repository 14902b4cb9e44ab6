import { useSignal } from '@preact/signals';
import { href } from '../../app/route.ts';
import { Button, Card, Choice, Empty, ErrorSummary, errorOf, Page, say } from '../../kit/index.ts';
import { api } from '../../model/index.ts';
import { fmt, t } from '../../words/index.ts';
import { Fetched, itemsOf, lists, type Unattended as Scope, useCall } from './fetched.tsx';

/** Records whose circle has no active member: a coach can be added, nothing read. */
export function Unattended() {
  const w = t.value.steward.unattended;
  return (
    <Page title={w.title} back={href('steward')} backLabel={t.value.steward.back}>
      <p>{w.intro}</p>
      <Fetched of={[lists.unattended(), lists.members(), lists.teams()]}>
        {() => {
          const alone = itemsOf(lists.unattended());
          if (alone.length === 0) return <Empty title={w.none} text={w.noneText} />;
          return alone.map((one, i) => <One key={one.scope} one={one} number={i + 1} />);
        }}
      </Fetched>
    </Page>
  );
}

function One({ one, number }: { one: Scope; number: number }) {
  const w = t.value.steward.unattended;
  const between = one.scope.startsWith('between:');
  const coach = useSignal<string | null>(null);
  const { busy, problems, run } = useCall();
  const coaches = itemsOf(lists.members()).filter(m => m.role === 'coach' && !m.ended_on);
  const add = () => {
    const member = coaches.find(m => m.id === coach.value);
    if (!member) {
      problems.value = [{ field: one.scope, text: w.whoMissing }];
      return;
    }
    void run(async () => {
      await api('POST', '/v1/admin/unattended', { scope: one.scope, member: member.id });
      await lists.unattended().refresh();
      say(w.added(member.name));
    });
  };
  return (
    <Card tone={between ? 'between' : 'plain'}>
      <ErrorSummary problems={problems.value} />
      <h2>{`${between ? w.between : w.person} · ${w.number(number)}`}</h2>
      <p class="hint">{formerly(one.circle)}</p>
      {between && <p>{w.betweenHint}</p>}
      {coaches.length === 0 ? (
        <p>{w.noCoach}</p>
      ) : (
        <>
          <Choice
            label={w.who}
            name={one.scope}
            error={errorOf(problems.value, one.scope)}
            options={coaches.map(m => ({ value: m.id, label: m.name }))}
            value={coach.value}
            onChoose={value => {
              coach.value = value;
            }}
          />
          <Button busy={busy.value} onClick={add}>
            {w.go}
          </Button>
        </>
      )}
    </Card>
  );
}

function formerly(circle: string[]): string {
  const w = t.value.steward.unattended;
  const names = new Map<string, string>([
    ...itemsOf(lists.members()).map(m => [`member:${m.id}`, m.name] as const),
    ...itemsOf(lists.teams()).map(team => [`team:${team.id}`, team.name] as const),
  ]);
  if (circle.length === 0) return w.wasNobody;
  return w.was(fmt.list(circle.map(who => names.get(who) ?? w.somebody)));
}
