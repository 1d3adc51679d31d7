/**
 * Lets a browser that lacks the newest of what the pages use load the script that adds it, before any other is run.
 *
 * @param script says the file in `data-older`
 */
export function loadOlder(script: HTMLOrSVGScriptElement | null): void {
  const file = script?.dataset['older'];
  if (file === undefined || 'toSorted' in Array.prototype) return;
  // Modules wait for the page to be read, and it waits for a script written into it; one that is appended comes at any time.
  document.write(`<script src="${file}"></script>`);
}
