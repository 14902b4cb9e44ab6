import { useSignal } from '@preact/signals';
import { href } from '../../app/route.ts';
import {
  Button,
  Card,
  Empty,
  ErrorSummary,
  LinkButton,
  List,
  ListItem,
  Page,
} from '../../kit/index.ts';
import { api } from '../../model/index.ts';
import { fmt, t } from '../../words/index.ts';
import { Fetched, itemsOf, lists, type Quarter, useCall } from './fetched.tsx';

export function Quarters() {
  const w = t.value.steward;
  const said = useSignal<{ heading: string; text: string } | null>(null);
  const { busy, problems, run } = useCall();
  const release = (q: Quarter) =>
    run(async () => {
      const before = q.release;
      const now = await api<Quarter>('POST', '/v1/admin/releases', { quarter: q.quarter });
      await lists.quarters().refresh();
      const r = w.releases;
      said.value =
        now.release === before
          ? { heading: r.stands(q.quarter), text: r.standsText }
          : { heading: r.made(q.quarter), text: r.madeText };
    });
  return (
    <Page title={w.releases.title} back={href('steward')} backLabel={w.back}>
      <p>{w.releases.intro}</p>
      <ErrorSummary problems={problems.value} />
      <div role="status">
        {said.value && (
          <Card tone="warm">
            <h2>{said.value.heading}</h2>
            <p>{said.value.text}</p>
            <LinkButton href={href('figures')}>{w.releases.read}</LinkButton>
          </Card>
        )}
      </div>
      <Fetched of={[lists.quarters()]}>
        {() => {
          const quarters = [...itemsOf(lists.quarters())].sort((a, b) =>
            a.quarter < b.quarter ? 1 : -1,
          );
          if (quarters.length === 0) {
            return <Empty title={w.releases.none} text={w.releases.noneText} />;
          }
          return (
            <List label={w.releases.title}>
              {quarters.map(q => (
                <OneQuarter
                  key={q.quarter}
                  q={q}
                  busy={busy.value}
                  release={() => void release(q)}
                />
              ))}
            </List>
          );
        }}
      </Fetched>
    </Page>
  );
}

function OneQuarter({ q, busy, release }: { q: Quarter; busy: boolean; release: () => void }) {
  const w = t.value.steward.releases;
  return (
    <ListItem
      title={q.quarter}
      note={stateOf(q)}
      side={
        !q.open && (
          <Button
            kind={q.released ? 'quiet' : 'primary'}
            busy={busy}
            label={q.released ? w.again(q.quarter) : w.release(q.quarter)}
            onClick={release}
          >
            {q.released ? w.again(q.quarter) : w.release(q.quarter)}
          </Button>
        )
      }
    />
  );
}

function stateOf(q: Quarter): string {
  const w = t.value.steward.releases;
  if (q.open) return w.open;
  if (!q.released) return w.due;
  return q.released_at ? w.out(fmt.time(Date.parse(q.released_at))) : w.outNoDate;
}
