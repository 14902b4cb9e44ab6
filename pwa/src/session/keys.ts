import { base64url, fromBase64url, joined, utf8 } from '../local/bytes.ts';
import { randomBytes } from '../local/clock.ts';

/** How this device signs. The private half can be used here, and read by nobody. */
export interface DeviceKey {
  alg: 'EdDSA' | 'ES256';
  privateKey: CryptoKey;
  publicJwk: PublicJwk;
  /** The private half (PKCS #8) under the member's wrapping key: all of it that is stored. */
  wrapped: string;
}

/** A key as it is stored. */
export type StoredKey = Omit<DeviceKey, 'privateKey'>;

export interface PublicJwk {
  kty: string;
  crv: string;
  x: string;
  y?: string;
}

const curves = {
  EdDSA: { name: 'Ed25519' },
  ES256: { name: 'ECDSA', namedCurve: 'P-256' },
} as const;

/**
 * Makes a key pair: Ed25519, or P-256 where the browser does not have it. What may be wrapped
 * must be made extractable: the key that is used is another one, unwrapped from it at once, and
 * the first is let go of. Its bytes never come by the app.
 */
export async function makeKey(wrapping: CryptoKey): Promise<DeviceKey> {
  const made = await generate('EdDSA').catch(() => generate('ES256'));
  const { alg, pair } = made;
  const jwk = await crypto.subtle.exportKey('jwk', pair.publicKey);
  const publicJwk: PublicJwk = { kty: jwk.kty ?? '', crv: jwk.crv ?? '', x: jwk.x ?? '' };
  if (jwk.y) publicJwk.y = jwk.y;
  const iv = randomBytes(12);
  const how = { name: 'AES-GCM', iv };
  const sealed = await crypto.subtle.wrapKey('pkcs8', pair.privateKey, wrapping, how);
  const wrapped = base64url(joined(iv, new Uint8Array(sealed)));
  return reviveKey({ alg, publicJwk, wrapped }, wrapping);
}

async function generate(alg: DeviceKey['alg']) {
  const pair = await crypto.subtle.generateKey(curves[alg], true, ['sign', 'verify']);
  return { alg, pair: pair as CryptoKeyPair };
}

/** The key as it can be used, from what is stored. Throws where that is not whole. */
export async function reviveKey(stored: StoredKey, wrapping: CryptoKey): Promise<DeviceKey> {
  const { alg, publicJwk, wrapped } = stored;
  const bytes = fromBase64url(wrapped);
  const privateKey = await crypto.subtle.unwrapKey(
    'pkcs8',
    bytes.subarray(12),
    wrapping,
    { name: 'AES-GCM', iv: bytes.subarray(0, 12) },
    curves[alg],
    false,
    ['sign'],
  );
  return { alg, publicJwk, wrapped, privateKey };
}

/** The key without what cannot be stored. */
export function atRest({ alg, publicJwk, wrapped }: DeviceKey): StoredKey {
  return { alg, publicJwk, wrapped };
}

/** A compact JWT over the claims, signed by the device's key. */
export async function signJwt(key: DeviceKey, claims: Record<string, unknown>): Promise<string> {
  const head = encode(JSON.stringify({ alg: key.alg, typ: 'JWT' }));
  const text = `${head}.${encode(JSON.stringify(claims))}`;
  const how = key.alg === 'EdDSA' ? 'Ed25519' : { name: 'ECDSA', hash: 'SHA-256' };
  const signature = await crypto.subtle.sign(how, key.privateKey, utf8(text));
  return `${text}.${base64url(new Uint8Array(signature))}`;
}

function encode(text: string): string {
  return base64url(utf8(text));
}
