import { ArrowDown, ArrowUp, GripVertical, Trash2 } from 'lucide-react';
import type { DragEvent, KeyboardEvent } from 'react';
import { useTexts } from '../../../text/locale.tsx';
import { IconButton } from '../../../ui/button.tsx';
import { pageEditorTexts } from './page-editor-text.ts';

const MOVED = 'application/x-page-block';

/** A block as its list shows it. */
export interface ListedBlock {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly hasError: boolean;
}

export interface BlockListProps {
  readonly blocks: readonly ListedBlock[];
  readonly readOnly: boolean;
  readonly chosen: number;
  readonly onChoose: (index: number) => void;
  readonly onMove: (from: number, to: number) => void;
  readonly onRemove: (index: number, name: string) => void;
}

/** The blocks in their order: dragged, or moved with Alt and the arrows, or with the buttons. */
export function BlockList({ blocks, readOnly, chosen, onChoose, onMove, onRemove }: BlockListProps) {
  const text = useTexts(pageEditorTexts);
  const move = (from: number, to: number) => {
    if (to < 0 || to >= blocks.length || from === to) return;
    onMove(from, to);
    onChoose(to);
  };
  const remove = (index: number) => {
    const block = blocks[index];
    if (block === undefined) return;
    onRemove(index, block.name);
    onChoose(Math.max(0, index - 1));
  };
  const keys = (event: KeyboardEvent, index: number) => {
    const act = event.altKey && event.key === 'ArrowUp' ? () => move(index, index - 1) : event.altKey && event.key === 'ArrowDown' ? () => move(index, index + 1) : event.key === 'Delete' ? () => remove(index) : undefined;
    if (act === undefined || readOnly) return;
    event.preventDefault();
    act();
  };
  const drop = (event: DragEvent, at: number) => {
    event.preventDefault();
    const from = event.dataTransfer.getData(MOVED);
    if (from !== '') move(Number(from), at);
  };
  if (blocks.length === 0) return <p className="ui-quiet page-none">{text.noBlocks}</p>;
  return (
    <ol className="block-list">
      {blocks.map((block, index) => (
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- a drop target; every block has keys and buttons
          <li key={block.id} data-on={index === chosen} data-problem={block.hasError} onDragOver={(event) => event.preventDefault()} onDrop={(event) => drop(event, index)}>
            {readOnly ? null : <span className="block-grip" draggable aria-hidden="true" onDragStart={(event) => event.dataTransfer.setData(MOVED, String(index))}><GripVertical size={13} /></span>}
            <button type="button" className="block-name" {...(index === chosen ? { 'aria-current': 'true' as const } : {})} onClick={() => onChoose(index)} onKeyDown={(event) => keys(event, index)}>
              <b>{block.name}</b>
              <em>{block.kind}</em>
              <span className="ui-hidden">{text.position(index + 1, blocks.length)}</span>
            </button>
            {index !== chosen || readOnly ? null : (
              <span className="block-tools">
                <IconButton size="small" label={text.up} isDisabled={index === 0} icon={<ArrowUp size={13} aria-hidden="true" />} onPress={() => move(index, index - 1)} />
                <IconButton size="small" label={text.down} isDisabled={index === blocks.length - 1} icon={<ArrowDown size={13} aria-hidden="true" />} onPress={() => move(index, index + 1)} />
                <IconButton size="small" label={text.remove} icon={<Trash2 size={13} aria-hidden="true" />} onPress={() => remove(index)} />
              </span>
            )}
          </li>
      ))}
    </ol>
  );
}
