import { RE2JS } from 're2js';

/** Null when the pattern compiles in linear-time RE2, else why it does not. */
export function compileRegex(pattern: string): string | null {
  try {
    RE2JS.compile(RE2JS.translateRegExp(pattern));
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
