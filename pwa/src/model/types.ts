import type { ReadonlySignal } from '@preact/signals';

/** A field's value as changes carry it: no floating point anywhere. */
export type Value = string | number | boolean | null | Value[] | { [name: string]: Value };

export type Role = 'coach' | 'commissioner' | 'auditor' | 'steward' | 'person';

export interface PlaceInfo {
  id: string;
  name: string;
  purpose: string;
  /** IANA name; days are days in this zone. */
  zone: string;
  /** ISO 4217 */
  currency: string;
}

/** Who this phone belongs to. */
export interface Session {
  device: string;
  member: string;
  name: string;
  role: Role;
  place: PlaceInfo;
  teams: string[];
  deviceName: string;
  /** Whom a member of role person is: the id of the person's scope. */
  person?: string;
}

export interface Org {
  id: string;
  name: string;
  share_figures: boolean;
}
export interface Team {
  id: string;
  org: string;
  name: string;
}
export interface Member {
  id: string;
  name: string;
  role: Role;
  teams: string[];
  ended_on?: string;
}

/** The names that this member may know; kept on the phone. */
export interface Directory {
  place: PlaceInfo;
  orgs: Org[];
  teams: Team[];
  members: Member[];
  /** device id -> member id */
  devices: Record<string, string>;
}

/** What the status line says. All times are milliseconds since 1970. */
export interface Status {
  phase: 'saved' | 'sending' | 'sent' | 'needs_you';
  /** Changes that the server has not confirmed yet. */
  waiting: number;
  /** Changes that will not be taken as they are. */
  needs: number;
  online: boolean;
  /** The server has no room and takes nothing. */
  full: boolean;
  lastSent: number | null;
  /** The first filling of this phone, or a long catching up; null when not under way. */
  firstSync: { done: number; total: number | null } | null;
}

export interface Problem {
  path: string;
  code: string;
  detail: string;
}

/** One own change that is still on this phone's list. */
export interface OutboxItem {
  /** Own key of the entry on this phone; stays the same when it gets its number. */
  key: string;
  /** Number among this device's changes; 0 while it is held for undo. */
  n: number;
  scope: string;
  kind: string;
  id: string;
  /** When it was saved. */
  since: number;
  state: 'waiting' | 'held' | 'sending' | 'sent' | 'parked';
  /** Why the server will not take it: scope_denied, invalid, immutable, too_large, last_in_circle, revoked. */
  code?: string;
  detail?: string;
  errors?: Problem[];
  /** The first words of what was written. */
  words: string;
  /** The whole change, so that every word of it can be shown. */
  change: Write;
  /** Until when `undo` works. */
  undoUntil?: number;
}

/** One of several texts that stand side by side in a `versions` field. */
export interface Version {
  /** The stamp by which `over` and `keep` name it. */
  identity: string;
  at: number;
  by: string | null;
  text: string;
}

/** A `versions` field. `text` is the newest; more than one version needs a choice. */
export interface Words {
  text: string;
  versions: Version[];
}

/** What every record has, whatever its kind. */
export interface ViewBase {
  scope: string;
  kind: string;
  id: string;
  /** Member id of who wrote first, null when unknown. */
  madeBy: string | null;
  madeAt: number;
  /** The newest write's time, and its author. */
  changedAt: number;
  changedBy: string | null;
  /** Some of it has not reached the server. */
  pending: boolean;
}

/**
 * One edit of one record. Each `versions` field in `set` replaces every version that
 * this phone shows, but those whose identities are named in `keep`.
 */
export interface Write {
  scope: string;
  kind: string;
  id: string;
  set?: Record<string, Value>;
  add?: Record<string, string[]>;
  /** Set members to take out; the adds that this phone has seen are filled in. */
  drop?: Record<string, string[]>;
  /** Field -> identities to leave standing. */
  keep?: Record<string, string[]>;
}

/** A place where the words that were looked for stand. */
export interface Hit {
  scope: string;
  kind: string;
  id: string;
  field: string;
  /** The part of the text around the first match. */
  text: string;
}

/** What a form holds before it is saved; survives a closed browser. */
export interface Draft<T> {
  readonly value: ReadonlySignal<T>;
  set(value: T): void;
  clear(): Promise<void>;
}

/** The last good answer of a GET, kept on the phone. */
export interface Answer<T> {
  data: T | null;
  /** When it was fetched. */
  at: number | null;
  error: { code: string; detail: string } | null;
  loading: boolean;
}

export interface Cached<T> {
  readonly value: ReadonlySignal<Answer<T>>;
  refresh(): Promise<void>;
}
