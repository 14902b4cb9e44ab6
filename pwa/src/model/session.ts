import { after, deviceNow } from '../local/clock.ts';
import type { Answered } from '../local/net.ts';
import { setNote } from '../local/small.ts';
import { identity, keepMeta, wipe } from './phone.ts';
import type { Problem } from './types.ts';

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
  const { enrol } = await line();
  await enrol(typed, deviceName);
}

/** What speaks with the server; it may have to be loaded, which needs the network or the cache. */
export async function line(): Promise<typeof import('./line.ts')> {
  try {
    return await import('./line.ts');
  } catch {
    throw new ApiError('offline', 0, '');
  }
}

/**
 * Asks for the own role and all names again, at most once a minute; at once for a member or
 * device that was never asked about.
 */
export function refreshNames(now = false, missing = ''): void {
  const who = identity.peek();
  const first = missing !== '' && !askedAbout.has(missing);
  if (!who || asking || (!now && !first && deviceNow() - askedAt < 60_000)) return;
  askedAbout.add(missing);
  asking = true;
  askedAt = deviceNow();
  // Not within the rendering that found a name missing.
  after(0, () => {
    line()
      .then(async ({ askWho }) => keepMeta(await askWho(who)))
      .catch(() => {})
      .finally(() => {
        asking = false;
      });
  });
}

let asking = false;
let askedAt = 0;
const askedAbout = new Set<string>();

/** Takes everything off this phone, unsent words too. */
export async function signOutHere(): Promise<void> {
  await wipe();
  setNote('ended', null);
}
