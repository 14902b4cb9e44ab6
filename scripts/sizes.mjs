// Fails when what a phone loads first, or any part it loads later, outgrows UX.md's
// budget. Bytes are those of the .gz files the server sends.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const FIRST_LOAD = 45 * 1024;
const LAZY_CHUNK = 25 * 1024;
const dist = new URL('../pwa/dist/', import.meta.url).pathname;

const html = readFileSync(join(dist, 'index.html'), 'utf8');
const first = ['index.html', ...html.matchAll(/(?:src|href)="\/?(assets\/[^"]+)"/g)].map(m =>
  typeof m === 'string' ? m : m[1],
);
const gz = file => statSync(join(dist, `${file}.gz`)).size;

const names = readdirSync(join(dist, 'assets'));

let bad = false;
const total = first.map(gz).reduce((sum, size) => sum + size, 0);
console.log(`first load: ${total} bytes of ${FIRST_LOAD} (${first.length} files)`);
if (total > FIRST_LOAD) bad = true;

for (const name of names) {
  const file = `assets/${name}`;
  if (!/\.(js|css)$/.test(name) || first.includes(file)) continue;
  console.log(`  ${gz(file)} bytes  ${name}`);
  if (gz(file) > LAZY_CHUNK) {
    console.log(`  over the ${LAZY_CHUNK} bytes that a part may weigh`);
    bad = true;
  }
}
process.exit(bad ? 1 : 0);
