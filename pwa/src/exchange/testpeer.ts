import { openDb } from '../local/db.ts';
import { fetchNet, type Net } from '../local/net.ts';
import { openedFor, testSigning } from '../lock/testring.ts';
import type { OwnChange } from '../model/own.ts';
import { Store, type Times } from '../model/store.ts';
import { type Identity, revived, type StoredIdentity } from '../session/identity.ts';
import { makeKey } from '../session/keys.ts';
import { Tokens } from '../session/token.ts';
import { Exchange } from './driver.ts';

/** A phone in a test: the real store and the real exchange, without screens. */
export interface Phone {
  store: Store;
  exchange: Exchange;
  identity: Identity;
  ended: string[];
  /** Saves one change. */
  write(change: Omit<OwnChange, 'at'>): Promise<void>;
  /** Rounds until everything has settled. */
  sync(): Promise<void>;
}

/** A phone over a network; `name` is its database, so that it can be killed and opened again. */
export async function openPeer(
  name: string,
  net: Net,
  identity: Identity,
  times: Times = { now: Date.now, deviceNow: Date.now },
): Promise<Phone> {
  const store = new Store(await openDb(openedFor(name)), times);
  await store.open();
  await store.settled();
  const ended: string[] = [];
  const kept = await store.db.read(['meta'], tx => tx.get<StoredIdentity>('meta', 'identity'));
  const phone: Phone = {
    store,
    ended,
    identity: kept ? await revived(kept, testSigning) : identity,
    exchange: new Exchange({
      store,
      net,
      tokens: new Tokens(net),
      identity: () => phone.identity,
      became: who => {
        phone.identity = who;
      },
      makeKey: () => makeKey(testSigning),
      stopped: code => ended.push(code),
    }),
    async write(change) {
      await store.add(phone.identity.device, [change]);
    },
    async sync() {
      if (!phone.exchange.state.peek().leading) phone.exchange.lead();
      await phone.exchange.settled();
    },
  };
  return phone;
}

/** Enrols a new device at a real server. */
export async function enrol(
  base: string,
  invite: string,
): Promise<{ net: Net; identity: Identity }> {
  const net = fetchNet(base);
  const key = await makeKey(testSigning);
  const json = { invite, name: 'test', key: key.publicJwk };
  const got = await net.call({ method: 'POST', path: '/v1/devices', json });
  if (got.status !== 201) throw new Error(`${got.status} ${got.code}`);
  const { device, member, issuer } = got.body as { device: string; member: string; issuer: string };
  return { net, identity: { device, member, issuer, deviceName: 'test', key } };
}
