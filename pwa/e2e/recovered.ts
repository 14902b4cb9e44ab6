import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where the Go tests lie that know how a folder and a backup are read. */
const built = mkdtempSync(join(tmpdir(), 'alongside-recover-'));

/** Builds those tests; answers how to let go of them. */
export function buildRecovery(): () => void {
  for (const pkg of ['store', 'backup'])
    execFileSync('go', ['test', '-c', '-o', join(built, pkg), `./server/${pkg}`]);
  return () => rmSync(built, { recursive: true, force: true });
}

function ask<T>(pkg: string, question: Record<string, unknown>): T {
  const out = join(built, 'answer.json');
  const env = { ...process.env, ALONGSIDE_RECOVER: JSON.stringify({ ...question, out }) };
  execFileSync(join(built, pkg), ['-test.run', '^TestRecoverWhatIsAsked$'], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const answer = readFileSync(out, 'utf8');
  rmSync(out);
  return JSON.parse(answer);
}

/** Which of the words somebody with the master key reads in a stopped server's folder. */
export const inFolder = (dir: string, master: string, words: string[]): string[] =>
  ask('store', { dir, master, words });

/**
 * Which of them somebody reads in each file of a backup who has its key, the master, and
 * every key that lies in any of the files.
 */
export const inBackups = (dir: string, data: string, words: string[]): Record<string, string[]> =>
  ask('backup', { dir, key: `${data}.backup.key`, master: `${data}.key`, words });
