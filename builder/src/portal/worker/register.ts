/** Long after the page can be used: keeping it must not slow the first visit down. */
const WAIT_MS = 3_000;

/** Lets the portal open without a network, where the browser can. The development server has no worker, and is refused quietly. */
export function keepForOffline(): void {
  if (!('serviceWorker' in navigator)) return;
  const register = () => setTimeout(() => void navigator.serviceWorker.register('/portal-worker.js', { scope: '/portal/' }).catch(() => undefined), WAIT_MS);
  if (document.readyState === 'complete') register();
  else window.addEventListener('load', register, { once: true });
}
