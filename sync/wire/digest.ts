/** A scope's digest as two halves of 32 bits each; the high one first. */
export type Digest = readonly [high: number, low: number];

/** The digest of an empty log. */
export const EMPTY_DIGEST: Digest = [0, 0];

/**
 * Adds one change of a scope's log: FNV-1a with 64 bits over the ASCII
 * `<device> <n> <at>`, summed modulo 2^64. The order of changes does not matter.
 */
export function digestAdd(sum: Digest, device: string, n: number, at: string): Digest {
  const text = `${device} ${n} ${at}`;
  let high = 0xcbf29ce4;
  let low = 0x84222325;
  for (let i = 0; i < text.length; i++) {
    low = (low ^ text.charCodeAt(i)) >>> 0;
    // Times 2^40 + 0x1b3: the first part moves the low half up by 8 bits.
    const product = low * 0x1b3;
    high = (high * 0x1b3 + Math.floor(product / 2 ** 32) + low * 256) % 2 ** 32;
    low = product % 2 ** 32;
  }
  low += sum[1];
  high += sum[0] + (low >= 2 ** 32 ? 1 : 0);
  return [high % 2 ** 32, low % 2 ** 32];
}

/** Writes a digest as 16 lower-case hex digits. */
export function digestHex(sum: Digest): string {
  return sum[0].toString(16).padStart(8, '0') + sum[1].toString(16).padStart(8, '0');
}

/** Reads what digestHex wrote; undefined for anything else. */
export function parseDigest(hex: string): Digest | undefined {
  if (!/^[0-9a-f]{16}$/.test(hex)) return undefined;
  return [Number.parseInt(hex.slice(0, 8), 16), Number.parseInt(hex.slice(8), 16)];
}
