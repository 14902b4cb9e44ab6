import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Core } from './core.ts';
import { compile } from './realm.ts';
import { long, type Outcome, tell } from './story.ts';

// Refused fetches are made by the thousand, and nobody reads where.
Error.stackTraceLimit = 4;

const built = dirname(fileURLToPath(import.meta.url));

const { values: flags } = parseArgs({
  options: {
    seed: { type: 'string' },
    seeds: { type: 'string', default: '1..100' },
    workers: { type: 'string', default: '1' },
    open: { type: 'string', default: '' },
    most: { type: 'string', default: String(long) },
    until: { type: 'string', default: 'end' },
    twice: { type: 'boolean', default: false },
    trace: { type: 'boolean', default: false },
  },
});

/** Every `step`th seed from `first` to `last`; stops at the first that breaks, if so told. */
async function play(first: number, last: number, step: number): Promise<number> {
  const makeOf = (name: string) => compile(readFileSync(join(built, name), 'utf8'), name);
  const makes = { now: makeOf('app.cjs'), newer: makeOf('newer.cjs') };
  const core = new Core(join(built, 'core'));
  let broken = 0;
  let stray = '';
  process.on('unhandledRejection', e => {
    stray = String(e);
  });
  const most = Number(flags.most);
  const open = new Set(flags.open.split(','));
  for (let seed = first; seed <= last; seed += step) {
    if (open.has(String(seed))) {
      console.log(`seed ${seed} is left out: an open finding, see docs/simulator.md`);
      continue;
    }
    const out = await tell(seed, core, makes, most);
    if (stray) out.broken ||= `nobody caught ${stray}`;
    stray = '';
    const again = flags.twice ? await tell(seed, core, makes, most) : out;
    if (again.hash !== out.hash)
      out.broken ||= `went otherwise when played again: ${differ(out, again)}`;
    if (flags.trace) console.log(out.trace.join('\n'));
    if (out.broken) {
      broken++;
      report(out);
      if (flags.until === 'broken') break;
    }
  }
  core.close();
  return broken;
}

function differ(a: Outcome, b: Outcome): string {
  const i = a.trace.findIndex((line, at) => line !== b.trace[at]);
  return `${a.trace[i]} | ${b.trace[i]}`;
}

function report(out: Outcome): void {
  const file = join(built, `trace-${out.seed}.txt`);
  writeFileSync(file, `${out.trace.join('\n')}\n`);
  console.log(`seed ${out.seed}: ${out.broken.slice(0, 1_000)}`);
  console.log(
    `  its trace: ${file}; again: scripts/simulate/run --seed ${out.seed} --most ${flags.most} --trace`,
  );
}

/** Shares the seeds out among processes; each has a core of its own. */
async function share(first: number, last: number, workers: number): Promise<number> {
  const codes = Array.from({ length: workers }, (_, i) => {
    const args = [
      join(built, 'main.mjs'),
      '--open',
      flags.open,
      '--most',
      flags.most,
      '--until',
      flags.until,
      '--seeds',
      `${first + i}..${last}/${workers}`,
    ];
    if (flags.twice) args.push('--twice');
    const child = spawn(process.execPath, args, { stdio: 'inherit' });
    return new Promise<number>(done => child.on('close', code => done(code ?? 1)));
  });
  return (await Promise.all(codes)).reduce((sum, code) => sum + code, 0);
}

const [range = '', stripes] = (flags.seed ?? flags.seeds).split('/');
const [first = 1, last = first] = range.split('..').map(Number);
const workers = Number(flags.workers);
const began = Date.now();
const broken =
  workers > 1 ? await share(first, last, workers) : await play(first, last, Number(stripes ?? 1));
if (!stripes) {
  const seconds = (Date.now() - began) / 1_000;
  const count = last - first + 1;
  console.log(
    `${count} seeds in ${seconds.toFixed(0)} s (${(count / seconds).toFixed(1)} a second), ${broken} broken`,
  );
}
process.exit(Math.min(broken, 100));
