import './steward.css';
import { href } from '../../app/route.ts';
import { Card, Empty, List, ListItem, Page } from '../../kit/index.ts';
import { cached } from '../../model/index.ts';
import { fmt, t } from '../../words/index.ts';
import { Fetched, type Items, itemsOf, lists } from './fetched.tsx';
import type { Kind } from './retention.ts';

/**
 * Somebody who was erased, or with no person what a member wrote for themself; `reason` is
 * '' where a restore made it be done again, `rule` there where their time was up.
 */
interface Erasure {
  id: string;
  person: string;
  scopes: string[];
  /** RFC 3339 */
  at: string;
  reason: string;
  by: string;
  rule?: { kind: Kind; months: number };
}

export const erasures = () => cached<Items<Erasure>>('/v1/admin/erasures');

/** Who was erased, when, why and by whom; nobody's name but the steward's. */
export function Erasures() {
  const w = t.value.erase;
  return (
    <Page title={w.list} back={href('steward')} backLabel={t.value.steward.back}>
      <Fetched of={[erasures(), lists.members()]}>
        {() => {
          const all = itemsOf(erasures());
          if (all.length === 0) return <Empty title={w.none} text={w.noneText} />;
          return (
            <>
              {all.map(one => (
                <One key={one.id} one={one} />
              ))}
              <List>
                <ListItem href={href('steward', 'inquiries')} title={w.ask} note={w.askHint} />
              </List>
            </>
          );
        }}
      </Fetched>
    </Page>
  );
}

function One({ one }: { one: Erasure }) {
  const w = t.value.erase;
  const by = itemsOf(lists.members()).find(m => m.id === one.by)?.name;
  return (
    <Card>
      <h2>{w.one(fmt.day(one.at.slice(0, 10)))}</h2>
      {one.rule?.kind === 'own' && <p>{w.retention.ownGone}</p>}
      <p class="prose">{reasonOf(one)}</p>
      {by && <p>{w.by(by)}</p>}
      {one.person && (
        <p class="hint">
          {w.number}: <span class="steward-code">{one.person}</span>
        </p>
      )}
    </Card>
  );
}

function reasonOf(one: Erasure): string {
  const w = t.value.erase;
  if (one.rule) return w.retention.byRule(w.retention.months(one.rule.months));
  return one.reason || w.again;
}
