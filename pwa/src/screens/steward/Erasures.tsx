import { href } from '../../app/route.ts';
import { Card, Empty, Page } from '../../kit/index.ts';
import { cached } from '../../model/index.ts';
import { fmt, t } from '../../words/index.ts';
import { Fetched, type Items, itemsOf } from './fetched.tsx';

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

/** Who was erased, when and why; nobody's name. */
export function Erasures() {
  const w = t.value.erase;
  return (
    <Page title={w.list} back={href('steward')} backLabel={t.value.steward.back}>
      <Fetched of={[erasures()]}>
        {() => {
          const all = itemsOf(erasures());
          if (all.length === 0) return <Empty title={w.none} text={w.noneText} />;
          return all.map(one => (
            <Card key={one.id}>
              <h2>{w.one(fmt.day(one.at.slice(0, 10)))}</h2>
              <p>{one.reason || w.again}</p>
            </Card>
          ));
        }}
      </Fetched>
    </Page>
  );
}
