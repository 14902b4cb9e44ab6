/** How this device signs; the private half never leaves the browser's own keeping. */
export interface DeviceKey {
  alg: 'EdDSA' | 'ES256';
  privateKey: CryptoKey;
  publicJwk: PublicJwk;
}

export interface PublicJwk {
  kty: string;
  crv: string;
  x: string;
  y?: string;
}

/** Makes a key pair: Ed25519, or P-256 where the browser does not have it. */
export async function makeKey(): Promise<DeviceKey> {
  try {
    const pair = await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify']);
    return await keep('EdDSA', pair as CryptoKeyPair);
  } catch {
    const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, [
      'sign',
      'verify',
    ]);
    return keep('ES256', pair);
  }
}

async function keep(alg: DeviceKey['alg'], pair: CryptoKeyPair): Promise<DeviceKey> {
  const jwk = await crypto.subtle.exportKey('jwk', pair.publicKey);
  const publicJwk: PublicJwk = { kty: jwk.kty ?? '', crv: jwk.crv ?? '', x: jwk.x ?? '' };
  if (jwk.y) publicJwk.y = jwk.y;
  return { alg, privateKey: pair.privateKey, publicJwk };
}

/** A compact JWT over the claims, signed by the device's key. */
export async function signJwt(key: DeviceKey, claims: Record<string, unknown>): Promise<string> {
  const head = encode(JSON.stringify({ alg: key.alg, typ: 'JWT' }));
  const text = `${head}.${encode(JSON.stringify(claims))}`;
  const how = key.alg === 'EdDSA' ? 'Ed25519' : { name: 'ECDSA', hash: 'SHA-256' };
  const signature = await crypto.subtle.sign(how, key.privateKey, new TextEncoder().encode(text));
  return `${text}.${base64url(new Uint8Array(signature))}`;
}

function encode(text: string): string {
  return base64url(new TextEncoder().encode(text));
}

function base64url(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
