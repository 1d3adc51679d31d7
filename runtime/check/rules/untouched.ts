import { DEFAULT_PAGE_TITLE, isDefaultOption } from '../../schema/default-words.ts';
import type { FormField } from '../../schema/field.ts';
import { toPointer } from '../../schema/pointer.ts';
import type { CheckRule } from '../check-context.ts';
import { wordsIn } from '../page-words.ts';
import { problem } from '../problem.ts';

const PAGE_TITLES: readonly string[] = Object.values(DEFAULT_PAGE_TITLE);

/** Words that the designer began with and nobody changed, where people will read them. */
export const untouched: CheckRule = function* untouched({ scenario, nodes }) {
  for (const [id, { title = `@${id}` }] of Object.entries(scenario.pages)) {
    if (PAGE_TITLES.includes(wordsIn(scenario, title, 'zh-CN'))) yield problem('SCN_PAGE_TITLE_DEFAULT', { path: toPointer(['pages', id, 'title']) }, { page: wordsIn(scenario, title, 'zh-CN'), pageEn: wordsIn(scenario, title, 'en') });
  }
  for (const { flow, id, node } of nodes) {
    const { fields } = node.config as { readonly fields?: readonly FormField[] };
    for (const [index, field] of (Array.isArray(fields) ? fields : []).entries()) {
      const words = (Array.isArray(field?.enum) ? (field.enum as readonly (string | number)[]) : []).map((value) => wordsIn(scenario, `@${id}.${field.id}.${value}`, 'zh-CN') || String(value));
      const title = wordsIn(scenario, field?.title ?? `@${id}.${field?.id}`, 'zh-CN') || field?.id;
      if (words.length > 0 && words.every(isDefaultOption)) yield problem('SCN_FORM_OPTIONS_DEFAULT', { flow, node: id, path: toPointer(['flows', flow, 'nodes', id, 'config', 'fields', index, 'enum']) }, { field: title });
    }
  }
};
