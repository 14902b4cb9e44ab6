// Bundles app.ts for Node. Usage: node scripts/faults/build.mjs OUT.mjs
import { basename, dirname } from 'node:path';
import { build } from 'vite';

const out = process.argv[2];
await build({
  configFile: false,
  logLevel: 'warn',
  ssr: { noExternal: true },
  build: {
    ssr: 'scripts/faults/app.ts',
    target: 'node20',
    outDir: dirname(out),
    emptyOutDir: false,
    rolldownOptions: { output: { entryFileNames: basename(out), format: 'es' } },
  },
});
