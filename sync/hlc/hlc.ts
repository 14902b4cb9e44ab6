/**
 * Stamps of changes: a hybrid logical clock (Kulkarni et al., 2014) of 48 bits
 * of milliseconds since 1970 and a 16-bit counter, then the id of the device
 * that wrote. The twin of the Go package hlc; PROTOCOL.md draws the layout.
 *
 * Stamps are ASCII, so `<` and `===` compare them. Nothing here reads a clock.
 */

/** A stamp in its text form. */
export type Stamp = string;

/** A stamp taken apart: milliseconds since 1970, counter, device id. */
export interface Parts {
  ms: number;
  counter: number;
  device: string;
}

/** The last millisecond that a stamp can name, in the year 10889. */
export const MAX_MS = 2 ** 48 - 1;

const MAX_COUNTER = 2 ** 16 - 1;
const PREFIX = 18;
const FRONT = /^[0-9a-f]{12}-[0-9a-f]{4}-/;
const ULID = /^[0-7][0-9a-hjkmnp-tv-z]{25}$/;
const UUID7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** Whether the text is a ULID or a version 7 UUID in lower case. */
export function validId(text: string): boolean {
  return text.length === 26 ? ULID.test(text) : text.length === 36 && UUID7.test(text);
}

function clamp(ms: number): number {
  return Math.min(Math.max(Math.floor(ms), 0), MAX_MS);
}

/** Writes a stamp. Times before 1970 become 1970, those beyond MAX_MS become MAX_MS. */
export function make(ms: number, counter: number, device: string): Stamp {
  const time = clamp(ms).toString(16).padStart(12, '0');
  return `${time}-${counter.toString(16).padStart(4, '0')}-${device}`;
}

/** Whether the text is a stamp in its one strict form. */
export function valid(text: string): boolean {
  return FRONT.test(text) && validId(text.slice(PREFIX));
}

/** Takes a stamp apart; undefined if the text is not one in its strict form. */
export function parse(text: string): Parts | undefined {
  if (!valid(text)) return undefined;
  return { ms: msOf(text), counter: counterOf(text), device: deviceOf(text) };
}

/** The time of a valid stamp in milliseconds since 1970. */
export function msOf(stamp: Stamp): number {
  return Number.parseInt(stamp.slice(0, 12), 16);
}

/** The counter of a valid stamp. */
export function counterOf(stamp: Stamp): number {
  return Number.parseInt(stamp.slice(13, 17), 16);
}

/** The device that wrote a valid stamp. */
export function deviceOf(stamp: Stamp): string {
  return stamp.slice(PREFIX);
}

/**
 * The smallest stamp of the device that is above `after` (which may be '') and
 * not before `nowMs`. A full counter carries into the milliseconds; at the very
 * end of time, MAX_MS with a full counter, it stays there.
 */
export function next(after: Stamp, nowMs: number, device: string): Stamp {
  const now = clamp(nowMs);
  if (after === '' || msOf(after) < now) return make(now, 0, device);
  const ms = msOf(after);
  const counter = counterOf(after);
  if (counter < MAX_COUNTER) return make(ms, counter + 1, device);
  return ms < MAX_MS ? make(ms + 1, 0, device) : make(MAX_MS, MAX_COUNTER, device);
}

/** Hands out one device's stamps, each above every stamp it made or saw. */
export class Clock {
  readonly device: string;
  /** The highest stamp made or seen; '' at first. Store it to go on later. */
  last: Stamp;

  constructor(device: string, last: Stamp = '') {
    this.device = device;
    this.last = last;
  }

  /**
   * Moves the clock past a valid stamp. Give it effective stamps (`at`): those
   * lie at most minutes ahead, while an identity (`was`) may lie years ahead.
   */
  see(stamp: Stamp): void {
    if (stamp > this.last) this.last = stamp;
  }

  /** The next stamp, at `nowMs` or as little later as what was seen demands. */
  tick(nowMs: number): Stamp {
    this.last = next(this.last, nowMs, this.device);
    return this.last;
  }
}
