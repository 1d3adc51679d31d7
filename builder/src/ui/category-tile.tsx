import './chip.css';
import { Icon } from './icon.tsx';

/** What a node is about; each has its own colour and shape, so hue never stands alone. */
export type TileCategory = 'start' | 'data' | 'rule' | 'form' | 'human' | 'flow' | 'output';

const CATEGORIES: readonly string[] = ['start', 'data', 'rule', 'form', 'human', 'flow', 'output'];

export function tileCategory(text: string): TileCategory {
  return CATEGORIES.includes(text) ? (text as TileCategory) : 'flow';
}

/** Decorative: the word beside it carries the meaning. `icon` is a lucide name such as `file-search`. */
export function CategoryTile({ category, icon, size = 'medium' }: { readonly category: string; readonly icon: string; readonly size?: 'medium' | 'small' }) {
  return (
    <span className="ui-tile" data-category={tileCategory(category)} data-size={size} aria-hidden="true">
      <Icon name={icon} />
    </span>
  );
}
