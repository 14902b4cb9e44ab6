import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** One answered HTTP call. */
export interface Answered {
  id: number;
  status: number;
  time: string;
  retry: string;
  text: string;
}

/**
 * The server's process (core/main.go), asked one thing at a time. It answers before
 * anything else can happen here: reading and writing block, so nothing races.
 */
export class Core {
  private readonly child: ChildProcess;
  private readonly dir: string;
  private readonly to: number;
  private readonly from: number;
  /** What was read and not yet asked for: `buffer` from `start` to `end`. */
  private buffer = Buffer.allocUnsafe(1 << 20);
  private start = 0;
  private end = 0;

  constructor(binary: string) {
    this.dir = mkdtempSync(join(tmpdir(), 'alongside-simulate-'));
    const [asks, answers] = [join(this.dir, 'asks'), join(this.dir, 'answers')];
    execFileSync('mkfifo', [asks, answers]);
    // One processor: the other end waits meanwhile, and no goroutine has to be woken elsewhere.
    const env = { ...process.env, GOMAXPROCS: '1', GOGC: '400' };
    this.child = spawn(binary, [asks, answers], { env, stdio: ['ignore', 'inherit', 'inherit'] });
    this.to = openSync(asks, 'w');
    this.from = openSync(answers, 'r');
  }

  /** Asks and waits. Throws if the core could not do it. */
  ask(
    head: Record<string, unknown>,
    body: string | Uint8Array = '',
  ): { head: unknown; body: Buffer } {
    const text = Buffer.from(JSON.stringify(head));
    const more = typeof body === 'string' ? Buffer.from(body) : body;
    const lengths = Buffer.alloc(8);
    lengths.writeUInt32BE(text.length, 0);
    lengths.writeUInt32BE(more.length, 4);
    this.write(Buffer.concat([lengths, text, more]));
    const sizes = this.read(8);
    const answer: unknown = JSON.parse(this.read(sizes.readUInt32BE(0)).toString());
    const rest = this.read(sizes.readUInt32BE(4));
    if (rest.length > 0 && rest[0] === 0x21 && !Array.isArray(answer)) {
      throw new Error(`the server: ${rest.subarray(1).toString()}`);
    }
    return { head: answer, body: rest };
  }

  /** Asks for something that is answered with calls. */
  calls(head: Record<string, unknown>, body: string | Uint8Array = ''): Answered[] {
    const got = this.ask(head, body);
    let at = 0;
    return (got.head as (Answered & { length: number })[]).map(({ length, ...call }) => {
      at += length;
      return { ...call, text: got.body.toString('utf8', at - length, at) };
    });
  }

  close(): void {
    closeSync(this.to);
    closeSync(this.from);
    this.child.kill();
    rmSync(this.dir, { recursive: true, force: true });
  }

  private write(bytes: Buffer): void {
    for (let at = 0; at < bytes.length; ) at += writeSync(this.to, bytes, at);
  }

  /** The next bytes; they are good until the next question. */
  private read(length: number): Buffer {
    if (this.start === this.end) this.start = this.end = 0;
    if (this.start + length > this.buffer.length) {
      const rest = this.buffer.subarray(this.start, this.end);
      this.buffer = Buffer.concat([rest], Math.max(this.buffer.length, 2 * length));
      this.start = 0;
      this.end = rest.length;
    }
    while (this.end - this.start < length) {
      const got = readSync(this.from, this.buffer, this.end, this.buffer.length - this.end, null);
      if (got === 0) throw new Error('the server has ended');
      this.end += got;
    }
    this.start += length;
    return this.buffer.subarray(this.start - length, this.start);
  }
}
