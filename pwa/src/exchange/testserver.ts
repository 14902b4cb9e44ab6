import {
  type Digest,
  digestAdd,
  digestHex,
  EMPTY_DIGEST,
  parseDigest,
  type Relay,
  type Relayed,
  type SnapshotMark,
} from '../../../sync/wire/wire.ts';
import { ulid } from '../local/ids.ts';
import type { Answered, Net } from '../local/net.ts';
import * as engine from '../model/engine.ts';
import { snapshotOf } from './testfold.ts';

type Json = Record<string, unknown>;

export interface Logged extends Json {
  seq: number;
  device: string;
  n: number;
  at: string;
}

interface Outcome {
  content: string;
  parked?: { code: string; detail: string };
  at?: string;
}

/** What may happen to one round on its way. */
export type Weather =
  | 'fine'
  | 'lost request'
  | 'lost reply'
  | 'too large'
  | 'no relays'
  | 'unknown token'
  | 'disk low';

/** What a backup holds. */
export interface Backup {
  epochs: string[];
  logs: Map<string, Logged[]>;
  outcomes: Map<string, Map<number, Outcome>>;
  folded: Map<string, number>;
}

/**
 * A small server for tests of the exchange: logs, outcomes, forks and epochs as
 * sync/PROTOCOL.md has them. It judges nothing but who reads what.
 */
export class TestServer {
  epoch = ulid(1);
  /** Epochs that this store descends from. */
  epochs: string[] = [];
  now = 1_800_000_000_000;
  logs = new Map<string, Logged[]>();
  outcomes = new Map<string, Map<number, Outcome>>();
  /** scope -> up to where its changes were folded together. */
  folded = new Map<string, number>();
  /** device -> scopes that it may not read or write. */
  readonly erased = new Set<string>();
  readonly denied = new Map<string, Set<string>>();
  readonly revoked = new Set<string>();
  /** Parked as invalid when its text holds this. */
  poison = '\u0000poison';
  weather: () => Weather = () => 'fine';
  /** How far a backup reaches; null without one. */
  stable: number | null = null;
  /** Digests are not those of what it sends. */
  lie = false;
  /** What happens while an answer is on its way. */
  meanwhile: () => Promise<void> = async () => {};
  rounds = 0;
  /** Changes, or records of a snapshot, in one answer. */
  page = 7;
  /** Stretches that were relayed, and what became of them. */
  readonly relayed: Relayed[] = [];
  /** Requests that were read. */
  readonly asked: { push: { changes: Json[]; relay?: Relay[] }; pull?: unknown }[] = [];

  net(device: () => string): Net {
    return {
      call: async ask => {
        if (ask.path === '/v1/token') return ok(200, { access_token: 't', expires_in: 600 });
        if (ask.path === '/v1/devices') return ok(201, { device: ulid(this.now++), issuer: 'x' });
        const answer = this.round(ask.text ?? '', device());
        await this.meanwhile();
        return answer;
      },
      events: async () => 0,
    };
  }

  private round(text: string, device: string): Answered {
    const weather = this.weather();
    this.rounds++;
    if (weather === 'lost request') return no(0, 'offline');
    if (weather === 'unknown token') return no(401, 'unauthenticated');
    if (this.revoked.has(device)) return no(401, 'device_revoked');
    const request = JSON.parse(text);
    const changes = request.push.changes as Json[];
    const relay = (request.push.relay ?? []) as Relay[];
    const brought = changes.length + relay.length > 0;
    if (weather === 'too large' && brought) return no(413, 'too_large');
    if (weather === 'no relays' && relay.length > 0) return no(400, 'invalid');
    if (weather === 'disk low' && brought) return no(507, 'read_only');
    if (request.device !== device) return no(403, 'wrong_device');
    this.asked.push(request);
    const answer = this.answer(device, request.epoch, changes, relay, request.pull);
    return weather === 'lost reply' ? no(0, 'timeout') : answer;
  }

