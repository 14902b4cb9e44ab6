import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { build, type Plugin } from 'vite';

const placeholder = 'The app is not built yet: run ./scripts/build\n';

/** Files that compress; pictures do not. */
const texts = /\.(html|js|css|svg|json|webmanifest|txt)$/;

/**
 * After the bundle: the service worker with the list of files, a compressed twin (.br and
 * .gz) of each text, and the placeholder that is committed so that the server compiles in
 * a fresh clone. With ALONGSIDE_KILL=1 the service worker takes the stored program off
 * every phone that still has one.
 */
export function finishBuild(): Plugin {
  let root = '';
  return {
    name: 'alongside-finish',
    apply: 'build',
    configResolved(config) {
      root = config.root;
    },
    async closeBundle() {
      const dist = join(root, 'dist');
      const files = await list(dist);
      await writeWorker(root, dist, files);
      for (const file of await list(dist)) if (texts.test(file)) await squeeze(join(dist, file));
      await writeFile(join(dist, 'placeholder.txt'), placeholder);
    },
  };
}

async function list(dir: string, top = dir): Promise<string[]> {
  const out: string[] = [];
  for (const entry of await readdir(dir, { withFileTypes: true })) {
    const path = join(dir, entry.name);
    if (entry.isDirectory()) out.push(...(await list(path, top)));
    else out.push(relative(top, path));
  }
  return out.filter(file => file !== 'placeholder.txt' && !/\.(br|gz)$/.test(file)).sort();
}

async function writeWorker(root: string, dist: string, files: string[]): Promise<void> {
  const hash = createHash('sha256');
  for (const file of files) hash.update(file).update(await readFile(join(dist, file)));
  const version = hash.digest('hex').slice(0, 12);
  const addresses = files.map(file => (file === 'index.html' ? '/' : `/${file}`));
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    publicDir: false,
    define: {
      __FILES__: JSON.stringify(addresses),
      __VERSION__: JSON.stringify(version),
      __KILL__: JSON.stringify(process.env.ALONGSIDE_KILL === '1'),
    },
    build: {
      outDir: dist,
      emptyOutDir: false,
      target: 'es2022',
      rolldownOptions: {
        input: join(root, 'src/sw/sw.ts'),
        output: { format: 'iife', entryFileNames: 'sw.js' },
      },
    },
  });
}

async function squeeze(path: string): Promise<void> {
  const bytes = await readFile(path);
  const small = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };
  await writeFile(`${path}.br`, await promisify(brotliCompress)(bytes, small));
  await writeFile(`${path}.gz`, await promisify(gzip)(bytes, { level: 9 }));
}
