/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a list that filters while typing has no HTML element; this is the combobox pattern of ARIA */
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { NodeTypeItem } from '../../../../server/api/scenario.ts';
import { useLocalText, useTexts } from '../../text/locale.tsx';
import { CategoryTile } from '../../ui/category-tile.tsx';
import { useNodeTypes } from '../document/catalogue.ts';
import { canvasTexts } from './canvas-text.ts';
import { categoryName } from './category-names.ts';
import type { QuickAddWish } from './commands.tsx';
import { findTypes, searchEntries, type SearchEntry } from './node-search.ts';
import { recentTypes } from './recent-types.ts';

const WIDTH = 320;
const HEIGHT = 380;

/** Start nodes have no way in; nodes in the middle of an edge need a way out. */
function fits(type: NodeTypeItem, wish: QuickAddWish): boolean {
  if ((wish.from !== undefined || wish.edge !== undefined) && type.category === 'start') return false;
  if (wish.edge !== undefined && type.ports.length === 0) return false;
  return wish.category === undefined || type.category === wish.category;
}

function useEntries(): readonly SearchEntry[] {
  const types = useNodeTypes();
  const [entries, setEntries] = useState<readonly SearchEntry[]>([]);
  useEffect(() => {
    let current = true;
    void searchEntries(types.list).then((found) => (current ? setEntries(found) : undefined));
    return () => {
      current = false;
    };
  }, [types.list]);
  return entries;
}

export interface QuickAddProps {
  readonly wish: QuickAddWish;
  readonly onChoose: (type: string) => void;
  readonly onClose: () => void;
}

/** The list at the pointer: type to filter, arrows, Enter places. */
export function QuickAdd({ wish, onChoose, onClose }: QuickAddProps) {
  const text = useTexts(canvasTexts);
  const local = useLocalText();
  const entries = useEntries();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const composing = useRef(false);
  const recent = useMemo(() => recentTypes(), []);
  const found = useMemo(() => findTypes(entries.filter((entry) => fits(entry.type, wish)), typed, recent), [entries, wish, typed, recent]);
  const chosen = found[Math.min(at, found.length - 1)];
  useEffect(() => {
    if (chosen !== undefined) document.getElementById(`quick-add-${chosen.type}`)?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  const onKeyDown = (event: KeyboardEvent): void => {
    // Enter that confirms an input method's candidate must not place a node; 229 is its key code in Safari.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setAt((Math.min(at, found.length - 1) + step + found.length) % Math.max(1, found.length));
    } else if (event.key === 'Enter' && chosen !== undefined) {
      event.preventDefault();
      onChoose(chosen.type);
    } else if (event.key === 'Escape' || event.key === 'Tab') {
      event.preventDefault();
      event.stopPropagation();
      onClose();
    }
  };
  const left = Math.max(8, Math.min(wish.at.x, window.innerWidth - WIDTH - 8));
  const top = Math.max(8, Math.min(wish.at.y, window.innerHeight - HEIGHT - 8));
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- leaving it by Tab or mouse closes it
    <div className="quick-add" role="dialog" aria-label={wish.edge === undefined ? text.quickAdd : text.quickAddInsert} style={{ left, top, width: WIDTH, maxHeight: HEIGHT }} onBlur={(event) => (event.currentTarget.contains(event.relatedTarget) ? undefined : onClose())}>
      <input
        className="ui-input"
        role="combobox"
        aria-expanded="true"
        aria-controls="quick-add-list"
        aria-activedescendant={chosen === undefined ? undefined : `quick-add-${chosen.type}`}
        aria-label={text.quickAddHint}
        placeholder={text.quickAddHint}
        ref={(input) => input?.focus()}
        defaultValue=""
        onCompositionStart={() => {
          composing.current = true;
        }}
        onCompositionEnd={(event) => {
          composing.current = false;
          setTyped(event.currentTarget.value);
          setAt(0);
        }}
        onChange={(event) => {
          if (composing.current) return;
          setTyped(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id="quick-add-list" role="listbox" aria-label={text.quickAdd} className="quick-add-list">
        {found.map((type) => (
          <div
            key={type.type}
            id={`quick-add-${type.type}`}
            role="option"
            tabIndex={-1}
            aria-selected={type === chosen}
            className="quick-add-item"
            onMouseDown={(event) => {
              event.preventDefault();
              onChoose(type.type);
            }}
          >
            <CategoryTile category={type.category} icon={type.icon} size="small" />
            <span className="ui-grow">
              <b>{local(type.title)}</b>
              <small>{local(type.summary)}</small>
            </span>
            <em>{categoryName(text, type.category)}</em>
          </div>
        ))}
      </div>
      {found.length === 0 && entries.length > 0 ? <p className="ui-list-empty">{text.noType}</p> : null}
    </div>
  );
}
