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
import { quarterName } from '../figures/tell.ts';
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
      const name = quarterName(q.quarter);
      said.value =
        now.release === before
          ? { heading: r.stands(name), text: r.standsText }
          : { heading: r.made(name), text: r.madeText };
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
  const name = quarterName(q.quarter);
  return (
    <ListItem
      title={name}
      note={stateOf(q)}
      side={
        !q.open && (
          <Button
            kind={q.released ? 'quiet' : 'primary'}
            busy={busy}
            label={q.released ? `${w.again}: ${name}` : w.release(name)}
            onClick={release}
          >
            {q.released ? w.again : w.release(name)}
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
