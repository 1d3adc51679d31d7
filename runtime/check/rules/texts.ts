import type { Diagnostic } from '../../schema/diagnostic.ts';
import { toPointer, type PointerSegment } from '../../schema/pointer.ts';
import { isUntranslated, LOCALES } from '../../schema/text.ts';
import type { CheckRule } from '../check-context.ts';
import { problem } from '../problem.ts';
import { placeOf } from './shape.ts';

interface TextRef {
  readonly key: string;
  readonly path: string;
}

/** Every `"@key"` in the document with its place; `texts` itself is not searched. */
function textRefs(document: object): readonly TextRef[] {
  const found: TextRef[] = [];
  const path: PointerSegment[] = [];
  const search = (value: unknown): void => {
    if (typeof value === 'string') {
      if (value.startsWith('@') && !value.startsWith('@"') && value.length > 1) found.push({ key: value.slice(1), path: toPointer(path) });
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, item] of Object.entries(value)) {
        if (path.length === 0 && key === 'texts') continue;
        path.push(key);
        search(item);
        path.pop();
      }
    }
  };
  search(document);
  return found;
}

function missingLocales(key: string, entry: Readonly<Record<string, string | undefined>>): readonly Diagnostic[] {
  return LOCALES.filter((locale) => !entry[locale]?.trim()).map((locale) => {
    const there = LOCALES.find((other) => entry[other]?.trim());
    return problem('SCN_SCHEMA_TEXT_LOCALE', { path: toPointer(['texts', key]) }, { key, locale, ...(there === undefined ? {} : { words: entry[there] ?? '' }) }, there === undefined ? undefined : {
      title: locale === 'en' ? { 'zh-CN': '英文先用中文代替', en: 'Use the Chinese for now' } : { 'zh-CN': '中文先用英文代替', en: 'Use the English for now' },
      edits: [{ path: toPointer(['texts', key, locale]), value: entry[there] }],
    });
  });
}

/** Ids whose texts may be looked up without a reference: `<node>.<field>`, `<node>.<rule>`, `<list>.<item>`, `<page>.<tile>` and deeper. */
function implicitOwners(scenario: Parameters<CheckRule>[0]['scenario']): ReadonlySet<string> {
  return new Set([
    ...Object.values(scenario.flows).flatMap((flow) => Object.keys(flow.nodes)),
    ...Object.keys(scenario.lists), ...Object.keys(scenario.pages), ...Object.keys(scenario.datasets), ...Object.keys(scenario.parameters), 'stage', 'outcome', 'role', 'tag',
  ]);
}

/** Texts exist in every locale, and every reference finds one. */
export const texts: CheckRule = function* texts({ scenario }) {
  const used = new Set<string>();
  for (const { key, path } of textRefs(scenario)) {
    used.add(key);
    if (!Object.hasOwn(scenario.texts, key)) {
      yield problem('SCN_SCHEMA_TEXT_UNKNOWN', placeOf(path), { key }, {
        title: { 'zh-CN': '新建这条文字', en: 'Create this text' },
        edits: [{ path: toPointer(['texts', key]), value: { 'zh-CN': key, en: key } }],
      });
    }
  }
  const owners = implicitOwners(scenario);
  for (const [key, entry] of Object.entries(scenario.texts)) {
    yield* missingLocales(key, entry);
    if (!used.has(key) && !owners.has(key.split('.')[0] ?? '')) {
      yield problem('SCN_SCHEMA_TEXT_UNUSED', { path: toPointer(['texts', key]) }, { key }, {
        title: { 'zh-CN': '删掉这条文字', en: 'Delete this text' }, edits: [{ path: toPointer(['texts', key]) }],
      });
    }
  }
  const untranslated = Object.values(scenario.texts).filter(isUntranslated).length;
  if (untranslated > 0) yield problem('SCN_SCHEMA_TEXT_UNTRANSLATED', { path: '/texts' }, { count: untranslated });
};
