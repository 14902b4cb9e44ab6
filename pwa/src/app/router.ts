import { computed, signal } from '@preact/signals';

const hash = signal('');

/** Other fragments, such as the skip link's, are places on a page and no pages. */
function read(): void {
  const { hash: now } = location;
  if (now === '' || now.startsWith('#/')) hash.value = now;
}

/** The current path without `#/`; a query after `?` is not part of it. */
export const path = computed(() => hash.value.replace(/^#\/?/, '').split('?')[0] ?? '');

/** What stands after `?` in the hash: `#/search?q=bus`. */
export const query = computed(() => new URLSearchParams(hash.value.split('?')[1] ?? ''));

/** Goes to a page: `go(href('p', id))`. `replace` leaves no step to go back to. */
export function go(to: string, options: { replace?: boolean } = {}): void {
  const url = to.startsWith('#') ? to : `#/${to}`;
  if (options.replace) history.replaceState(null, '', url);
  else history.pushState(null, '', url);
  hash.value = url;
}

/**
 * Called before a save: what it answers leaves the page for the next one once all is kept,
 * unless somebody has gone elsewhere meanwhile.
 */
export function onwards(): (to: string) => void {
  const from = hash.peek();
  return to => {
    if (hash.peek() === from) go(to, { replace: true });
  };
}

/** One step back, or to `fallback` when this page was the first one opened. */
export function back(fallback = '#/'): void {
  if (history.length > 1) history.back();
  else go(fallback, { replace: true });
}

/** Starts listening; called once by main. */
export function listen(): void {
  read();
  addEventListener('hashchange', read);
  addEventListener('popstate', read);
}
