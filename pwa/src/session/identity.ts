import { atRest, type DeviceKey, reviveKey, type StoredKey } from './keys.ts';

/** Who this device is, as it was enrolled. */
export interface Identity {
  device: string;
  member: string;
  /** Audience of the assertions that this device signs. */
  issuer: string;
  deviceName: string;
  key: DeviceKey;
}

/** `meta` key `identity`. */
export type StoredIdentity = Omit<Identity, 'key'> & { key: StoredKey };

/** An identity as it is stored. */
export const stored = (who: Identity): StoredIdentity => ({ ...who, key: atRest(who.key) });

/** An identity that can sign, from what is stored. `bare`: its key, where that is not wrapped. */
export async function revived(
  who: StoredIdentity,
  wrapping: CryptoKey,
  bare?: CryptoKey,
): Promise<Identity> {
  const plain = who.key.wrapped === '' && bare;
  const key = plain ? { ...who.key, privateKey: bare } : await reviveKey(who.key, wrapping);
  return { ...who, key };
}
