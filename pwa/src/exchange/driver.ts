import { type ReadonlySignal, signal } from '@preact/signals';
import { decodeReply, type Reply, WireError } from '../../../sync/wire/wire.ts';
import { after, jitter } from '../local/clock.ts';
import type { Answered, Net } from '../local/net.ts';
import type { Store } from '../model/store.ts';
import { makeKey } from '../session/keys.ts';
import type { Identity, Tokens } from '../session/token.ts';
import { type Effect, type Event, type Sent, type State, start, step } from './machine.ts';
import { becomeDevice, enterEpoch, overtaken } from './mend.ts';
import { pushable, writeRound } from './round.ts';
import { take } from './take.ts';

/** What the driver needs of the rest of the app. */
export interface Surroundings {
  store: Store;
  net: Net;
  tokens: Tokens;
  /** Who this device is; another one after a fork. */
  identity(): Identity | null;
  became(identity: Identity): void;
  /** The server will not hear from this device again. */
  stopped(code: string): void;
}

/** Carries out what the machine decides: one round after the other, never two at once. */
export class Exchange {
  readonly state: ReadonlySignal<State>;
  private readonly current = signal<State>(start);
  private readonly around: Surroundings;
  private answer: { reply: Reply; sent: Sent } | null = null;
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
          return await this.round(effect.limit);
        case 'take':
          return await this.take();
        case 'renew token':
          return this.around.tokens.drop();
        case 'set aside':
          await this.around.store.setAside(effect.n, effect.code);
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

  private async round(limit: number): Promise<void> {
    const { store, net, tokens } = this.around;
    const nothing: Sent = { count: 0, first: 0 };
    let who = this.around.identity();
    if (!who) return this.refused(nothing, { status: 0, code: 'offline' });
    await this.release(who.device);
    const token = await tokens.get(who);
    if (typeof token !== 'string') return this.refused(nothing, token);
    who = this.around.identity() ?? who;
    const { text, sent } = writeRound(store.memory, who.device, limit);
    const got = await net.call({ method: 'POST', path: '/v1/sync', token, text });
    if (got.status !== 200) return this.refused(sent, got);
    try {
      this.answer = { reply: decodeReply(got.text), sent };
    } catch (e) {
      if (!(e instanceof WireError)) throw e;
      return this.refused(nothing, { status: 502, code: 'malformed' });
    }
    this.dispatch({ type: 'answered', sent });
  }

  private refused(sent: Sent, got: Pick<Answered, 'status' | 'code'> & Partial<Answered>): void {
    const n: unknown = got.body?.n;
    this.dispatch({
      type: 'refused',
      sent,
      status: got.status,
      code: got.code,
      retryAfter: got.retryAfter ?? null,
      ...(typeof n === 'number' ? { n } : {}),
    });
  }

  private async take(): Promise<void> {
    const { store } = this.around;
    const who = this.around.identity();
    const { answer } = this;
    this.answer = null;
    if (!answer || !who) return this.taken(false, false);
    const { reply } = answer;
    const known = store.memory.sync.epoch;
    if (known !== '' && known !== reply.epoch) {
      await enterEpoch(store, reply);
      return this.taken(true, true);
    }
    const forked = await overtaken(store, reply.have);
    if (forked !== null) {
      return this.dispatch({ type: 'taken', more: false, left: true, progress: false, forked });
    }
    const t = take(store.memory, who.device, reply, store.times.now());
    const written = await store.commit(who.device, t);
    this.taken(reply.more || !written || t.mismatched.length > 0, t.progress || !written);
  }

  private taken(more: boolean, progress: boolean): void {
    const left = pushable(this.around.store.memory).length > 0;
    this.dispatch({ type: 'taken', more, left, progress, forked: null });
  }

  private async fork(n: number): Promise<void> {
    const { store, net, tokens } = this.around;
    const old = this.around.identity();
    const none: Sent = { count: 0, first: 0 };
    if (!old) return this.refused(none, { status: 0, code: 'offline' });
    const token = await tokens.get(old);
    if (typeof token !== 'string') return this.refused(none, token);
    const key = await makeKey();
    const json = { fork_of: old.device, name: old.deviceName, key: key.publicJwk };
    const got = await net.call({ method: 'POST', path: '/v1/devices', token, json });
    if (got.status !== 201) return this.refused(none, got);
    const { device, issuer } = got.body as { device: string; issuer?: string };
    const identity: Identity = { ...old, device, key, issuer: issuer ?? old.issuer };
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

function idle(state: State): boolean {
  return state.phase === 'resting' || state.phase === 'pausing' || state.phase === 'stopped';
}
