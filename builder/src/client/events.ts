/** What a page hears of a stream of events. */
export interface Heard<Event> {
  readonly opened: () => void;
  readonly lost: () => void;
  readonly told: (event: Event) => void;
}

const FIRST_RETRY_MS = 5_000;
const MOST_RETRY_MS = 120_000;

/**
 * Listens to server-sent events of one name while the page is looked at; a hidden page holds no connection. The
 * browser reconnects a broken stream; one the server refused is tried again, less often each time. The answer ends it.
 */
export function openEvents<Event>(path: string, name: string, heard: Heard<Event>): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wait = FIRST_RETRY_MS;
  const close = (): void => {
    clearTimeout(timer);
    source?.close();
    source = undefined;
  };
  const open = (): void => {
    close();
    if (document.visibilityState === 'hidden' || typeof EventSource === 'undefined') return;
    const stream = new EventSource(path);
    source = stream;
    stream.addEventListener('open', () => {
      wait = FIRST_RETRY_MS;
      heard.opened();
    });
    stream.addEventListener(name, (event: MessageEvent<string>) => heard.told(JSON.parse(event.data) as Event));
    stream.addEventListener('error', () => {
      heard.lost();
      if (stream.readyState !== EventSource.CLOSED) return;
      timer = setTimeout(open, wait);
      wait = Math.min(MOST_RETRY_MS, wait * 2);
    });
  };
  const left = (): void => {
    close();
    heard.lost();
  };
  const seen = (): void => (document.visibilityState === 'visible' ? open() : left());
  // A page that is left for another may be kept by the browser as it is, its stream and all.
  const back = ({ persisted }: PageTransitionEvent): void => {
    if (persisted) open();
  };
  document.addEventListener('visibilitychange', seen);
  window.addEventListener('pagehide', left);
  window.addEventListener('pageshow', back);
  open();
  return () => {
    document.removeEventListener('visibilitychange', seen);
    window.removeEventListener('pagehide', left);
    window.removeEventListener('pageshow', back);
    close();
  };
}
