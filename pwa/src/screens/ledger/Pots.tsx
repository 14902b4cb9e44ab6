import '../../style/place.css';
import '../../style/ledger.css';
import '../../style/print.css';
import { useEffect } from 'preact/hooks';
import { href, type ScreenProps } from '../../app/route.ts';
import { Button, Empty, List, ListItem, Notice, Page, Part, Waiting } from '../../kit/index.ts';
import { fmt, t } from '../../words/index.ts';
import { type Pot, type PotLine, pots, refreshPots } from './book.ts';
import { problemWords } from './fetched.tsx';

/** The pots with what is left in each. */
export function Pots() {
  const w = t.value.ledger;
  return (
    <Page title={w.pots} lead={w.potsLead} back={href('ledger')} backLabel={w.back}>
      <Known>
        {all =>
          all.length === 0 ? (
            <Empty title={w.noPots} text={w.noPotsText} />
          ) : (
            <List label={w.pots}>
              {all.map(pot => (
                <ListItem
                  key={pot.id}
                  href={href('ledger', 'pots', pot.id)}
                  title={
                    <span class="ledger-line">
                      <span>{pot.name || w.noWords}</span>
                      <span class="ledger-sum">{fmt.money(pot.balance, pot.currency)}</span>
                    </span>
                  }
                  note={[whose(pot), pot.gone ? w.gone : ''].filter(Boolean).join(' · ')}
                />
              ))}
            </List>
          )
        }
      </Known>
    </Page>
  );
}

const whose = (pot: Pot) =>
  pot.team?.name || (pot.person ? t.value.ledger.personal(pot.person) : '');

/** One pot, and its account with what was left after each line. */
export function OnePot({ params }: ScreenProps) {
  const w = t.value.ledger;
  const pot = pots().data?.items.find(p => p.id === params.id);
  return (
    <Page title={pot?.name || w.pots} back={href('ledger', 'pots')} backLabel={w.pots}>
      <Known>{() => (pot ? <Account pot={pot} /> : <Empty title={w.noPots} />)}</Known>
    </Page>
  );
}

function Account({ pot }: { pot: Pot }) {
  const w = t.value.ledger;
  return (
    <>
      <p class="big-sum">{w.left(fmt.money(pot.balance, pot.currency))}</p>
      {pot.balance < 0 && <p>{w.over}</p>}
      {pot.mixed && <p class="hint">{w.mixed}</p>}
      {whose(pot) && <p>{whose(pot)}</p>}
      {pot.source && (
        <Part title={w.source}>
          <p class="prose">{pot.source}</p>
        </Part>
      )}
      {pot.conditions && (
        <Part title={w.conditions}>
          <p class="prose">{pot.conditions}</p>
        </Part>
      )}
      <Part title={w.account}>
        <List label={w.account}>
          {pot.lines.map(line => (
            <Movement key={line.id} line={line} currency={pot.currency} />
          ))}
        </List>
      </Part>
    </>
  );
}

function Movement({ line, currency }: { line: PotLine; currency: string }) {
  const w = t.value.ledger;
  const sign = line.minor_units > 0 ? '+' : '';
  return (
    <ListItem
      {...(line.sort === 'spent' ? { href: href('ledger', line.id) } : {})}
      title={
        <span class="ledger-line">
          <span>{line.words || w.sorts[line.sort]}</span>
          <span class="ledger-sum">{sign + fmt.money(line.minor_units, currency)}</span>
        </span>
      }
      note={[fmt.day(line.on), line.person, w.left(fmt.money(line.balance, currency))]
        .filter(Boolean)
        .join(' · ')}
    />
  );
}

/** The pots as last fetched, with how old that is where it could not be asked anew. */
function Known({ children }: { children: (all: Pot[]) => preact.ComponentChildren }) {
  const w = t.value.ledger;
  const { data, at, error, loading } = pots();
  useEffect(() => {
    if (!loading) void refreshPots();
  }, []);
  if (!data) {
    if (!error) return <Waiting text={w.loading} />;
    return (
      <Empty
        title={problemWords(error.code)}
        action={<Button onClick={() => void refreshPots()}>{w.problem.again}</Button>}
      />
    );
  }
  return (
    <>
      {error && at && <Notice icon="offline">{w.fetched(fmt.ago(at))}</Notice>}
      {children(data.items)}
    </>
  );
}
