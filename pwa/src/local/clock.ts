/**
 * The only file that reads the clock, sets timers or draws random bytes. Times are
 * milliseconds since 1970; `now()` is corrected by what the server's clock said last.
 */

let offset = 0;

/** This device's own clock, right or wrong. */
export function deviceNow(): number {
  return Date.now();
}

/** The time by the server's clock, as far as known. */
export function now(): number {
  return Date.now() + offset;
}

/** How far the server's clock is ahead of this device's. */
export function clockOffset(): number {
  return offset;
}

/** Takes over an offset that was measured, or kept from last time. */
export function setClockOffset(ms: number): void {
  offset = Number.isFinite(ms) ? Math.round(ms) : 0;
}

/** Runs `fn` once after `ms`; the answer cancels it. */
export function after(ms: number, fn: () => void): () => void {
  const id = setTimeout(fn, ms);
  return () => clearTimeout(id);
}

export function sleep(ms: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, ms));
}

/** Cryptographically random bytes. */
export function randomBytes(n: number): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(n));
}

/** A number in [0, 1) for spreading retries. */
export function jitter(): number {
  return (randomBytes(1)[0] ?? 0) / 256;
}
