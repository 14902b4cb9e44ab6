import { type Signal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import {
  Button,
  Card,
  ErrorSummary,
  Line,
  List,
  ListItem,
  Notice,
  Page,
  Part,
  Row,
  say,
  Waiting,
} from '../kit/index.ts';
import { ApiError, api, cached, session } from '../model/index.ts';
import { fmt, t } from '../words/index.ts';
import { AddPhone } from './AddPhone.tsx';

interface Device {
  id: string;
  name: string;
  revoked: boolean;
  /** Milliseconds since 1970; absent for never. */
  last_seen?: number;
}

const own = () => cached<{ items: Device[] }>('/v1/devices');

/** What to do about a call that failed. */
const troubleOf = (e: unknown): string => {
  const words = t.value.phone.phones.codes;
  return words[e instanceof ApiError ? e.code : 'other'] ?? words.other;
};

/** One call at a time, with what went wrong in words. */
export function useCall() {
  const trouble = useSignal('');
  const busy = useSignal(false);
  const run = async (call: () => Promise<void>) => {
    if (busy.value) return;
    busy.value = true;
    trouble.value = '';
    try {
      await call();
    } catch (e) {
      trouble.value = troubleOf(e);
    }
    busy.value = false;
  };
  return { trouble, busy, run };
}

export function Trouble({ of }: { of: Signal<string> }) {
  return <ErrorSummary problems={of.value ? [{ text: of.value }] : []} />;
}

/** The phones of a member: to add one, to name them, and to sign a lost one out. */
export function Phones() {
  const words = t.value.phone.phones;
  const { data, error, loading } = own().value.value;
  useEffect(() => void own().refresh(), []);
  const going = (data?.items ?? []).filter(d => !d.revoked);
  return (
    <Page title={words.title} back="#/settings">
      <p>{words.lead}</p>
      {error && !loading && (
        <Notice icon="heed" live>
          {words.codes[error.code] ?? words.codes.other}
        </Notice>
      )}
      {!data && loading && <Waiting text={words.loading} />}
      {data && (
        <List label={words.title}>
          {going.map(d => (
            <OnePhone key={d.id} device={d} />
          ))}
        </List>
      )}
      <Part title={words.add}>
        <AddPhone />
      </Part>
    </Page>
  );
}

function OnePhone({ device }: { device: Device }) {
  const words = t.value.phone.phones;
  const open = useSignal<'' | 'name' | 'out'>('');
  const here = device.id === session.value?.device;
  const seen = device.last_seen ? words.seen(fmt.ago(device.last_seen)) : words.never;
  const close = () => {
    open.value = '';
  };
  if (open.value === 'name') return <Rename device={device} close={close} />;
  if (open.value === 'out') return <SignOut device={device} close={close} />;
  const choose = (what: 'name' | 'out') => () => {
    open.value = what;
  };
  return (
    <ListItem
      title={device.name}
      note={here ? words.here : seen}
      side={
        <div class="phone-acts">
          <Button label={`${words.rename}: ${device.name}`} onClick={choose('name')}>
            {words.rename}
          </Button>
          {!here && (
            <Button kind="danger" label={`${words.out}: ${device.name}`} onClick={choose('out')}>
              {words.out}
            </Button>
          )}
        </div>
      }
    />
  );
}

function Rename({ device, close }: { device: Device; close: () => void }) {
  const words = t.value.phone.phones;
  const name = useSignal(device.name);
  const { trouble, busy, run } = useCall();
  const save = () =>
    run(async () => {
      await api('PATCH', `/v1/devices/${device.id}`, { name: name.value.trim() });
      await own().refresh();
      close();
    });
  return (
    <li>
      <form
        noValidate
        onSubmit={event => {
          event.preventDefault();
          if (name.value.trim()) void save();
          else trouble.value = words.noName;
        }}
      >
        <Trouble of={trouble} />
        <Line
          label={words.newName}
          name="phone-name"
          value={name.value}
          onInput={value => {
            name.value = value;
          }}
        />
        <Row>
          <Button kind="primary" type="submit" busy={busy.value}>
            {words.save}
          </Button>
          <Button onClick={close}>{words.leaveIt}</Button>
        </Row>
      </form>
    </li>
  );
}

function SignOut({ device, close }: { device: Device; close: () => void }) {
  const words = t.value.phone.phones;
  const { trouble, busy, run } = useCall();
  const signOut = () =>
    run(async () => {
      await api('POST', `/v1/devices/${device.id}/revoke`, {});
      await own().refresh();
      say(words.outDone(device.name));
      close();
    });
  return (
    <li>
      <Card tone="warm">
        <Trouble of={trouble} />
        <h3>{words.outHeading(device.name)}</h3>
        <p>{words.outWhat}</p>
        <p>{words.outLost}</p>
        {device.last_seen ? <p>{words.outSeen(fmt.ago(device.last_seen))}</p> : null}
        <Row>
          <Button kind="danger" busy={busy.value} onClick={signOut}>
            {words.outGo}
          </Button>
          <Button onClick={close}>{words.leaveIt}</Button>
        </Row>
      </Card>
    </li>
  );
}
