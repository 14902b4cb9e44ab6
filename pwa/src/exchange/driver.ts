import { type ReadonlySignal, signal } from '@preact/signals';
import { decodeReply, type Reply, WireError } from '../../../sync/wire/wire.ts';
import { after, jitter } from '../local/clock.ts';
import type { Answered, Net } from '../local/net.ts';
import type { Store } from '../model/store.ts';
import type { Identity } from '../session/identity.ts';
import type { DeviceKey } from '../session/keys.ts';
import { enrolled, type Tokens } from '../session/token.ts';
import { type Effect, type Event, type Sent, type State, start, step } from './machine.ts';
import { becomeDevice, enterEpoch, overtaken } from './mend.ts';
import { bytesOf, prunePieces } from './pieces.ts';
import { endHealing, nextRelay, type Stretch, settleRelay } from './relay.ts';
import { retryRepairs } from './repair.ts';
import { pushable, writeRound } from './round.ts';
import { take } from './take.ts';

/** A round that takes longer than this after a failure is slow, not out of reach. */
const slowAfter = 2_000;
/** What was pulled is looked through for what is too old or too much after so many bytes of it. */
const pruneEvery = 512 * 1024;

/** What the driver needs of the rest of the app. */
export interface Surroundings {
  store: Store;
  net: Net;
  tokens: Tokens;
  /** Who this device is; another one after a fork. */
  identity(): Identity | null;
  became(identity: Identity): void;
  /** A key for another device that this one becomes. */
  makeKey(): Promise<DeviceKey>;
  /** The server will not hear from this device again. */
  stopped(code: string): void;
}

/** Carries out what the machine decides: one round after the other, never two at once. */
export class Exchange {
  readonly state: ReadonlySignal<State>;
  private readonly current = signal<State>(start);
  private readonly around: Surroundings;
  private answer: { reply: Reply; sent: Sent } | null = null;
  /** What the round under way, or the last one, relayed. */
  private relays: Stretch[] = [];
  /** Rows that the server would not take back together with others. */
  private readonly lone = new Set<string>();
  /** Bytes pulled since; at first enough, so that the first answer brings it about. */
  private unpruned = pruneEvery;
  private cancelPause: () => void = () => {};
  private cancelRelease: () => void = () => {};
  private waiters: (() => void)[] = [];

  constructor(around: Surroundings) {
    this.around = around;
    this.state = this.current;
  }

  /** This tab speaks for all tabs from now on. */
  lead(): void {
    this.dispatch({ type: 'lead' });
  }

  yield(): void {
    this.cancelPause();
    this.cancelRelease();
    this.dispatch({ type: 'yield' });
  }

  /** Something may have to be sent or fetched. */
  nudge(): void {
    this.dispatch({ type: 'nudge' });
  }

  /** A round now; resolves when the machine rests, waits or has stopped. */
  settled(): Promise<void> {
    this.nudge();
    if (idle(this.current.peek())) return Promise.resolve();
    return new Promise(resolve => this.waiters.push(resolve));
  }

  private dispatch(event: Event): void {
    const [next, effects] = step(this.current.peek(), event, jitter());
    this.current.value = next;
    if (next.phase !== 'pausing') this.cancelPause();
    for (const effect of effects) void this.carryOut(effect);
    if (idle(next)) for (const done of this.waiters.splice(0)) done();
  }

  private async carryOut(effect: Effect): Promise<void> {
    try {
      switch (effect.do) {
        case 'round':
          return await this.round(effect.limit, effect.room);
        case 'take':
          return await this.take();
        case 'renew token':
          return this.around.tokens.drop();
        case 'set aside':
          await this.setAside(effect.n, effect.code);
          return this.dispatch({ type: 'mended' });
        case 'fork':
          return await this.fork(effect.n);
        case 'pause':
          this.cancelPause = after(effect.ms, () => this.dispatch({ type: 'pause over' }));
          return;
        case 'stop':
          return this.around.stopped(effect.code);
      }
    } catch {
      this.dispatch({ type: 'storage failed' });
    }
  }

  private async round(limit: number, room: number): Promise<void> {
    const { store, tokens } = this.around;
    const nothing: Sent = { count: 0, first: 0, last: 0 };
    let who = this.around.identity();
    if (!who) return this.refused(nothing, { status: 0, code: 'offline' });
    await this.release(who.device);
    await retryRepairs(store);
    const token = await tokens.get(who);
    if (typeof token !== 'string') return this.refused(nothing, unknown(token));
    who = this.around.identity() ?? who;
    const relays = store.memory.sync.heal === 'relay' && limit > 0;
    this.relays = (relays && (await nextRelay(store, limit, this.lone))) || [];
    const { text, sent, numbers } = writeRound(store.memory, who.device, limit, room, this.relays);
    const got = await this.ask(token, text);
    // A member whose time is over: what could still be undone is theirs too, and goes first.
    if (got.code === 'device_revoked' && store.memory.held.size > 0) {
      await store.release(who.device, true);
      return this.round(limit, room);
    }
    if (got.status !== 200) return this.refused(sent, got, numbers);
    try {
      this.answer = { reply: decodeReply(got.text), sent };
    } catch (e) {
      if (!(e instanceof WireError)) throw e;
      return this.refused(nothing, { status: 502, code: 'malformed' });
    }
    this.dispatch({ type: 'answered', sent });
  }

