import type { SameShape } from '../../text/catalogue.ts';
import { tileCategory, type TileCategory } from '../../ui/category-tile.tsx';
import type { canvasTexts } from './canvas-text.ts';

export const CATEGORIES: readonly TileCategory[] = ['start', 'data', 'rule', 'form', 'human', 'flow', 'output'];

export function categoryName(text: SameShape<(typeof canvasTexts)['zh-CN']>, category: string): string {
  const names: Readonly<Record<TileCategory, string>> = {
    start: text.categories_start,
    data: text.categories_data,
    rule: text.categories_rule,
    form: text.categories_form,
    human: text.categories_human,
    flow: text.categories_flow,
    output: text.categories_output,
  };
  return names[tileCategory(category)];
}
