import { type ReadonlySignal, signal } from '@preact/signals';
import type { Session } from './types.ts';

/** A refusal with the server's stable code, or `offline`, `timeout`. */
export class ApiError extends Error {
  readonly code: string;
  readonly status: number;
  readonly detail: string;
  readonly errors: { path: string; code: string; detail: string }[];
  constructor(code: string, status: number, detail: string, errors: ApiError['errors'] = []) {
    super(`${code}: ${detail}`);
    this.code = code;
    this.status = status;
    this.detail = detail;
    this.errors = errors;
  }
}

/** Whose phone this is; null until it has joined. */
export const session: ReadonlySignal<Session | null> = signal<Session | null>(null);

/** Enrols this phone with an invite code as typed (spaces, hyphens and case do not matter). */
export function join(_code: string, _deviceName: string): Promise<void> {
  throw new Error('not yet');
}

/** Takes everything off this phone, unsent words too. */
export function signOutHere(): Promise<void> {
  throw new Error('not yet');
}
