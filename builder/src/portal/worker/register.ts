/** Long after the page can be used: keeping it must not slow the first visit down. */
const WAIT_MS = 3_000;

/** Lets the portal open without a network, where the browser can. The development server has no worker, and is refused quietly. */
export function keepForOffline(): void {
  if (!('serviceWorker' in navigator)) return;
  const fetchIt = () => void navigator.serviceWorker.register('/portal-worker.js', { scope: '/portal/' }).catch(() => undefined);
  // Without a network there is nothing to fetch it from.
  const register = () => setTimeout(() => (navigator.onLine ? fetchIt() : window.addEventListener('online', fetchIt, { once: true })), WAIT_MS);
  if (document.readyState === 'complete') register();
  else window.addEventListener('load', register, { once: true });
}
