/** A moment without work, at the latest. */
const LATEST_MS = 5000;

/** Does a task once the browser has nothing better to do; @returns how to call it off */
export function whenIdle(task: () => void): () => void {
  // Not every browser has it, whatever the types say.
  const { requestIdleCallback: ask } = window as { requestIdleCallback?: typeof requestIdleCallback };
  if (ask === undefined) {
    const timer = setTimeout(task, LATEST_MS);
    return () => clearTimeout(timer);
  }
  const waits = ask(task, { timeout: LATEST_MS });
  return () => cancelIdleCallback(waits);
}
