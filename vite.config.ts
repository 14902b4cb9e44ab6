import { defineConfig } from 'vite';
import { finishBuild } from './pwa/build.ts';

/**
 * The app is built from pwa/ into pwa/dist, which the server embeds. Nothing is
 * inlined, so that the strict content security policy needs no exceptions.
 */
export default defineConfig({
  root: 'pwa',
  base: '/',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: [finishBuild()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // Our own modules are imported for their names alone: what is not used stays out.
    rolldownOptions: {
      treeshake: { moduleSideEffects: id => /\.css$|node_modules/.test(id) },
    },
  },
  server: {
    host: '127.0.0.1',
    proxy: { '/v1': process.env.ALONGSIDE_API ?? 'http://127.0.0.1:8080' },
  },
});
