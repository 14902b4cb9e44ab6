import '../../style/place.css';
import '../../style/ledger.css';
import '../../style/print.css';
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { href } from '../../app/route.ts';
import { Button, Empty, Fold, List, ListItem, Page, Part, Row, say } from '../../kit/index.ts';
import { fmt, t } from '../../words/index.ts';
import { download } from '../figures/download.ts';
import {
  type Asked,
  type Book,
  type Entry,
  everything,
  fetchBook,
  fetchSheet,
  type Total,
} from './book.ts';
import { Narrow } from './Filter.tsx';
import { codeOf, problemWords, Shown, useAsked } from './fetched.tsx';

/** Every decision about money, newest first, with what they come to. */
export function Ledger() {
  const w = t.value.ledger;
  const asked = useSignal<Asked>(everything);
  const book = useAsked(() => fetchBook(asked.value), JSON.stringify(asked.value));
  const more = async (shown: Book) => {
    try {
      const next = await fetchBook(asked.value, shown.items.at(-1)?.id);
      book.set({ ...next, items: [...shown.items, ...next.items] });
    } catch (e) {
      say(problemWords(codeOf(e)));
    }
  };
  return (
    <Page title={w.title} lead={w.lead}>
      <Narrow
        asked={asked.value}
        onAsk={next => {
          asked.value = next;
        }}
      />
      <Shown of={book}>
        {shown => (
          <>
            <Sums totals={shown.totals} />
            {shown.items.length === 0 ? (
              asked.value === everything ? (
                <Empty title={w.none} text={w.noneText} />
              ) : (
                <Empty title={w.noneFound} />
              )
            ) : (
              <Part title={w.found(shown.count)}>
                <Entries entries={shown.items} label={w.list} />
                {shown.more && <Button onClick={() => void more(shown)}>{w.more}</Button>}
              </Part>
            )}
          </>
        )}
      </Shown>
      <Sheets asked={asked.value} />
      <Part title={w.now}>
        <List>
          <ListItem href={href('ledger', 'pots')} icon="money" title={w.pots} />
          <ListItem href={href('figures')} icon="figures" title={w.figures} />
          <ListItem href={href('alliance')} icon="team" title={w.alliance} />
        </List>
      </Part>
      <p class="hint">{w.pseudonyms}</p>
    </Page>
  );
}

export function Entries({ entries, label }: { entries: Entry[]; label: string }) {
  return (
    <List label={label}>
      {entries.map(e => (
        <ListItem
          key={e.id}
          href={href('ledger', e.id)}
          title={
            <span class="ledger-line">
              <span>{nameOf(e)}</span>
              <span class="ledger-sum">{sumOf(e)}</span>
            </span>
          }
          note={noteOf(e)}
        />
      ))}
    </List>
  );
}

export function nameOf(e: Entry): string {
  const w = t.value.ledger;
  return e.in_confidence ? w.confidence : e.what || w.noWords;
}

export function sumOf(e: Entry): string {
  return e.minor_units === 0 ? t.value.ledger.nothing : fmt.money(e.minor_units, e.currency);
}

function noteOf(e: Entry): string {
  const w = t.value.ledger;
  const parts = [fmt.day(e.on), e.person, e.who, e.pot?.name, e.counts ? '' : w.doesNotCount];
  return parts.filter(Boolean).join(' · ');
}

/** What the decisions come to, by currency. */
function Sums({ totals }: { totals: Total[] }) {
  const w = t.value.ledger;
  return (
    <>
      {totals.map(sum => (
        <section key={sum.currency} class="part">
          <p class="big-sum">
            {w.total(fmt.money(sum.minor_units, sum.currency), sum.decisions, sum.people)}
          </p>
          <ul class="points">
            {sum.forgotten > 0 && <li>{w.forgotten(fmt.money(sum.forgotten, sum.currency))}</li>}
            {sum.free > 0 && <li>{w.free(sum.free)}</li>}
            {sum.in_kind > 0 && <li>{w.inKind(sum.in_kind)}</li>}
            <li>{w.heard(sum.came_of_it, sum.decisions)}</li>
            <li>{w.receipted(sum.receipts, sum.decisions)}</li>
          </ul>
          <Folded title={w.byMonth}>
            <Table
              head={w.byMonth}
              rows={sum.months.map(m => [w.month(m.month), m.minor_units, m.decisions])}
              currency={sum.currency}
            />
          </Folded>
          <Folded title={w.byPot}>
            <Table
              head={w.pot}
              rows={sum.pots.map(p => [
                p.id ? p.name || w.noWords : w.noPot,
                p.minor_units,
                p.decisions,
              ])}
              currency={sum.currency}
            />
          </Folded>
        </section>
      ))}
    </>
  );
}

/** What lies folded on the screen and open on paper. */
function Folded({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <>
      <Fold title={title}>{children}</Fold>
      <div class="print-only" aria-hidden="true">
        {children}
      </div>
    </>
  );
}

function Table(props: {
  head: string;
  rows: [what: string, minor: number, count: number][];
  currency: string;
}) {
  const w = t.value.ledger;
  return (
    <table class="sums">
      <thead>
        <tr>
          <th scope="col">{props.head}</th>
          <th scope="col">{w.sum}</th>
          <th scope="col">{w.list}</th>
        </tr>
      </thead>
      <tbody>
        {props.rows.map(([what, minor, count]) => (
          <tr key={what}>
            <th scope="row">{what}</th>
            <td>{fmt.money(minor, props.currency)}</td>
            <td>{fmt.number(count)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Sheets({ asked }: { asked: Asked }) {
  const w = t.value.ledger;
  const save = async (format: 'csv' | 'csvw') => {
    try {
      const got = await fetchSheet(asked, format);
      if (format === 'csv') download('ledger.csv', 'text/csv', String(got));
      else download('ledger.csv-metadata.json', 'application/csvm+json', JSON.stringify(got));
      say(w.saved, undefined, 4);
    } catch (e) {
      say(problemWords(codeOf(e)));
    }
  };
  return (
    <section class="part no-print" aria-label={w.sheet}>
      <p class="hint">{w.sheetHint}</p>
      <Row>
        <Button onClick={() => void save('csv')}>{w.sheet}</Button>
        <Button kind="quiet" onClick={() => void save('csvw')}>
          {w.sheetMeta}
        </Button>
      </Row>
    </section>
  );
}
