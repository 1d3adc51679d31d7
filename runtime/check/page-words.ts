import { titleIn } from '../schema/dataset-words.ts';
import { isRowsBlock, type Block } from '../schema/page-block.ts';
import type { Scenario } from '../schema/scenario.ts';
import type { Locale } from '../schema/text.ts';
import type { CheckContext } from './check-context.ts';

/** What the editor calls each kind of block. */
const KINDS: Readonly<Record<Block['block'], readonly [zh: string, en: string]>> = {
  heading: ['标题', 'Heading'], text: ['文字', 'Text'], tile: ['指标或图表', 'Figure or chart'], list: ['列表', 'List'], board: ['看板', 'Board'], calendar: ['日历', 'Calendar'], map: ['地图', 'Map'], record: ['记录详情', 'One record'], button: ['按钮', 'Button'],
};

/** A text reference in words; empty when its key has none. */
export function wordsIn({ texts }: Pick<Scenario, 'texts'>, reference: string, locale: Locale): string {
  if (!reference.startsWith('@')) return reference;
  const entry = Object.hasOwn(texts, reference.slice(1)) ? texts[reference.slice(1)] : undefined;
  return entry?.[locale] ?? entry?.['zh-CN'] ?? '';
}

/** The title of a page in both languages, for a message. */
export function pageWords(scenario: Scenario, id: string): { readonly page: string; readonly pageEn: string } {
  const title = scenario.pages[id]?.title ?? `@${id}`;
  return { page: wordsIn(scenario, title, 'zh-CN') || id, pageEn: wordsIn(scenario, title, 'en') || id };
}

function nameOf({ scenario, env }: CheckContext, page: string, block: Block, locale: Locale): string {
  const kind = KINDS[block.block][locale === 'en' ? 1 : 0];
  if (block.block === 'tile') return wordsIn(scenario, block.tile.title ?? `@${page}.${block.tile.id}`, locale) || kind;
  if (!isRowsBlock(block)) return wordsIn(scenario, block.text, locale).slice(0, 40) || kind;
  const own = wordsIn(scenario, block.title ?? `@${page}.${block.id}`, locale);
  if (own !== '') return own;
  const dataset = Object.hasOwn(scenario.datasets, block.dataset) ? scenario.datasets[block.dataset] : undefined;
  const definition = dataset && ('own' in dataset ? dataset.own : env.catalogue[dataset.use]);
  const title = definition === undefined ? block.dataset : wordsIn(scenario, titleIn(definition, locale), locale) || block.dataset;
  return locale === 'en' ? `${kind} (${title})` : `${kind}（${title}）`;
}

/** What people call a block, in both languages, for a message: its title, else its kind and what it shows. */
export function blockWords(context: CheckContext, page: string, block: Block): { readonly block: string; readonly blockEn: string } {
  return { block: nameOf(context, page, block, 'zh-CN'), blockEn: nameOf(context, page, block, 'en') };
}
