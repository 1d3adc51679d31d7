import type { Locale } from '../../../runtime/schema/text.ts';

/** One feature's texts: zh-CN is the source of keys, en must have every one. A value may be a function of its facts. */
export type Texts = Readonly<Record<string, string | ((...facts: never[]) => string)>>;

/** The same keys with the same function shapes. */
export type SameShape<Source extends Texts> = {
  readonly [Key in keyof Source]: Source[Key] extends (...facts: infer Facts) => string ? (...facts: Facts) => string : string;
};

export interface Catalogue<Source extends Texts> {
  readonly 'zh-CN': Source;
  readonly en: SameShape<Source>;
}

/**
 * Declares the texts of one feature. A key that is missing in English does not compile.
 * @example const texts = defineTexts({ save: '保存', rows: (n: number) => `${n} 行` }, { save: 'Save', rows: (n) => `${n} rows` })
 */
export function defineTexts<const Source extends Texts>(zh: Source, en: SameShape<Source>): Catalogue<Source> {
  return { 'zh-CN': zh, en };
}

export function isLocale(value: unknown): value is Locale {
  return value === 'zh-CN' || value === 'en';
}
