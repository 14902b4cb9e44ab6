import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Link {
  role: 'steward' | 'coach' | 'commissioner' | 'auditor';
  name: string;
  invite: string;
  url: string;
}

/** A real server process on a real Badger; every start keeps the port it had. */
export interface Server {
  base: string;
  /** The data folder; to be touched only while the server is stopped. */
  dir: string;
  links: Link[];
  /** All that it has said so far, over every start. */
  said(): string;
  /** Ends the process as a crash would: nothing is flushed. */
  kill(): Promise<void>;
  /** Ends it as an operator would. */
  stop(): Promise<void>;
  /** Starts it again on the same folder and port, with these flags too from now on. */
  start(...flags: string[]): Promise<void>;
}

/** Starts ./alongside --demo on dir, with flags; rejects when it does not become ready in 30 s. */
export async function startServer(dir: string, ...first: string[]): Promise<Server> {
  const addr = `127.0.0.1:${await freePort()}`;
  const base = `http://${addr}`;
  const linksFile = `${dir}.links.json`;
  let child: ChildProcess | undefined;
  let flags = first;
  let log = '';

  const end = async (signal: NodeJS.Signals) => {
    const ending = child;
    child = undefined;
    if (!ending || ending.exitCode !== null) return;
    const gone = new Promise(resolve => ending.once('exit', resolve));
    ending.kill(signal);
    await gone;
  };
  const server: Server = {
    base,
    dir,
    links: [],
    said: () => log,
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
    async start(...more) {
      flags = [...flags, ...more];
      const args = ['--demo', '--data', dir, '--addr', addr, '--links', linksFile, ...flags];
      const started = spawn('./alongside', args, { stdio: ['ignore', 'ignore', 'pipe'] });
      started.stderr.on('data', chunk => {
        log += chunk;
      });
      child = started;
      await ready(
        base,
        () => started.exitCode,
        () => log.slice(-4000),
      );
      server.links = JSON.parse(readFileSync(linksFile, 'utf8'));
    },
  };
  await server.start();
  return server;
}

/** A server on a copy of the demo place of its own; `remove` deletes the copy. */
export async function demoServer(): Promise<{ server: Server; remove: () => void }> {
  const from = process.env.ALONGSIDE_E2E_DEMO;
  if (!from) throw new Error('the demo place was not made: see demo-place.ts');
  const dir = mkdtempSync(join(tmpdir(), 'alongside-e2e-'));
  for (const name of ['store', 'store.key']) {
    if (existsSync(join(from, name)))
      cpSync(join(from, name), join(dir, name), { recursive: true });
  }
  const server = await startServer(join(dir, 'store'));
  return { server, remove: () => rmSync(dir, { recursive: true, force: true }) };
}

async function ready(base: string, exited: () => number | null, said: () => string): Promise<void> {
  for (let waited = 0; waited < 30_000; waited += 50) {
    const answer = await fetch(`${base}/readyz`).catch(() => undefined);
    if (answer?.ok) return;
    if (exited() !== null) break;
    await new Promise(resolve => setTimeout(resolve, 50));
  }
  throw new Error(`the server did not become ready:\n${said()}`);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
