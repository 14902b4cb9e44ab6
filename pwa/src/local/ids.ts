import { randomBytes } from './clock.ts';

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/** A lower-case ULID: 48 bits of milliseconds and 80 random bits. */
export function ulid(ms: number): string {
  let time = '';
  let rest = Math.max(0, Math.floor(ms));
  for (let i = 0; i < 10; i++) {
    time = alphabet.charAt(rest % 32) + time;
    rest = Math.floor(rest / 32);
  }
  let random = '';
  for (const byte of randomBytes(16)) random += alphabet.charAt(byte & 31);
  return time + random;
}
