/**
 * The service worker: keeps the program on the phone, and nothing that people wrote.
 * The build fills in the list of files and a version made of their contents.
 */
declare const __FILES__: string[];
declare const __VERSION__: string;
/** Built as true, it takes itself and the stored program away; data stays. */
declare const __KILL__: boolean;

const worker = globalThis as unknown as ServiceWorkerGlobal;
const current = `app-${__VERSION__}`;

interface ServiceWorkerGlobal {
  addEventListener(type: string, fn: (event: WorkerEvent) => void): void;
  skipWaiting(): Promise<void>;
  clients: {
    claim(): Promise<void>;
    matchAll(): Promise<{ url: string; navigate(url: string): Promise<unknown> }[]>;
  };
  registration: { unregister(): Promise<boolean> };
  location: Location;
}

interface WorkerEvent {
  request: Request;
  data: unknown;
  waitUntil(p: Promise<unknown>): void;
  respondWith(p: Promise<Response>): void;
}

worker.addEventListener('install', event => {
  if (__KILL__) return event.waitUntil(worker.skipWaiting());
  event.waitUntil(fill());
});

worker.addEventListener('activate', event => {
  event.waitUntil(__KILL__ ? vanish() : tidy());
});

worker.addEventListener('message', event => {
  if (event.data === 'use') event.waitUntil(worker.skipWaiting());
});

worker.addEventListener('fetch', event => {
  const { request } = event;
  const url = new URL(request.url);
  if (__KILL__ || request.method !== 'GET' || url.origin !== worker.location.origin) return;
  if (/^\/(v1\/|healthz|readyz)/.test(url.pathname)) return;
  event.respondWith(answer(request));
});

/** All files or none; hashed ones that an older version has are not fetched again. */
async function fill(): Promise<void> {
  const cache = await caches.open(current);
  await Promise.all(
    __FILES__.map(async file => {
      const had = file.startsWith('/assets/') ? await caches.match(file) : undefined;
      const res = had ?? (await fetch(file, { cache: 'no-cache' }));
      if (!res.ok) throw new Error(`${file}: ${res.status}`);
      await cache.put(file, res);
    }),
  );
}

/** The version before stays, for tabs that still run it; older ones go. */
async function tidy(): Promise<void> {
  const old = (await caches.keys()).filter(name => name.startsWith('app-') && name !== current);
  await Promise.all(old.slice(0, -1).map(name => caches.delete(name)));
  await worker.clients.claim();
}

async function vanish(): Promise<void> {
  await Promise.all((await caches.keys()).map(name => caches.delete(name)));
  await worker.registration.unregister();
  for (const client of await worker.clients.matchAll()) await client.navigate(client.url);
}

async function answer(request: Request): Promise<Response> {
  const cache = await caches.open(current);
  const key = request.mode === 'navigate' ? '/' : request;
  const stored = (await cache.match(key)) ?? (await caches.match(request));
  return stored ?? fetch(request);
}