  private answer(
    device: string,
    epoch: string,
    changes: Json[],
    relay: Relay[],
    asked: { cursors: Cursors; snapshots?: Record<string, SnapshotMark> } | undefined,
  ): Answered {
    const known = epoch === '' || epoch === this.epoch;
    const mine = this.outcomes.get(device) ?? new Map<number, Outcome>();
    this.outcomes.set(device, mine);
    const parked: Json[] = [];
    const restamped: Json[] = [];
    const told = known ? relay.map(piece => this.takeBack(piece)) : [];
    this.relayed.push(...told);
    if (known) {
      const forked = changes.find(c => differs(mine.get(c.n as number), c));
      if (forked) return no(409, 'device_forked', { n: forked.n });
      this.push(device, mine, changes);
      for (const c of changes) {
        const outcome = mine.get(c.n as number);
        if (outcome?.parked) parked.push({ n: c.n, ...outcome.parked, errors: [] });
        if (outcome?.at) restamped.push({ n: c.n, at: outcome.at });
      }
    }
    const have = haveOf(mine);
    const cursors = asked?.cursors ?? {};
    const from = known ? cursors : {};
    const pulled = asked
      ? this.pull(device, from, asked.snapshots ?? {})
      : { scopes: [] as Json[], more: false };
    const dropped = Object.keys(cursors).filter(s => this.denied.get(device)?.has(s));
    const holds = (asked as { holds?: string[] } | undefined)?.holds ?? [];
    const named = [...Object.keys(cursors), ...holds, ...changes.map(c => c.scope as string)];
    const erased = [...new Set(named.filter(s => this.erased.has(s)))];
    const granted = pulled.scopes.map(s => s.scope as string).filter(s => !(s in cursors));
    const { epoch: e } = this;
    return ok(200, {
      epoch: e,
      schema: 1,
      have,
      stable: Math.min(this.stable ?? have, have),
      restamped,
      parked,
      ...pulled,
      granted,
      dropped,
      ...(told.length > 0 && { relayed: told }),
      ...(erased.length > 0 && { erased }),
    });
  }

  private push(device: string, mine: Map<number, Outcome>, changes: Json[]): void {
    for (const c of [...changes].sort((a, b) => (a.n as number) - (b.n as number))) {
      const n = c.n as number;
      if (mine.has(n)) continue;
      if (n !== haveOf(mine) + 1) break;
      const content = contentOf(c);
      if (c.skip) {
        for (let i = n; i <= ((c.through as number) ?? n); i++) mine.set(i, { content });
        continue;
      }
      if (this.erased.has(c.scope as string) || this.denied.get(device)?.has(c.scope as string)) {
        mine.set(n, { content, parked: { code: 'scope_denied', detail: '' } });
      } else if (content.includes('poison')) {
        mine.set(n, { content, parked: { code: 'invalid', detail: '' } });
      } else mine.set(n, { content, ...this.log(device, n, c) });
    }
  }

  private log(device: string, n: number, c: Json): { at?: string } {
    const log = this.logs.get(c.scope as string) ?? [];
    this.logs.set(c.scope as string, log);
    const { n: _, ...rest } = c;
    const ahead = engine.msOf(c.at as string) > this.now + 300_000;
    const mine = [...this.logs.values()].flat().filter(l => l.device === device && l.n < n);
    const late = mine.some(l => l.at >= (c.at as string));
    const top = [...log, ...mine].reduce((top, l) => (l.at > top ? l.at : top), '');
    const made = ahead || late;
    const at = made ? engine.nextStamp(top, this.now, device) : (c.at as string);
    const entry: Logged = { ...rest, seq: log.length + 1, device, n, at };
    if (made) entry.was = c.at;
    log.push(entry);
    return made ? { at } : {};
  }

  private pull(
    device: string,
    cursors: Cursors,
    marks: Record<string, SnapshotMark>,
  ): { scopes: Json[]; more: boolean } {
    const scopes: Json[] = [];
    let room = this.page;
    let more = false;
    for (const [scope, log] of this.logs) {
      if (this.erased.has(scope) || this.denied.get(device)?.has(scope)) continue;
      let at = cursors[scope] ?? 0;
      if (at > log.length) at = 0;
      const horizon = this.folded.get(scope) ?? 0;
      if (at < horizon && room > 0) {
        const folded = snapshotOf(log, horizon, marks[scope], this.page);
        const page = { ...folded, seal: this.seal(scope, horizon, folded.digest) };
        room = 0;
        more = true;
        const last = page.next === '';
        const digest = last ? page.digest : '0'.repeat(16);
        const to = last ? horizon : 0;
        const seal = last ? this.seal(scope, horizon, digest) : '';
        const from = last ? horizon + 1 : 1;
        scopes.push({
          scope,
          from,
          to,
          head: log.length,
          digest,
          seal,
          changes: [],
          snapshot: page,
        });
        continue;
      }
      if (at === log.length && scope in cursors) continue;
      const changes = at < horizon ? [] : log.slice(at, at + room);
      room -= changes.length;
      const to = at + changes.length;
      if (to < log.length) more = true;
      if (changes.length === 0 && scope in cursors) continue;
      const digest = this.lie ? 'f'.repeat(16) : digestHex(sum(log.slice(0, to)));
      const seal = to > 0 ? this.seal(scope, to, digest) : '';
      scopes.push({ scope, from: at + 1, to, head: log.length, digest, seal, changes });
    }
    return { scopes, more };
  }

