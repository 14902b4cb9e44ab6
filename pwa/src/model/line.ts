import { PROTOCOL } from '../../../sync/wire/wire.ts';
import { Exchange } from '../exchange/driver.ts';
import { joinAgain } from '../exchange/mend.ts';
import { fetchNet } from '../local/net.ts';
import { setNote } from '../local/small.ts';
import { alterVault, initials } from '../local/vaults.ts';
import { type Identity, stored } from '../session/identity.ts';
import { atRest, type DeviceKey, makeKey, reviveKey, type StoredKey } from '../session/keys.ts';
import { enrolled, Tokens } from '../session/token.ts';
import { keepCanary } from './canary.ts';
import { leadWhenFree } from './lead.ts';
import {
  attach,
  became,
  database,
  exchangeState,
  identity,
  keepMeta,
  type Me,
  me,
  nudge,
  opened,
  stop,
  store,
} from './phone.ts';
import { sendSeen } from './seen.ts';
import { ApiError, codeIn, refusal } from './session.ts';
import type { Directory } from './types.ts';
import { emptied, readAgain } from './vaults.ts';

// All that speaks with the server, in a chunk that loads after the first screen stands.

/** A phone that was signed out first sends who opened what on it, if it can in so many ms. */
const lastWordMost = 3_000;

const net = fetchNet();
const tokens = new Tokens(net);

/** Starts sending and fetching; once per tab. */
export function speak(): void {
  const exchange = new Exchange({
    store: store(),
    net,
    tokens,
    identity: () => identity.peek(),
    became: who => {
      const old = identity.peek();
      became(who);
      // An older version's key, which lay in the clear, is done with; nobody has to be told.
      if (old?.key.wrapped === '') void rekeyed(old);
      else setNote('forked', 'yes');
    },
    makeKey: () => makeKey(opened().signing),
    stopped: code => void sendSeen(lastWordMost).finally(() => stop(code)),
  });
  attach(exchange);
  keepCanary();
  leadWhenFree(exchange, net, tokens);
  void retire().catch(() => {});
}

async function rekeyed({ device }: Identity): Promise<void> {
  await database().write(['meta'], tx => tx.put('meta', 'retire', device));
  await alterVault(opened().id, { bareKey: undefined });
  await retire();
}

/** Takes the device that this one was off the list, since its key lay in the clear. */
async function retire(): Promise<void> {
  const who = identity.peek();
  const old = await database().read(['meta'], tx => tx.get<string>('meta', 'retire'));
  if (!who || !old) return;
  await asDevice(who, 'POST', `/v1/devices/${old}/revoke`, {});
  await database().write(['meta'], tx => tx.delete('meta', 'retire'));
}

/**
 * Enrols whoever has a place on this phone, which is open, with an invite code as typed (spaces, hyphens and case do not matter).
 * A phone that the server no longer knows goes on as a new device with all that it holds.
 */
export async function enrol(typed: string, deviceName: string): Promise<void> {
  const old = identity.peek();
  const again = old !== null && exchangeState.peek().trouble === 'unknown_device';
  if (old && !again) throw new ApiError('already_joined', 0, '');
  const who = await newDevice(codeIn(typed), deviceName.trim());
  if (old) return goOn(old, who);
  await database().write(['meta'], async tx => {
    await tx.put('meta', 'identity', stored(who));
    await tx.delete('meta', 'joining');
  });
  await alterVault(opened().id, { state: 'ready' });
  await readAgain();
  const known = await askWho(who).catch(e => {
    // Enrolled all the same: what is missing can be had later, under this key alone.
    identity.value = who;
    throw e;
  });
  await alterVault(opened().id, { label: initials(known.me.name) });
  await keepMeta({ identity: who, ...known });
  emptied.value = null;
}

async function newDevice(invite: string, deviceName: string): Promise<Identity> {
  const key = await keyFor(invite);
  const json = { invite, name: deviceName, key: key.publicJwk };
  const got = await net.call({ method: 'POST', path: '/v1/devices', json, timeout: 30_000 });
  if (got.status !== 201) throw refusal(got);
  const who = enrolled(got.body);
  if (!who) throw new ApiError('malformed', 502, '');
  return { ...who, deviceName, key };
}

/** What is here was written by one member, and is not sent as another's. */
async function goOn(old: Identity, who: Identity): Promise<void> {
  const known = await askWho(who);
  const stranger = who.member !== old.member;
  if (stranger && known.me.name !== me.peek()?.name) throw new ApiError('other_member', 0, '');
  const epoch = await askEpoch(who);
  await joinAgain(store(), who, !stranger && epoch !== store().memory.sync.epoch);
  tokens.drop();
  await keepMeta(known);
  became(who);
  nudge();
}

/** Which history of its store the server goes on with. */
async function askEpoch(who: Identity): Promise<string> {
  const round = { protocol: PROTOCOL, device: who.device };
  return (await asDevice<{ epoch: string }>(who, 'POST', '/v1/sync', round)).epoch;
}

/** The same key for the same code: an answer that was lost can be had again. */
async function keyFor(invite: string): Promise<DeviceKey> {
  interface Joining {
    invite: string;
    key: StoredKey;
  }
  const { signing } = opened();
  const had = await database().read(['meta'], tx => tx.get<Joining>('meta', 'joining'));
  if (had?.invite === invite) return reviveKey(had.key, signing);
  const key = await makeKey(signing);
  await database().write(['meta'], tx =>
    tx.put('meta', 'joining', { invite, key: atRest(key) } satisfies Joining),
  );
  return key;
}

export async function askWho(who: Identity): Promise<{ me: Me; directory: Directory }> {
  const [me, directory] = await Promise.all([
    asDevice<Me>(who, 'GET', '/v1/me'),
    asDevice<Directory>(who, 'GET', '/v1/directory'),
  ]);
  // What is not whole must not take the place of what is kept.
  if (typeof me?.name !== 'string' || !Array.isArray(directory?.members)) {
    throw new ApiError('malformed', 502, '');
  }
  return { me: { ...me, teams: me.teams ?? [] }, directory };
}

/** A call under this device's token, asked for anew once. */
export async function asDevice<T>(
  who: Identity,
  method: string,
  path: string,
  body?: unknown,
  raw = false,
): Promise<T> {
  for (let tried = 0; ; tried++) {
    const token = await tokens.get(who);
    if (typeof token !== 'string') throw refusal(token);
    const ask = { method, path, token, raw, timeout: 30_000 };
    const got = await net.call(body === undefined ? ask : { ...ask, json: body });
    if (got.status >= 200 && got.status < 300) return got.body as T;
    if (got.status !== 401 || got.code === 'device_revoked' || tried > 0) throw refusal(got);
    tokens.drop();
  }
}

/** Gets what joining could not get any more; throws ApiError. */
export async function finishJoining(): Promise<void> {
  const who = identity.peek();
  if (!who) return;
  await keepMeta(await askWho(who));
  nudge();
}
