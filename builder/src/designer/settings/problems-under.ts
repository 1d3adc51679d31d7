import type { Diagnostic } from '../../../../runtime/schema/diagnostic.ts';
import type { Locale } from '../../../../runtime/schema/text.ts';
import type { Change } from '../document/change.ts';
import type { OutsideProblem } from '../formula/formula-input.tsx';

/** Problems whose place is this pointer (or lies below it), as the editors show them, each with its repair. */
export function problemsUnder(diagnostics: readonly Diagnostic[], path: string, deep: boolean, locale: Locale, repair: (label: string, changes: readonly Change[]) => void): readonly OutsideProblem[] {
  return diagnostics.filter((one) => one.severity !== 'info' && (one.place.path === path || (deep && one.place.path.startsWith(`${path}/`)))).map((one) => ({
    code: one.code,
    path: one.place.path,
    severity: one.severity === 'error' ? 'error' : 'warning',
    from: one.place.from ?? 0,
    to: one.place.to ?? 0,
    message: one.message,
    ...(one.fix === undefined ? {} : { repair: { title: one.fix.title[locale], run: () => repair(one.fix?.title[locale] ?? '', one.fix?.edits ?? []) } }),
  }));
}
