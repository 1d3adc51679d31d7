import { hostErrors } from '../../../runtime/host/host-errors.ts';

/** A script on its way to a thread. */
export interface ScriptJob {
  readonly code: string;
  /** JSON text, both ways: what a script makes is never walked outside of its engine. */
  readonly input: string;
  readonly now: string;
  readonly limitMs: number;
}

export const SCRIPT_MEMORY_MB = 32;
/** Characters of JSON. */
export const MOST_TEXT = 1_048_576;
export const MOST_DEPTH = 64;

export function sizeError(what: 'input' | 'result'): Error {
  return hostErrors.SCN_SCRIPT_SIZE({ what, limit: `1 MB / ${MOST_DEPTH}` });
}

/** Levels of brackets in a JSON text. */
export function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at];
    if (quoted && letter === '\\') at += 1;
    else if (letter === '"') quoted = !quoted;
    else if (!quoted && (letter === '[' || letter === '{')) deepest = Math.max(deepest, (depth += 1));
    else if (!quoted && (letter === ']' || letter === '}')) depth -= 1;
  }
  return deepest;
}
