import { after, deviceNow } from '../local/clock.ts';
import type { Answered } from '../local/net.ts';
import { type DeviceKey, makeKey } from '../session/keys.ts';
import type { Identity } from '../session/token.ts';
import {
  database,
  emptied,
  identity,
  keepMeta,
  type Me,
  net,
  nudge,
  tokens,
  wipe,
} from './phone.ts';
import type { Directory, Problem } from './types.ts';

export { session } from './phone.ts';

/** A refusal with the server's stable code, or `offline`, `timeout`. */
export class ApiError extends Error {
  readonly code: string;
  readonly status: number;
  readonly detail: string;
  readonly errors: Problem[];
  constructor(code: string, status: number, detail: string, errors: Problem[] = []) {
    super(`${code}: ${detail}`);
    this.code = code;
    this.status = status;
    this.detail = detail;
    this.errors = errors;
  }
}

export function refusal(got: Answered): ApiError {
  const { detail = '', errors = [] } = (got.body ?? {}) as { detail?: string; errors?: Problem[] };
  return new ApiError(got.code || 'http', got.status, detail, errors);
}

/** The code in whatever was typed or pasted: a code with spaces and hyphens, or the whole link. */
export function codeIn(typed: string): string {
  const linked = /[#&?]invite=([^&\s]+)/.exec(typed)?.[1];
  const text = (linked ?? typed).toLowerCase().replace(/[^0-9a-z]/g, '');
  return text.replaceAll('o', '0').replace(/[il]/g, '1');
}

/** Enrols this phone with an invite code as typed (spaces, hyphens and case do not matter). */
export async function join(typed: string, deviceName: string): Promise<void> {
  if (identity.peek()) throw new ApiError('already_joined', 0, '');
  const invite = codeIn(typed);
  const key = await keyFor(invite);
  const json = { invite, name: deviceName.trim(), key: key.publicJwk };
  const got = await net.call({ method: 'POST', path: '/v1/devices', json, timeout: 30_000 });
  if (got.status !== 201) throw refusal(got);
  const { device, member, issuer } = got.body as { device: string; member: string; issuer: string };
  const who: Identity = { device, member, issuer, deviceName: deviceName.trim(), key };
  await database().write(['meta'], async tx => {
    await tx.put('meta', 'identity', who);
    await tx.delete('meta', 'joining');
  });
  const known = await askWho(who);
  await keepMeta({ identity: who, ...known });
  emptied.value = null;
}

/** The same key for the same code: an answer that was lost can be had again. */
async function keyFor(invite: string): Promise<DeviceKey> {
  interface Joining {
    invite: string;
    key: DeviceKey;
  }
  const had = await database().read(['meta'], tx => tx.get<Joining>('meta', 'joining'));
  if (had?.invite === invite) return had.key;
  const key = await makeKey();
  await database().write(['meta'], tx =>
    tx.put('meta', 'joining', { invite, key } satisfies Joining),
  );
  return key;
}

async function askWho(who: Identity): Promise<{ me: Me; directory: Directory }> {
  const [me, directory] = await Promise.all([
    asDevice<Me>(who, 'GET', '/v1/me'),
    asDevice<Directory>(who, 'GET', '/v1/directory'),
  ]);
  return { me: { ...me, teams: me.teams ?? [] }, directory };
}

/** A call under this device's token, asked for anew once. */
export async function asDevice<T>(
  who: Identity,
  method: string,
  path: string,
  body?: unknown,
): Promise<T> {
  for (let tried = 0; ; tried++) {
    const token = await tokens.get(who);
    if (typeof token !== 'string') throw refusal(token);
    const ask = { method, path, token, timeout: 30_000 };
    const got = await net.call(body === undefined ? ask : { ...ask, json: body });
    if (got.status >= 200 && got.status < 300) return got.body as T;
    if (got.status !== 401 || got.code === 'device_revoked' || tried > 0) throw refusal(got);
    tokens.drop();
  }
}

/** Asks for the own role and all names again, at most once a minute. */
export function refreshNames(now = false): void {
  const who = identity.peek();
  if (!who || asking || (!now && deviceNow() - askedAt < 60_000)) return;
  asking = true;
  askedAt = deviceNow();
  // Not within the rendering that found a name missing.
  after(0, () => {
    askWho(who)
      .then(keepMeta)
      .catch(() => {})
      .finally(() => {
        asking = false;
      });
  });
}

let asking = false;
let askedAt = 0;

/** Gets what joining could not get any more; throws ApiError. */
export async function finishJoining(): Promise<void> {
  const who = identity.peek();
  if (!who) return;
  await keepMeta(await askWho(who));
  nudge();
}

/** Takes everything off this phone, unsent words too. */
export async function signOutHere(): Promise<void> {
  await wipe();
}
