import { defineConfig } from 'vite';
import { finishBuild } from './pwa/build.ts';

const base =
  /node_modules.(preact|@preact|idb)|preload-helper|pwa.src.(words.(fmt|plural|index|en.(shell|coach)\.)|app.rout|local|model.(?!line|lead|search|api|canary))|sync.(merge|hlc)|schema.(?!labels)/;

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
    rolldownOptions: {
      // What is imported for its names alone comes only where they are used; styles always,
      // and libraries: signals tie themselves to preact when they load.
      treeshake: { moduleSideEffects: id => id.endsWith('.css') || id.includes('node_modules') },
      output: {
        // What every page needs, in one file: it packs tighter than a dozen small ones.
        codeSplitting: {
          groups: [{ name: 'base', test: base }],
        },
      },
    },
  },
  server: {
    host: '127.0.0.1',
    proxy: { '/v1': process.env.ALONGSIDE_API ?? 'http://127.0.0.1:8080' },
  },
});
