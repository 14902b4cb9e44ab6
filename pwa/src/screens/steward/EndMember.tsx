import { useSignal } from '@preact/signals';
import { Button, DayInput, ErrorSummary, errorOf, Fold, say } from '../../kit/index.ts';
import { api, today } from '../../model/index.ts';
import { fmt, t } from '../../words/index.ts';
import { lists, type Member, useCall } from './fetched.tsx';

/** Ends a member's time, after saying what happens then: it can't be undone. */
export function EndMember({ member }: { member: Member }) {
  const w = t.value.steward.members;
  const day = useSignal<string | null>(today());
  const { busy, problems, run } = useCall();
  const end = () => {
    const last = day.value;
    if (!last) {
      problems.value = [{ field: 'last-day', text: w.endDayMissing }];
      return;
    }
    void run(async () => {
      await api('PATCH', `/v1/admin/members/${member.id}`, { ended_on: last });
      await Promise.all([lists.members().refresh(), lists.unattended().refresh()]);
      say(w.endedNow(member.name, fmt.day(last)));
    });
  };
  return (
    <Fold title={w.end}>
      <div class="form">
        <ErrorSummary problems={problems.value} />
        <h3>{w.endWhat}</h3>
        <ul>
          {w.endPoints(member.name).map(point => (
            <li key={point}>{point}</li>
          ))}
        </ul>
        <p>{w.endNoUndo}</p>
        <DayInput
          label={w.endDay}
          name="last-day"
          value={day.value}
          onChange={value => {
            day.value = value;
          }}
          error={errorOf(problems.value, 'last-day')}
        />
        <Button kind="plain" busy={busy.value} onClick={end}>
          {w.endGo(member.name)}
        </Button>
      </div>
    </Fold>
  );
}
