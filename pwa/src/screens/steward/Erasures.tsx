import './steward.css';
import { href } from '../../app/route.ts';
import { Card, Empty, List, ListItem, Page } from '../../kit/index.ts';
import { cached } from '../../model/index.ts';
import { fmt, t } from '../../words/index.ts';
import { Fetched, type Items, itemsOf, lists } from './fetched.tsx';

/** Somebody who was erased; `reason` is '' where a restore made it be done again. */
interface Erasure {
  id: string;
  person: string;
  scopes: string[];
  /** RFC 3339 */
  at: string;
  reason: string;
  by: string;
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
      <p class="prose">{one.reason || w.again}</p>
      {by && <p>{w.by(by)}</p>}
      <p class="hint">
        {w.number}: <span class="steward-code">{one.person}</span>
      </p>
    </Card>
  );
}
