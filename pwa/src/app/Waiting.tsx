import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { Button, Card, Fold, LinkButton, Notice, Page, Part, Row, say } from '../kit/index.ts';
import { note, setNote } from '../local/small.ts';
import { damageRead } from '../model/damage.ts';
import {
  discardParked,
  nameOf,
  type OutboxItem,
  offerAgain,
  outbox,
  record,
  status,
  syncNow,
} from '../model/index.ts';
import { wordsIn } from '../model/own.ts';
import { exchangeState, nudge, store } from '../model/phone.ts';
import { fmt, t } from '../words/index.ts';

/** The outbox: what waits, for whom, since when, and why if it is stuck. */
export function Waiting() {
  const words = t.value.phone.waiting;
  const items = outbox.value;
  const parked = items.filter(i => i.state === 'parked');
  const rest = items.filter(i => i.state !== 'parked');
  const waiting = status.value.waiting;
  // Whoever looks here wants to know how it is now: a backup may have come since.
  useEffect(nudge, []);
  return (
    <Page title={words.title} back="#/">
      <Summary waiting={waiting} stuck={parked.length} />
      {parked.length > 0 && (
        <Part title={words.needsTitle}>
          {parked.map(i => (
            <Item key={i.key} item={i} />
          ))}
        </Part>
      )}
      {rest.length > 0 && (
        <Part title={words.waitTitle}>
          {rest.map(i => (
            <Item key={i.key} item={i} />
          ))}
        </Part>
      )}
    </Page>
  );
}

function Summary({ waiting, stuck }: { waiting: number; stuck: number }) {
  const words = t.value.phone.waiting;
  const busy = useSignal(false);
  const { online, lastSent } = status.value;
  const trouble = words.trouble[exchangeState.value.trouble];
  // It did not all arrive, then, and what did stands there.
  const lost = (store().memory.damaged.value?.own ?? 0) > 0 && waiting === 0;
  const send = async () => {
    busy.value = true;
    await syncNow();
    busy.value = false;
  };
  return (
    <>
      <Damaged />
      {lost ? null : waiting === 0 && stuck === 0 ? (
        <Card tone="warm">
          <h2>{words.allSent}</h2>
          <p>{backedUp() ? words.allBackedText : words.allSentText}</p>
        </Card>
      ) : waiting > 0 ? (
        <p>{words.some(waiting)}</p>
      ) : null}
      <p>{lastSent === null ? words.never : words.lastSent(fmt.ago(lastSent))}</p>
      {!online && <Notice icon="offline">{words.offline}</Notice>}
      {trouble && <Notice icon="heed">{trouble}</Notice>}
      {exchangeState.value.trouble === 'unknown_device' && (
        <Row>
          <LinkButton href="#/join">{words.joinAgain}</LinkButton>
        </Row>
      )}
      <Forked />
      <Differs />
      {waiting > 0 && online && (
        <Row>
          <Button kind="primary" busy={busy.value} onClick={send}>
            {busy.value ? words.sendingNow : words.sendNow}
          </Button>
        </Row>
      )}
    </>
  );
}

/** The server has said of a backup that lags behind: only then is `stable` more than `have`. */
function backedUp(): boolean {
  const { backed, stable, have } = store().memory.sync;
  return backed === true && stable >= have;
}

/** Told until somebody has read it. */
function Forked() {
  const words = t.value.phone.waiting;
  const told = useSignal(note('forked') !== null);
  if (!told.value) return null;
  const read = () => {
    setNote('forked', null);
    told.value = false;
  };
  return (
    <Notice icon="heed">
      <p>{words.forked}</p>
      <Button kind="quiet" onClick={read}>
        {words.understood}
      </Button>
    </Notice>
  );
}

/** Rows that could not be read, told until somebody has read it. */
function Damaged() {
  const words = t.value.phone.waiting;
  const { memory, db } = store();
  const { value } = memory.damaged;
  if (!value) return null;
  const read = async () => {
    await damageRead(db);
    memory.damaged.value = null;
  };
  return (
    <Notice icon="heed">
      <p>{words.damaged}</p>
      {value.own > 0 && <p>{words.damagedOwn(value.own)}</p>}
      <Button kind="quiet" onClick={() => void read()}>
        {words.understood}
      </Button>
    </Notice>
  );
}

/** Scopes in which this phone and the server differed still after all had come again. */
function Differs() {
  const { memory } = store();
  void memory.scopes.value;
  const rows = [...memory.cursors.values()].filter(row => row.differs?.stands && !row.lost);
  if (rows.length === 0) return null;
  const names = fmt.list(rows.map(row => scopeName(row.scope)));
  return <Notice icon="heed">{t.value.phone.waiting.differs(names)}</Notice>;
}

function Item({ item }: { item: OutboxItem }) {
  const words = t.value.phone.waiting;
  return (
    <Card>
      <p class="item-title">{item.words || words.noWords}</p>
      <p class="item-note">
        {words.forScope(scopeName(item.scope))}. {words.since(fmt.ago(item.since))}. {stateOf(item)}
      </p>
      {item.state === 'parked' && <Parked item={item} />}
    </Card>
  );
}

function Parked({ item }: { item: OutboxItem }) {
  const words = t.value.phone.waiting;
  const whole = wordsOf(item);
  const copy = async () => {
    await navigator.clipboard.writeText(whole);
    say(words.copied);
  };
  const discard = async () => {
    await discardParked(item);
    say(words.discarded);
  };
  return (
    <>
      {whole && (
        <Fold title={words.whole}>
          <p class="words">{whole}</p>
        </Fold>
      )}
      <Row>
        <Button onClick={() => void offerAgain(item)}>{words.again}</Button>
        {whole && <Button onClick={() => void copy()}>{words.copy}</Button>}
        <Button kind="danger" onClick={() => void discard()}>
          {words.discard}
        </Button>
      </Row>
    </>
  );
}

function stateOf(item: OutboxItem): string {
  const words = t.value.phone.waiting;
  switch (item.state) {
    case 'parked':
      return words.codes[item.code ?? ''] ?? words.codes.other;
    case 'held':
      return words.held;
    case 'sending':
      return words.sending;
    case 'sent':
      return words.arrived;
    case 'waiting':
      return words.waiting;
  }
}

/** All that somebody wrote in one change. */
export function wordsOf(item: OutboxItem): string {
  return wordsIn(item.change).join('\n\n');
}

/** What a scope is called by those who may see it. */
export function scopeName(scope: string): string {
  const words = t.value.phone.waiting.scopes;
  const [sort = '', id = ''] = scope.split(':');
  if (sort === 'person') {
    const lost = store().memory.cursors.get(scope)?.called;
    return record(scope, 'person', id)?.called.text || lost || words.person;
  }
  if (sort === 'between') return words.between;
  if (sort === 'team') return words.team(nameOf(scope));
  return sort === 'self' ? words.self : words.place;
}
