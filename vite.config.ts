import { defineConfig } from 'vite';
import { finishBuild } from './pwa/build.ts';

/** What somebody sees who comes for the first time, and what every page needs: one file, which nothing waits for. */
const base = /rolldown.runtime|preload-helper|pwa.src.(main|app.Join|words.en.(phone|lock))\./;

/** What a passphrase opens, and is chosen by. It comes while one is typed. */
const door = /pwa.src.(lock.(enter|watch)|kit.(cards|undo))\./;

/** What a member's pages need, which come once somebody unlocks the phone. */
const core =
  /pwa.src.(model.(?!line|lead|search|api|canary)|app.(inside|routes))|sync.(merge|hlc)|schema.(?!labels)/;

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
        // What pages need together, in one file: it packs tighter than a dozen small ones.
        codeSplitting: {
          groups: [
            { name: 'base', test: base },
            { name: 'door', test: door },
            { name: 'core', test: core },
          ],
        },
      },
    },
  },
  server: {
    host: '127.0.0.1',
    proxy: { '/v1': process.env.ALONGSIDE_API ?? 'http://127.0.0.1:8080' },
  },
});
