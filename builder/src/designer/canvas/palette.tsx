import { ChevronDown, ChevronRight, ListTree, Search, Shapes } from 'lucide-react';
import { useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { Link } from 'wouter';
import type { NodeTypeItem } from '../../../../server/api/scenario.ts';
import { useLocalText, useTexts } from '../../text/locale.tsx';
import { CategoryTile } from '../../ui/category-tile.tsx';
import { KeyHint } from '../../ui/chip.tsx';
import { SegmentedControl } from '../../ui/choice.tsx';
import { ErrorState, Skeleton } from '../../ui/states.tsx';
import { PluginsPage } from '../app/pages.ts';
import { useNodeTypes } from '../document/catalogue.ts';
import { canvasTexts } from './canvas-text.ts';
import { CATEGORIES, categoryName } from './category-names.ts';
import { useCommands } from './commands.tsx';
import { Outline } from './outline.tsx';

/** Drag type of a palette entry. */
export const NODE_DRAG = 'application/x-scenario-node';

function PaletteItem({ type }: { readonly type: NodeTypeItem }) {
  const local = useLocalText();
  const commands = useCommands();
  return (
    <li>
      <button
        type="button"
        className="palette-item"
        draggable={!commands.readOnly}
        disabled={commands.readOnly}
        title={local(type.summary)}
        onDragStart={(event) => {
          event.dataTransfer.setData(NODE_DRAG, type.type);
          event.dataTransfer.effectAllowed = 'copy';
        }}
        onClick={() => commands.add(type.type, { at: { x: 0, y: 0 } })}
      >
        <CategoryTile category={type.category} icon={type.icon} size="small" />
        <span>{local(type.title)}</span>
      </button>
    </li>
  );
}

function PaletteGroup({ category, types }: { readonly category: string; readonly types: readonly NodeTypeItem[] }) {
  const text = useTexts(canvasTexts);
  const [open, setOpen] = useState(true);
  return (
    <section className="palette-group">
      <h2>
        <AriaButton className="palette-head" aria-expanded={open} onPress={() => setOpen(!open)}>
          {open ? <ChevronDown size={14} aria-hidden="true" /> : <ChevronRight size={14} aria-hidden="true" />}
          {categoryName(text, category)}
          <em>{types.length}</em>
        </AriaButton>
      </h2>
      {open ? (
        <ul>
          {types.map((type) => (
            <PaletteItem key={type.type} type={type} />
          ))}
        </ul>
      ) : null}
    </section>
  );
}

function TypeList() {
  const types = useNodeTypes();
  if (types.query.isPending) return <Skeleton rows={8} />;
  if (types.query.isError) return <ErrorState error={types.query.error} onRetry={() => void types.query.refetch()} />;
  return CATEGORIES.map((category) => {
    const list = types.list.filter((type) => type.category === category);
    return list.length === 0 ? null : <PaletteGroup key={category} category={category} types={list} />;
  });
}

/** Left of the canvas: what can be added, or the flow as a list. */
export function Palette() {
  const text = useTexts(canvasTexts);
  const types = useNodeTypes();
  const commands = useCommands();
  const [view, setView] = useState('types');
  const plugins = new Set(types.list.flatMap((type) => type.plugin ?? [])).size;
  return (
    <aside className="palette" aria-label={text.palette} data-region="" tabIndex={-1}>
      <button
        type="button"
        className="palette-search"
        disabled={commands.readOnly}
        onClick={(event) => {
          const box = event.currentTarget.getBoundingClientRect();
          commands.quickAdd({ at: { x: box.left, y: box.bottom + 4 } });
        }}
      >
        <Search size={16} strokeWidth={1.75} aria-hidden="true" />
        <span className="ui-grow">{text.paletteSearch}</span>
        <KeyHint keys="/" />
      </button>
      <div className="palette-views">
        <SegmentedControl
          size="small"
          label={text.palette}
          value={view}
          onChange={setView}
          options={[
            { id: 'types', label: <><Shapes size={12} aria-hidden="true" />{text.palette}</> },
            { id: 'outline', label: <><ListTree size={12} aria-hidden="true" />{text.outline}</> },
          ]}
        />
      </div>
      <div className="palette-body">{view === 'types' ? <TypeList /> : <Outline />}</div>
      {plugins === 0 ? null : (
        <div className="palette-foot">
          <span className="ui-grow">{text.plugins(plugins)}</span>
          {PluginsPage === undefined ? null : <Link href="/plugins">{text.manage}</Link>}
        </div>
      )}
    </aside>
  );
}
