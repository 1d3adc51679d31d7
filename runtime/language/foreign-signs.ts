import { diagnostic } from './diagnostics.ts';
import type { FeelDiagnostic } from './diagnostics.ts';
import { skipLiteral } from './full-width.ts';

/** What spreadsheets and other languages write, and what this one wants. None of it has a meaning here that anyone could intend. */
const SIGNS: readonly (readonly [string, string])[] = [['==', '='], ['=>', '>='], ['=<', '<='], ['<>', '!='], ['&&', 'and'], ['||', 'or']];
/** `function<> -> number` is a type. */
const TYPE_BEFORE = /function\s*$/;

/** One finding, with its fix, per sign of another language outside texts and comments. */
export function findForeignSigns(source: string): FeelDiagnostic[] {
  const found: FeelDiagnostic[] = [];
  for (let i = 0; i < source.length; ) {
    const next = skipLiteral(source, i);
    if (next > i) {
      i = next;
      continue;
    }
    const [sign, use] = signAt(source, i) ?? [];
    if (sign !== undefined && use !== undefined) found.push({ ...diagnostic('SCN_RULE_FOREIGN_SIGN', [i, i + sign.length], { found: sign, use }), fix: { from: i, to: i + sign.length, text: use } });
    i += sign?.length ?? 1;
  }
  return found;
}

function signAt(source: string, at: number): readonly [string, string] | undefined {
  const known = SIGNS.find(([sign]) => source.startsWith(sign, at));
  return known?.[0] === '<>' && TYPE_BEFORE.test(source.slice(0, at)) ? undefined : known;
}
