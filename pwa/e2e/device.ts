import type { Link, Server } from './server.ts';

/** What the server answered. */
export interface Answer<T> {
  status: number;
  body: T;
}

/** A device without a browser, for what only the HTTP contract can show. */
export interface Device {
  id: string;
  member: string;
  call<T>(method: string, path: string, body?: unknown): Promise<Answer<T>>;
}

/** Enrols with an invite and gets a token; rejects when either is refused. */
export async function enrol(server: Server, invite: string): Promise<Device> {
  const pair = (await crypto.subtle.generateKey('Ed25519', true, [
    'sign',
    'verify',
  ])) as CryptoKeyPair;
  const { kty, crv, x } = await crypto.subtle.exportKey('jwk', pair.publicKey);
  const joined = await send<{ device: string; member: string; issuer: string }>(
    `${server.base}/v1/devices`,
    { method: 'POST', body: JSON.stringify({ invite, name: 'Test', key: { kty, crv, x } }) },
  );
  if (joined.status !== 201) throw new Error(`enrolling: ${joined.status}`);
  const { device, member, issuer } = joined.body;
  const token = () => tokenOf(server, pair.privateKey, device, issuer);
  let current = { token: await token(), from: Date.now() };
  return {
    id: device,
    member,
    async call(method, path, body) {
      if (Date.now() - current.from > tokenAge)
        current = { token: await token(), from: Date.now() };
      return send(`${server.base}${path}`, {
        method,
        headers: { Authorization: `Bearer ${current.token}` },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    },
  };
}

/** Tokens are good for ten minutes. */
const tokenAge = 480_000;

async function tokenOf(
  server: Server,
  key: CryptoKey,
  device: string,
  issuer: string,
): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  const head = { alg: 'EdDSA', typ: 'JWT' };
  const claims = {
    iss: device,
    sub: device,
    aud: issuer,
    iat: now,
    exp: now + 60,
    jti: crypto.randomUUID(),
  };
  const signed = `${part(head)}.${part(claims)}`;
  const signature = await crypto.subtle.sign('Ed25519', key, Buffer.from(signed));
  const token = await send<{ access_token: string }>(`${server.base}/v1/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
      assertion: `${signed}.${Buffer.from(signature).toString('base64url')}`,
    }),
  });
  if (token.status !== 200) throw new Error(`token: ${token.status}`);
  return token.body.access_token;
}

/** The link that the server printed for a role: the first one, or that of a name. */
export function linkOf(server: Server, role: Link['role'], nth = 0): Link {
  const link = server.links.filter(l => l.role === role)[nth];
  if (!link) throw new Error(`no link for ${role}`);
  return link;
}

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

async function send<T>(url: string, init: RequestInit): Promise<Answer<T>> {
  const json = typeof init.body === 'string' ? { 'Content-Type': 'application/json' } : {};
  const res = await fetch(url, { ...init, headers: { ...json, ...init.headers } });
  return { status: res.status, body: (await res.json()) as T };
}
