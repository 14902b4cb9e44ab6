// Builds what the simulator runs: the Go core, the app's model as one script that each
// simulated tab runs anew, the same as a later version would have it, and the simulator.
import { execFileSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '../..');
const out = join(here, 'built');

/** Changes a source on its way into a bundle. */
const altered = edits => ({
  name: 'altered',
  enforce: 'pre',
  transform(code, id) {
    let text = code;
    for (const [file, from, to] of edits) {
      if (!id.endsWith(file)) continue;
      const next = text.replace(from, to);
      if (next === text) throw new Error(`${file} no longer has ${from}`);
      text = next;
    }
    return text === code ? null : text;
  },
});

/** A schema after ours: one more field of words, and one more kind; and pages of a few changes. */
const newer = altered([
  ['machine.ts', 'mostRoom = 512 * 1024', 'mostRoom = 4 * 1024'],
  ['machine.ts', 'leastRoom = 16 * 1024', 'leastRoom = 600'],
  ['schema.gen.ts', /(?<=export const version = )\d+/, version => String(Number(version) + 1)],
  [
    'schema.gen.ts',
    '\ngoal pb ',
    '\nwish pbtl words:vt20000 tags:sr gone:lb\ngoal pb hope:vt20000 ',
  ],
]);

/** What stands in for libraries inside of a tab. */
const alias = {
  idb: join(here, 'idb.ts'),
  '@noble/ciphers/aes.js': join(here, 'tabCiphers.ts'),
  '@noble/ciphers/chacha.js': join(here, 'tabCiphers.ts'),
};

const bundle = (entry, name, format, plugins = []) =>
  build({
    configFile: false,
    root,
    logLevel: 'error',
    plugins,
    resolve: format === 'cjs' ? { alias } : {},
    ssr: { noExternal: true },
    build: {
      ssr: join(here, entry),
      outDir: out,
      emptyOutDir: false,
      minify: false,
      target: 'es2022',
      rolldownOptions: {
        output: { format, entryFileNames: name, codeSplitting: false },
      },
    },
  });

execFileSync('go', ['build', '-o', join(out, 'core'), './scripts/simulate/core'], {
  cwd: root,
  stdio: 'inherit',
});
await bundle('app.ts', 'app.cjs', 'cjs');
await bundle('app.ts', 'newer.cjs', 'cjs', [newer]);
await bundle('main.ts', 'main.mjs', 'es');
