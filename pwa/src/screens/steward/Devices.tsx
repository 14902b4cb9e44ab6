import { useSignal } from '@preact/signals';
import { href } from '../../app/route.ts';
import {
  Button,
  Card,
  Empty,
  ErrorSummary,
  Fold,
  List,
  ListItem,
  Page,
  Part,
  Row,
  say,
} from '../../kit/index.ts';
import { api, session } from '../../model/index.ts';
import { fmt, t } from '../../words/index.ts';
import { type Device, Fetched, itemsOf, lists, useCall } from './fetched.tsx';
import { isQuiet } from './quiet.ts';

export function Devices() {
  const w = t.value.steward;
  return (
    <Page title={w.devices.title} back={href('steward')} backLabel={w.back}>
      <Fetched of={[lists.devices(), lists.members()]}>
        {() =>
          itemsOf(lists.devices()).length === 0 ? (
            <Empty title={w.devices.none} text={w.devices.noneText} />
          ) : (
            <All />
          )
        }
      </Fetched>
    </Page>
  );
}

function All() {
  const w = t.value.steward.devices;
  const all = itemsOf(lists.devices());
  const old = all.filter(d => d.revoked);
  return (
    <>
      <Some label={w.quiet} devices={all.filter(isQuiet)} />
      <Some label={w.active} devices={all.filter(d => !d.revoked && !isQuiet(d))} />
      {old.length > 0 && (
        <Fold title={w.old} note={fmt.number(old.length)}>
          <Some label={w.old} quiet devices={old} />
        </Fold>
      )}
    </>
  );
}

function Some(props: { label: string; devices: Device[]; quiet?: boolean }) {
  const names = new Map(itemsOf(lists.members()).map(m => [m.id, m.name]));
  if (props.devices.length === 0) return null;
  const list = (
    <List label={props.label}>
      {props.devices.map(d => (
        <OneDevice key={d.id} device={d} owner={names.get(d.member) ?? ''} showOwner />
      ))}
    </List>
  );
  return props.quiet ? list : <Part title={props.label}>{list}</Part>;
}

/** One device, and the way to sign it out for good after saying what is lost. */
export function OneDevice(props: { device: Device; owner: string; showOwner?: boolean }) {
  const w = t.value.steward.devices;
  const { device, owner } = props;
  const asking = useSignal(false);
  const seen = device.last_seen ? w.lastSeen(fmt.ago(device.last_seen)) : w.never;
  const state =
    device.revoked && device.revoked_at ? w.revokedWhen(fmt.ago(device.revoked_at)) : seen;
  const own = device.id === session.value?.device ? w.thisOne : '';
  if (asking.value) {
    return (
      <li>
        <Revoke
          device={device}
          owner={owner}
          done={() => {
            asking.value = false;
          }}
        />
      </li>
    );
  }
  return (
    <ListItem
      title={props.showOwner ? `${owner}: ${device.name}` : device.name}
      note={[state, own].filter(Boolean).join(' · ')}
      side={
        !device.revoked && (
          <Button
            kind="danger"
            label={`${w.revoke}: ${device.name}, ${owner}`}
            onClick={() => {
              asking.value = true;
            }}
          >
            {w.revoke}
          </Button>
        )
      }
    />
  );
}

function Revoke(props: { device: Device; owner: string; done: () => void }) {
  const w = t.value.steward.devices;
  const { device } = props;
  const { busy, problems, run } = useCall();
  const revoke = () =>
    run(async () => {
      await api('POST', `/v1/admin/devices/${device.id}/revoke`, {});
      await lists.devices().refresh();
      say(w.revokedDone(device.name));
      props.done();
    });
  return (
    <Card tone="warm">
      <ErrorSummary problems={problems.value} />
      <h3>{w.revokeHeading(device.name)}</h3>
      {w.revokeWhat(props.owner).map(text => (
        <p key={text}>{text}</p>
      ))}
      {device.last_seen ? <p>{w.revokeSeen(fmt.ago(device.last_seen))}</p> : null}
      <p>{device.id === session.value?.device ? w.revokeSelf : w.revokeAsk}</p>
      <Row>
        <Button busy={busy.value} onClick={revoke}>
          {w.revokeGo}
        </Button>
        <Button kind="quiet" onClick={props.done}>
          {t.value.steward.cancel}
        </Button>
      </Row>
    </Card>
  );
}
