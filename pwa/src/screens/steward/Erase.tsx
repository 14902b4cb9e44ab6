import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { href, type ScreenProps } from '../../app/route.ts';
import {
  Button,
  Empty,
  ErrorSummary,
  errorOf,
  Line,
  Notice,
  Page,
  Part,
  say,
  TextBox,
  Waiting,
} from '../../kit/index.ts';
import { ApiError, api } from '../../model/index.ts';
import { fmt, t } from '../../words/index.ts';
import { erasures } from './Erasures.tsx';
import { lists, problemWords, useCall } from './fetched.tsx';
import { actorName } from './names.ts';

/** What an erasure would take away. */
interface Preview {
  person: string;
  betweens: number;
  changes: number;
  records: Record<string, number>;
  circle: string[];
  copies: { scope: string; kind: string; id: string; by: string }[];
}

/** Erases somebody for good, after saying what goes and asking for a reason and a word. */
export function Erase({ params }: ScreenProps) {
  const w = t.value.erase;
  const person = params.person ?? '';
  const preview = useSignal<Preview | null>(null);
  const failed = useSignal('');
  useEffect(() => {
    for (const list of [lists.members(), lists.teams()]) void list.refresh();
    api<Preview>('GET', `/v1/admin/erasures/preview?person=${encodeURIComponent(person)}`)
      .then(found => {
        preview.value = found;
      })
      .catch(e => {
        failed.value = e instanceof ApiError ? e.code : 'internal';
      });
  }, [person]);
  const back = { back: href('steward', 'erasures'), backLabel: w.list };
  if (failed.value) {
    const text = failed.value === 'not_found' ? w.gone : problemWords(failed.value);
    return (
      <Page title={w.title} {...back}>
        <Empty title={text} />
      </Page>
    );
  }
  return (
    <Page title={w.title} lead={w.lead} {...back}>
      {preview.value ? (
        <>
          <WhatGoes of={preview.value} />
          <Confirm person={person} />
        </>
      ) : (
        <Waiting text={t.value.steward.loading} />
      )}
    </Page>
  );
}

function WhatGoes({ of }: { of: Preview }) {
  const w = t.value.erase;
  const count = Object.values(of.records).reduce((sum, n) => sum + n, 0);
  return (
    <>
      <Part title={w.what}>
        <ul>
          <li>{fmt.list([w.records(count), w.changes(of.changes)])}</li>
          <li>{w.betweens(of.betweens)}</li>
          <li>
            {of.circle.length ? w.seenBy(fmt.list(of.circle.map(actorName))) : w.seenByNobody}
          </li>
          {w.points.map(point => (
            <li key={point}>{point}</li>
          ))}
        </ul>
      </Part>
      <Part title={w.copies}>
        {of.copies.length === 0 ? <p>{w.noCopies}</p> : <p>{w.copiesHint}</p>}
        <ul>
          {of.copies.map(copy => (
            <li key={copy.scope + copy.id}>
              {w.copyOf(
                w.kinds[copy.kind as keyof typeof w.kinds] ?? w.kinds.other,
                whereOf(copy.scope),
                actorName(`member:${copy.by}`),
              )}
            </li>
          ))}
        </ul>
      </Part>
    </>
  );
}

function whereOf(scope: string): string {
  const w = t.value.erase;
  if (scope.startsWith('team:')) return w.inTeam(actorName(scope));
  return scope === 'place' ? w.inPlace : w.inSelf;
}

function Confirm({ person }: { person: string }) {
  const w = t.value.erase;
  const reason = useSignal('');
  const word = useSignal('');
  const { busy, problems, run } = useCall();
  const go = () => {
    const missing = [];
    if (!reason.value.trim()) missing.push({ field: 'reason', text: w.reasonMissing });
    if (word.value.trim() !== w.word)
      missing.push({ field: 'word', text: w.confirmMissing(w.word) });
    problems.value = missing;
    if (missing.length > 0) return;
    void run(async () => {
      await api('POST', '/v1/admin/erasures', { person, reason: reason.value.trim() });
      await Promise.all([erasures().refresh(), lists.unattended().refresh()]);
      say(w.done);
      location.hash = href('steward', 'erasures');
    });
  };
  return (
    <div class="form">
      <ErrorSummary problems={problems.value} />
      <TextBox
        label={w.reason}
        hint={w.reasonHint}
        name="reason"
        max={500}
        value={reason.value}
        onInput={value => {
          reason.value = value;
        }}
        error={errorOf(problems.value, 'reason')}
      />
      <Notice icon="heed">{w.noUndo}</Notice>
      <Line
        label={w.confirm(w.word)}
        name="word"
        value={word.value}
        onInput={value => {
          word.value = value;
        }}
        error={errorOf(problems.value, 'word')}
      />
      <Button busy={busy.value} onClick={go}>
        {w.go}
      </Button>
    </div>
  );
}
