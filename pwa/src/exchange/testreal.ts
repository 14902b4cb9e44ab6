import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ulid } from '../local/ids.ts';
import { type Answered, fetchNet, type Net } from '../local/net.ts';
import type { Identity } from '../session/identity.ts';
import { Tokens } from '../session/token.ts';
import { enrol, openPeer, type Phone } from './testpeer.ts';

/** Whether servers can't be built here. */
export const noGo = spawnSync('go', ['version']).status !== 0;

/** The real server over a folder of its own, filled with the demo place. */
export class RealServer {
  readonly dir = mkdtempSync(join(tmpdir(), 'alongside-'));
  readonly base: string;
  /** Requests of rounds, as they were sent. */
  readonly asked: { push: { changes: { n: number }[]; relay?: unknown[] }; pull?: unknown }[] = [];
  private readonly address: string;
  private running: ChildProcess | undefined;
  private links: { role: string; invite: string }[] = [];
  private steward: { net: Net; identity: Identity; tokens: Tokens } | undefined;

  constructor(port: number) {
    this.address = `127.0.0.1:${port}`;
    this.base = `http://${this.address}`;
  }

  /** ALONGSIDE_BIN names a server that was built already. */
  private get binary(): string {
    return process.env.ALONGSIDE_BIN ?? join(this.dir, 'server');
  }

  private get data(): string {
    return join(this.dir, 'data');
  }

  build(...more: string[]): void {
    const packages = process.env.ALONGSIDE_BIN ? more : ['./server', ...more];
    if (packages.length > 0) execFileSync('go', ['build', '-o', `${this.dir}/`, ...packages]);
  }

  async start(): Promise<void> {
    const links = join(this.dir, 'links.json');
    const args = ['--addr', this.address, '--data', this.data, '--demo', '--links', links];
    this.running = spawn(this.binary, args, { stdio: 'ignore' });
    for (let i = 0; i < 200; i++) {
      const ready = await fetch(`${this.base}/readyz`).catch(() => null);
      if (ready?.ok) {
        if (this.links.length === 0) this.links = JSON.parse(readFileSync(links, 'utf8'));
        return;
      }
      await new Promise(done => setTimeout(done, 100));
    }
    throw new Error('the server did not start');
  }

  /** Waits until the server's clock is past a stamp, which may be some ms ahead of it. */
  async past(stamp: string): Promise<void> {
    for (;;) {
      const { headers } = await fetch(`${this.base}/healthz`);
      if ((headers.get('Alongside-Time') ?? '') > stamp.slice(0, 12)) return;
    }
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    const { running } = this;
    if (!running || running.exitCode !== null) return;
    const gone = new Promise(done => running.once('exit', done));
    running.kill(signal);
    await gone;
    this.running = undefined;
  }

  async end(): Promise<void> {
    await this.stop();
    rmSync(this.dir, { recursive: true, force: true });
  }

  /** Stops, copies the data folder to `name`, and starts again. */
  async copy(name: string): Promise<void> {
    await this.stop();
    cpSync(this.data, join(this.dir, name), { recursive: true });
    await this.start();
  }

  /** Puts a copy in the place of the data folder and goes on from it, as an operator would. */
  async putBack(name: string): Promise<void> {
    await this.stop();
    rmSync(this.data, { recursive: true });
    cpSync(join(this.dir, name), this.data, { recursive: true });
    execFileSync(this.binary, ['adopt', '--data', this.data]);
    await this.start();
  }

  /** Folds a scope's changes up to one. `build` needs './scripts/fold' for that. */
  async fold(scope: string, to: number): Promise<void> {
    await this.stop();
    const args = ['--data', this.data, '--scope', scope, '--to', String(to)];
    execFileSync(join(this.dir, 'fold'), args);
    await this.start();
  }

  /** A phone by the invite of the demo place for the role; each has a few. */
  async member(role: string, at = 0): Promise<Phone> {
    return this.open(this.links.filter(l => l.role === role)[at]?.invite ?? '');
  }

  /** One more phone of a member who has one. */
  async another(member: string): Promise<Phone> {
    const got = await this.admin('POST', '/v1/admin/invites', { member });
    return this.open(got.body.invite);
  }

  private async open(invite: string): Promise<Phone> {
    const { identity } = await enrol(this.base, invite);
    return openPeer(`real-${ulid(Date.now())}`, this.net(), identity);
  }

  /** The way to it, which notes what rounds ask. */
  net(): Net {
    const net = fetchNet(this.base);
    const call: Net['call'] = ask => {
      if (ask.path === '/v1/sync' && ask.text) this.asked.push(JSON.parse(ask.text));
      return net.call(ask);
    };
    return { ...net, call };
  }

  /** Does something as the steward. */
  async admin(method: string, path: string, json?: unknown): Promise<Answered> {
    if (!this.steward) {
      const invite = this.links.find(l => l.role === 'steward')?.invite ?? '';
      const { net, identity } = await enrol(this.base, invite);
      this.steward = { net: fetchNet(this.base), identity, tokens: new Tokens(net) };
    }
    const { net, identity, tokens } = this.steward;
    const token = await tokens.get(identity);
    if (typeof token !== 'string') throw new Error(token.code);
    const got = await net.call({ method, path, token, json });
    if (got.status >= 400) throw new Error(`${method} ${path}: ${got.status} ${got.code}`);
    return got;
  }
}
