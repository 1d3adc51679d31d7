import { BASIS_LEVEL_WORDS } from '../../../runtime/schema/basis-words.ts';
import type { Basis } from '../../../runtime/schema/basis.ts';
import type { Scenario } from '../../../runtime/schema/scenario.ts';
import type { Locale } from '../../../runtime/schema/text.ts';
import type { Reason } from '../../api/portal.ts';
import { textOf } from '../texts.ts';

const YOUNGER: Readonly<Record<Locale, string>> = { 'zh-CN': '此依据在办理之后才生效', en: 'Came into force after this case was filed' };
const INVENTED: Readonly<Record<Locale, string>> = { 'zh-CN': '示例设定，不是真实规定', en: 'An assumption of the example, not a real rule' };

/** Flags what a reader must know: the ground is younger than the case, or is no real ground at all. */
function flagOf(basis: Basis, asOf: string, locale: Locale): string | undefined {
  if (basis.level === 'invented') return INVENTED[locale];
  return basis.from !== undefined && basis.from > asOf.slice(0, 10) ? YOUNGER[locale] : undefined;
}

/** The grounds by key, with their level in words; unknown keys are left out. */
export function basisLines(scenario: Scenario, keys: readonly string[], asOf: string, locale: Locale): Reason['bases'] {
  return keys.flatMap((key) => {
    const basis = Object.hasOwn(scenario.bases, key) ? scenario.bases[key] : undefined;
    if (!basis) return [];
    const flag = flagOf(basis, asOf, locale);
    return [{
      title: textOf(scenario, basis.title, locale),
      ...(basis.article ? { article: basis.article } : {}),
      level: basis.level,
      levelTitle: BASIS_LEVEL_WORDS[basis.level][locale],
      ...(basis.from ? { from: basis.from } : {}),
      ...(basis.url ? { url: basis.url } : {}),
      ...(flag ? { flag } : {}),
    }];
  });
}
