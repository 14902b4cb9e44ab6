import { signal } from '@preact/signals';
import { scriptUrl } from '../local/trusted.ts';
import { flushDrafts } from '../model/drafts.ts';

/** A newer version waits to be used. */
export const newer = signal(false);

let waiting: ServiceWorker | null = null;
let asked = false;

/** Registers the service worker and notices when a newer one is ready. */
export async function watchUpdates(): Promise<void> {
  if (!('serviceWorker' in navigator) || !import.meta.env.PROD) return;
  const { serviceWorker } = navigator;
  serviceWorker.addEventListener('controllerchange', () => {
    if (asked) location.reload();
  });
  try {
    const registration = await serviceWorker.register(scriptUrl('/sw.js'));
    const look = () => {
      if (registration.waiting && serviceWorker.controller) {
        waiting = registration.waiting;
        newer.value = true;
      }
    };
    look();
    registration.addEventListener('updatefound', () => {
      registration.installing?.addEventListener('statechange', look);
    });
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') void registration.update().catch(() => {});
    });
  } catch {
    // The app works without; it only cannot start without a signal.
  }
}

/** Writes what is being typed, then hands over to the newer version. */
export async function useNewer(): Promise<void> {
  asked = true;
  await flushDrafts();
  if (waiting) waiting.postMessage('use');
  else location.reload();
}

/** The version that starts without a signal; '' where none is stored. */
export async function storedVersion(): Promise<string> {
  if (typeof caches === 'undefined') return '';
  const names = (await caches.keys()).filter(name => name.startsWith('app-'));
  return names.at(-1)?.slice(4) ?? '';
}

/** Takes the stored program off this phone and loads it again; data stays. */
export async function fetchAfresh(): Promise<void> {
  await flushDrafts();
  for (const name of await caches.keys()) await caches.delete(name);
  for (const r of (await navigator.serviceWorker?.getRegistrations()) ?? []) await r.unregister();
  location.reload();
}
