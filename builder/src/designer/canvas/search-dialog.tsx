/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a list that filters while typing has no HTML element; this is the combobox pattern of ARIA */
import { useState, type KeyboardEvent } from 'react';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { CategoryTile } from '../../ui/category-tile.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useNodeTypes } from '../document/catalogue.ts';
import { useDocument } from '../document/document-context.tsx';
import { nodeTitle } from '../document/scenario-text.ts';
import { canvasTexts } from './canvas-text.ts';
import { useCommands } from './commands.tsx';

interface Found {
  readonly key: string;
  readonly words: string;
  readonly end: string;
  readonly tile?: { readonly category: string; readonly icon: string };
  readonly run: () => void;
}

export interface SearchDialogProps {
  readonly onClose: () => void;
  /** Commands beside the nodes. */
  readonly actions: readonly { readonly id: string; readonly label: string; readonly keys: string; readonly run: () => void }[];
}

/** ⌘K: every node of every flow and every command, by name or id. */
export function SearchDialog({ onClose, actions }: SearchDialogProps) {
  const text = useTexts(canvasTexts);
  const { locale } = useLocale();
  const { scenario, openFlow } = useDocument();
  const types = useNodeTypes();
  const commands = useCommands();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const all: readonly Found[] = [
    ...Object.entries(scenario.flows).flatMap(([flow, body]) =>
      Object.entries(body.nodes).map(([id, node]): Found => {
        const type = types.get(node.type);
        return {
          key: `${flow}/${id}`,
          words: nodeTitle(scenario, flow, id, locale),
          end: id,
          tile: { category: type?.category ?? 'flow', icon: type?.icon ?? 'puzzle' },
          run: () => {
            openFlow(flow);
            setTimeout(() => commands.goTo(id), 0);
          },
        };
      }),
    ),
    ...actions.map((action): Found => ({ key: action.id, words: action.label, end: action.keys, run: action.run })),
  ];
  const wanted = typed.trim().toLowerCase();
  const found = all.filter((item) => `${item.words} ${item.end}`.toLowerCase().includes(wanted)).slice(0, 60);
  const chosen = found[Math.min(at, found.length - 1)];
  const run = (item: Found): void => {
    onClose();
    item.run();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (event.key === 'Enter' && chosen !== undefined) run(chosen);
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    setAt((Math.min(at, found.length - 1) + (event.key === 'ArrowDown' ? 1 : -1) + found.length) % Math.max(1, found.length));
  };
  return (
    <Dialog title={text.searchTitle} open onClose={onClose}>
      <input
        className="ui-input"
        role="combobox"
        aria-expanded="true"
        aria-controls="search-list"
        aria-activedescendant={chosen === undefined ? undefined : `search-${chosen.key}`}
        aria-label={text.searchHint}
        placeholder={text.searchHint}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
        ref={(input) => input?.focus()}
      />
      <div id="search-list" role="listbox" aria-label={text.searchTitle} className="quick-add-list">
        {found.map((item) => (
          <div key={item.key} id={`search-${item.key}`} role="option" tabIndex={-1} aria-selected={item === chosen} className="quick-add-item" onMouseDown={() => run(item)}>
            {item.tile === undefined ? null : <CategoryTile {...item.tile} size="small" />}
            <span className="ui-grow">{item.words}</span>
            <em>{item.end}</em>
          </div>
        ))}
      </div>
      {found.length === 0 ? <p className="ui-list-empty">{text.searchEmpty}</p> : null}
    </Dialog>
  );
}
