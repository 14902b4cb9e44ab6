import { useSignal } from '@preact/signals';
import { Button, Card, Fold, Notice, Page, Part, Row, say } from '../kit/index.ts';
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
import { exchangeState } from '../model/phone.ts';
import { fmt, t } from '../words/index.ts';

/** The outbox: what waits, for whom, since when, and why if it is stuck. */
export function Waiting() {
  const words = t.value.phone.waiting;
  const items = outbox.value;
  const parked = items.filter(i => i.state === 'parked');
  const rest = items.filter(i => i.state !== 'parked');
  const waiting = status.value.waiting;
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
  const send = async () => {
    busy.value = true;
    await syncNow();
    busy.value = false;
  };
  return (
    <>
      {waiting === 0 && stuck === 0 ? (
        <Card tone="warm">
          <h2>{words.allSent}</h2>
          <p>{words.allSentText}</p>
        </Card>
      ) : waiting > 0 ? (
        <p>{words.some(waiting)}</p>
      ) : null}
      <p>{lastSent === null ? words.never : words.lastSent(fmt.ago(lastSent))}</p>
      {!online && <Notice icon="offline">{words.offline}</Notice>}
      {trouble && <Notice icon="heed">{trouble}</Notice>}
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
  if (sort === 'person') return record(scope, 'person', id)?.called.text || words.person;
  if (sort === 'between') return words.between;
  if (sort === 'team') return words.team(nameOf(scope));
  return sort === 'self' ? words.self : words.place;
}
