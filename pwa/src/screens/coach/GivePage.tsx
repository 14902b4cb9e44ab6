import '../own/own.css';
import '../../style/phones.css';
import '../../style/place.css';
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { Qr } from '../../app/Qr.tsx';
import { href, type ScreenProps } from '../../app/route.ts';
import {
  Button,
  Card,
  Fold,
  LinkButton,
  List,
  ListItem,
  Notice,
  Page,
  Part,
  Row,
  say,
} from '../../kit/index.ts';
import { api } from '../../model/index.ts';
import { fmt, t } from '../../words/index.ts';
import { AskedList } from '../kept/Asked.tsx';
import type { Asked } from '../kept/asked.ts';
import { AskForm } from '../own/Ask.tsx';
import { dayOf } from './days.ts';
import { calledOf, personOf } from './lives.ts';
import { Missing } from './Missing.tsx';

interface OwnPage {
  member: string;
  devices: { id: string; name: string; added: number; yours: boolean }[];
}

interface Link extends OwnPage {
  invite: string;
  url: string;
  /** RFC 3339 */
  expires_at: string;
}

/** The person's own page: giving it to them, and taking it back. */
export function GivePage({ params }: ScreenProps) {
  const id = params.id ?? '';
  const w = t.value.own.give;
  const page = useSignal<OwnPage | null>(null);
  const link = useSignal<Link | null>(null);
  const trouble = useSignal('');
  const path = `/v1/people/${id}/link`;
  const run = async (call: () => Promise<void>) => {
    try {
      await call();
      trouble.value = '';
    } catch {
      trouble.value = navigator.onLine ? w.failed : w.offline;
    }
  };
  const load = () =>
    run(async () => {
      page.value = await api<OwnPage>('GET', path);
    });
  useEffect(() => void load(), []);
  if (!personOf(id)) return <Missing />;
  const name = calledOf(id);
  const make = () =>
    run(async () => {
      link.value = await api<Link>('POST', path);
      page.value = link.value;
    });
  return (
    <Page title={w.title(name)} back={href('p', id)} backLabel={name}>
      <p>{w.lead(name)}</p>
      <Notice icon="heed">{w.safe}</Notice>
      {trouble.value && <Notice live>{trouble.value}</Notice>}
      {link.value ? (
        <TheLink link={link.value} />
      ) : (
        <Row>
          <Button kind="primary" onClick={() => void make()}>
            {w.make}
          </Button>
        </Row>
      )}
      <LinkButton href={href('p', id, 'kept')}>{w.show}</LinkButton>
      {page.value && <Devices name={name} page={page.value} path={path} run={run} done={load} />}
      <ForThem id={id} />
    </Page>
  );
}

function TheLink({ link }: { link: Link }) {
  const w = t.value.own.give;
  const copied = useSignal(false);
  const copy = async () => {
    await navigator.clipboard?.writeText(link.url).catch(() => {});
    copied.value = true;
  };
  const send = () => navigator.share?.({ url: link.url }).catch(() => {});
  const base = link.url.split('/#')[0] ?? link.url;
  return (
    <Card tone="warm">
      <h2 class="small-head">{w.made}</h2>
      <p>
        {w.once} {w.until(fmt.time(Date.parse(link.expires_at)))}
      </p>
      <p>{w.scan}</p>
      <div class="own-qr">
        <Qr text={link.url} label={w.scan} />
      </div>
      <p class="invite-link">{link.url}</p>
      <Row>
        {'share' in navigator && (
          <Button kind="primary" onClick={() => void send()}>
            {w.send}
          </Button>
        )}
        <Button onClick={() => void copy()}>{w.copy}</Button>
        <span role="status">{copied.value && w.copied}</span>
      </Row>
      <p class="hint">
        {w.code} {base}
      </p>
      <p class="invite-code">{link.invite.match(/.{1,4}/g)?.join('-')}</p>
    </Card>
  );
}

function Devices(props: {
  name: string;
  page: OwnPage;
  path: string;
  run: (call: () => Promise<void>) => Promise<void>;
  done: () => Promise<void>;
}) {
  const w = t.value.own.give;
  const { devices } = props.page;
  const sure = useSignal(false);
  const vouch = (id: string) =>
    props.run(async () => {
      await api('POST', `${props.path}/devices/${id}`);
      await props.done();
      say(w.vouched);
    });
  const take = () =>
    props.run(async () => {
      await api('DELETE', props.path);
      sure.value = false;
      await props.done();
      say(w.taken);
    });
  return (
    <Part title={w.devices}>
      {devices.length === 0 ? <p>{w.noDevices}</p> : null}
      {devices.length > 0 && (
        <List>
          {devices.map(device => (
            <ListItem
              key={device.id}
              title={device.name}
              note={`${w.added(fmt.day(dayOf(device.added)))}. ${device.yours ? w.yours : w.notYours}`}
              side={
                device.yours ? undefined : (
                  <Button
                    label={`${w.vouch}: ${device.name}`}
                    onClick={() => void vouch(device.id)}
                  >
                    {w.vouch}
                  </Button>
                )
              }
            />
          ))}
        </List>
      )}
      <p class="hint">{w.between(props.name)}</p>
      {props.page.member !== '' && (
        <Row>
          {sure.value ? (
            <>
              <p>{w.takeText}</p>
              <Button kind="danger" onClick={() => void take()}>
                {w.takeSure}
              </Button>
            </>
          ) : (
            <Button
              kind="danger"
              onClick={() => {
                sure.value = true;
              }}
            >
              {w.take}
            </Button>
          )}
        </Row>
      )}
    </Part>
  );
}

/** What the person asks for by word of mouth is received on that day. */
function ForThem({ id }: { id: string }) {
  const w = t.value.own;
  const path = `/v1/people/${id}/requests`;
  const list = useSignal<Asked[]>([]);
  const load = async () => {
    const got = await api<{ items: Asked[] }>('GET', path).catch(() => null);
    if (got) list.value = got.items;
  };
  useEffect(() => void load(), []);
  return (
    <Part title={w.give.ask}>
      <p>{w.give.askText}</p>
      <Fold title={w.ask.what}>
        <AskForm path={path} asked={load} />
      </Fold>
      <AskedList list={list.value} />
    </Part>
  );
}