  private async ask(token: string, text: string): Promise<Answered> {
    const slow = this.current.peek().unreachable
      ? after(slowAfter, () => this.dispatch({ type: 'slow' }))
      : () => {};
    const got = await this.around.net.call({ method: 'POST', path: '/v1/sync', token, text });
    slow();
    return got;
  }

  private refused(
    sent: Sent,
    got: Pick<Answered, 'status' | 'code'> & Partial<Answered>,
    numbers: number[] = [],
  ): void {
    const n: unknown = got.body?.n;
    this.dispatch({
      type: 'refused',
      sent,
      status: got.status,
      code: got.code,
      retryAfter: got.retryAfter ?? null,
      ...(typeof n === 'number' ? { n, before: numbers.filter(it => it < n).length } : {}),
    });
  }

  private async take(): Promise<void> {
    const { store } = this.around;
    const who = this.around.identity();
    const { answer } = this;
    this.answer = null;
    if (!answer || !who) return this.taken(false, false);
    const { reply, sent } = answer;
    const known = store.memory.sync.epoch;
    if (known !== '' && known !== reply.epoch) {
      await enterEpoch(store, reply);
      return this.taken(true, true);
    }
    if (this.relays.length > 0) {
      await settleRelay(store, this.relays, reply.relayed ?? [], reply.epoch, this.lone);
      return this.taken(true, true);
    }
    const t = take(store.memory, who.device, reply, store.times.now(), sent.last);
    const written = await store.commit(who.device, t);
    const forked = written ? ((await overtaken(store, reply.have)) ?? this.bare(reply)) : null;
    if (forked !== null) {
      return this.dispatch({ type: 'taken', more: false, left: true, progress: false, forked });
    }
    const more = reply.more || t.mismatched.length > 0;
    if (written && !more && store.memory.sync.heal === 'pull') await endHealing(store);
    if (written) await this.prune(t.pieces.keys());
    this.taken(more || !written, t.progress || !written);
  }

  /**
   * A key of an older version lay in the clear: once all is sent, this device becomes another
   * one. The number from which on that one counts anew; null where there is nothing to do.
   */
  private bare(reply: Reply): number | null {
    const { memory } = this.around.store;
    const waits = reply.more || pushable(memory).length > 0 || memory.held.size > 0;
    if (waits || memory.sync.heal || this.around.identity()?.key.wrapped !== '') return null;
    return memory.sync.have + 1;
  }

  /**
   * Throws away what has been kept for long enough. Only an answer tells what time it is: a
   * clock that is years ahead must not make all of it old.
   */
  private async prune(added: Iterable<string>): Promise<void> {
    for (const key of added) this.unpruned += bytesOf(key);
    if (this.unpruned < pruneEvery) return;
    this.unpruned = 0;
    const { store } = this.around;
    await store.prune();
    await prunePieces(store);
  }

  private taken(more: boolean, progress: boolean): void {
    const left = pushable(this.around.store.memory).length > 0;
    this.dispatch({ type: 'taken', more, left, progress, forked: null });
  }

  /** A lone change that the server cannot read, or a lone stretch that it cannot take back. */
  private async setAside(n: number, code: string): Promise<void> {
    const { store } = this.around;
    if (this.relays.length === 0) return store.setAside(n, code);
    await settleRelay(store, this.relays, [], store.memory.sync.epoch, this.lone);
  }

  private async fork(n: number): Promise<void> {
    const { store, net, tokens } = this.around;
    const old = this.around.identity();
    const none: Sent = { count: 0, first: 0, last: 0 };
    if (!old) return this.refused(none, { status: 0, code: 'offline' });
    const token = await tokens.get(old);
    if (typeof token !== 'string') return this.refused(none, token);
    const key = await this.around.makeKey();
    const json = { fork_of: old.device, name: old.deviceName, key: key.publicJwk };
    const got = await net.call({ method: 'POST', path: '/v1/devices', token, json });
    if (got.status !== 201) return this.refused(none, got);
    const made = enrolled(got.body, old);
    if (!made) return this.refused(none, { status: 502, code: 'malformed' });
    const identity: Identity = { ...old, ...made, key };
    await becomeDevice(store, identity, n);
    this.around.became(identity);
    tokens.drop();
    this.dispatch({ type: 'mended' });
  }

  /** Lets go of held changes that are due, and comes back for the next one. */
  private async release(device: string): Promise<void> {
    const due = await this.around.store.release(device);
    this.cancelRelease();
    if (due === null) return;
    const ms = Math.max(0, due - this.around.store.times.deviceNow()) + 20;
    this.cancelRelease = after(ms, () => this.nudge());
  }
}

/** The server has no device of this name and key: it was restored from before this phone joined. */
function unknown(got: Answered): Answered {
  const strange = got.status === 401 && got.code === 'unauthenticated';
  return strange ? { ...got, code: 'unknown_device' } : got;
}

function idle(state: State): boolean {
  return state.phase === 'resting' || state.phase === 'pausing' || state.phase === 'stopped';
}