  /** Not a secret here; what matters is that it binds all that it has to. */
  private seal(scope: string, to: number, digest: string, epoch = this.epoch): string {
    return `${scope}|${epoch}|${to}|${digest}`;
  }

  private takeBack(piece: Relay): Relayed {
    const { scope, from, to } = piece;
    const refused = (code: string) => ({ scope, from, to, ok: false, code });
    if (piece.epoch === this.epoch) return refused('epoch_goes_on');
    if (this.erased.has(scope)) return refused('erased');
    const seal = (at: number, mark: { digest: string }) =>
      this.seal(scope, at, mark.digest, piece.epoch);
    const before = from === 1 ? '' : seal(from - 1, piece.before);
    if (piece.before.seal !== before || piece.seal !== seal(to, piece)) return refused('bad_seal');
    const entries = piece.changes as unknown as Logged[];
    let digest = parseDigest(piece.before.digest) ?? EMPTY_DIGEST;
    for (const [i, e] of entries.entries()) {
      if (e.seq !== from + i) return refused('invalid');
      digest = digestAdd(digest, e.device, e.n, e.at);
    }
    if (digestHex(digest) !== piece.digest || entries.length !== to - from + 1) {
      return refused('invalid');
    }
    for (const entry of entries) this.append(scope, entry);
    return { scope, from, to, ok: true };
  }

  private append(scope: string, entry: Logged): void {
    const theirs = this.outcomes.get(entry.device) ?? new Map<number, Outcome>();
    this.outcomes.set(entry.device, theirs);
    if (theirs.has(entry.n)) return;
    const log = this.logs.get(scope) ?? [];
    this.logs.set(scope, log);
    const { seq: _, device: __, was, ...pushed } = entry;
    theirs.set(entry.n, { content: contentOf({ scope, ...pushed }) });
    log.push({ ...entry, scope, seq: log.length + 1 });
  }

  backup(): Backup {
    const { epochs, epoch, logs, outcomes, folded } = this;
    return structuredClone({ epochs: [...epochs, epoch], logs, outcomes, folded });
  }

  /** Goes on from a backup under a new epoch. */
  restoreFrom(backup: Backup): void {
    Object.assign(this, structuredClone(backup));
    this.epoch = ulid(this.now++);
  }

  /** Goes back to an older state under a new epoch, as a restore does. */
  restore(fraction: number): void {
    this.epochs.push(this.epoch);
    this.epoch = ulid(this.now++);
    const lost = new Map<string, number>();
    for (const [scope, log] of this.logs) {
      const keep = Math.floor(log.length * fraction);
      for (const l of log.slice(keep)) {
        lost.set(l.device, Math.min(lost.get(l.device) ?? Number.POSITIVE_INFINITY, l.n));
      }
      this.logs.set(scope, log.slice(0, keep));
    }
    this.forgetFrom(lost);
  }

  /** A backup is one moment: nothing of a device after its first lost change is in it. */
  private forgetFrom(lost: Map<string, number>): void {
    for (const [device, from] of lost) {
      const mine = this.outcomes.get(device);
      for (const n of [...(mine?.keys() ?? [])]) if (n >= from) mine?.delete(n);
    }
    for (const [scope, log] of this.logs) {
      const kept = log.filter(l => l.n < (lost.get(l.device) ?? Number.POSITIVE_INFINITY));
      this.logs.set(
        scope,
        kept.map((l, i) => ({ ...l, seq: i + 1 })),
      );
    }
  }
}

type Cursors = Record<string, number>;

export function sum(log: Logged[]): Digest {
  return log.reduce<Digest>((d, l) => digestAdd(d, l.device, l.n, l.at), EMPTY_DIGEST);
}

function haveOf(mine: Map<number, Outcome>): number {
  let have = 0;
  while (mine.has(have + 1)) have++;
  return have;
}

function contentOf(c: Json): string {
  const { n: _n, at: _at, over: _over, drop: _drop, ...content } = c;
  return JSON.stringify(Object.entries(content).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function differs(had: Outcome | undefined, c: Json): boolean {
  return had !== undefined && had.content !== contentOf(c);
}

function ok(status: number, body: unknown): Answered {
  return { status, code: '', body, text: JSON.stringify(body), retryAfter: null };
}

function no(status: number, code: string, more: Json = {}): Answered {
  return { status, code, body: { code, ...more }, text: '', retryAfter: null };
}
