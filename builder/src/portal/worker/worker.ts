/** By the build: what the portal is made of, and a name for exactly that. */
declare const PORTAL_FILES: readonly string[];
declare const PORTAL_VERSION: string;

interface LifeEvent extends Event {
  readonly waitUntil: (work: Promise<unknown>) => void;
}
interface AskedEvent extends Event {
  readonly request: Request;
  readonly respondWith: (answer: Promise<Response>) => void;
}

const PREFIX = 'portal-page-';
const CACHE = PREFIX + PORTAL_VERSION;
const PAGE = '/portal/';

async function keep(): Promise<void> {
  const cache = await caches.open(CACHE);
  // Without the cookie: the page is the same for everybody, and what is kept is seen to hold nothing of anybody.
  await cache.addAll([new Request(PAGE, { credentials: 'omit' }), ...PORTAL_FILES]);
}

async function dropOthers(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(PREFIX) && name !== CACHE).map((name) => caches.delete(name)));
}

/**
 * The network always comes first; what is kept answers where there is none, where a gateway answers for it, and where
 * an upgraded server no longer has what a page of before asks for.
 */
async function answer(request: Request, kept: string): Promise<Response> {
  try {
    const fresh = await fetch(request);
    return fresh.ok || fresh.type === 'opaqueredirect' ? fresh : ((await caches.match(kept, { cacheName: CACHE })) ?? fresh);
  } catch (error) {
    const found = await caches.match(kept, { cacheName: CACHE });
    if (found) return found;
    throw error;
  }
}

self.addEventListener('install', (event) => (event as LifeEvent).waitUntil(keep()));
self.addEventListener('activate', (event) => (event as LifeEvent).waitUntil(dropOthers()));
self.addEventListener('fetch', (event) => {
  const { request, respondWith } = event as AskedEvent;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin) return;
  // Answers about people are never kept and never touched.
  if (request.mode === 'navigate') respondWith.call(event, answer(request, PAGE));
  else if (PORTAL_FILES.includes(pathname)) respondWith.call(event, answer(request, pathname));
});
