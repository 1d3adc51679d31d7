/** An answer asked for before the page's own script was there. */
interface EarlyAnswer {
  readonly locale: string;
  /** By `performance.now()`. */
  readonly at: number;
  readonly answer: Promise<Response>;
}

declare global {
  var earlyAnswers: Map<string, EarlyAnswer> | undefined;
}

/** Later than this it may no longer be true. */
const FRESH_MS = 15_000;

/** Fetches the files its tag names to the script that asks, so that they are there once the page's own script wants them. */
export function fetchParts(script: HTMLOrSVGScriptElement | null): void {
  for (const href of script?.dataset['parts']?.split(' ') ?? []) document.head.append(Object.assign(document.createElement('link'), href.endsWith('.css') ? { rel: 'preload', as: 'style', crossOrigin: '', href } : { rel: 'modulepreload', href }));
}

export function askEarly(path: string, locale: string): Promise<Response> {
  const answer = fetch(path, { headers: { accept: 'application/json', 'accept-language': locale }, credentials: 'same-origin' });
  // Whoever takes it hears of a failure; nobody may take it.
  answer.catch(() => undefined);
  globalThis.earlyAnswers ??= new Map();
  globalThis.earlyAnswers.set(path, { locale, at: performance.now(), answer });
  return answer;
}

/** What was asked early, once; undefined when it was not, in another language, or too long ago. */
export function takeEarly(path: string, locale: string): Promise<Response> | undefined {
  const early = globalThis.earlyAnswers?.get(path);
  if (early === undefined) return undefined;
  globalThis.earlyAnswers?.delete(path);
  return early.locale === locale && performance.now() - early.at < FRESH_MS ? early.answer : undefined;
}
