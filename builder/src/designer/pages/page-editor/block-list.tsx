import { ArrowDown, ArrowUp, GripVertical, Trash2 } from 'lucide-react';
import type { DragEvent, KeyboardEvent } from 'react';
import type { Block } from '../../../../../runtime/schema/page-block.ts';
import { useTexts } from '../../../text/locale.tsx';
import { IconButton } from '../../../ui/button.tsx';
import type { PageDesk } from './page-desk.ts';
import { moveBlock } from './page-edits.ts';
import { pageEditorTexts } from './page-editor-text.ts';

const MOVED = 'application/x-page-block';

export interface BlockListProps {
  readonly desk: PageDesk;
  readonly blocks: readonly Block[];
  readonly chosen: number;
  readonly onChoose: (index: number) => void;
}

function nameOf(desk: PageDesk, block: Block): string {
  if (block.block === 'tile') return desk.words(block.tile.title, `${desk.id}.${block.tile.id}`) || block.id;
  if ('text' in block) return desk.words(block.text, '') || block.id;
  return desk.words(block.title, `${desk.id}.${block.id}`) || desk.datasetTitle(block.dataset);
}

/** The blocks in their order: dragged, or moved with Alt and the arrows, or with the buttons. */
export function BlockList({ desk, blocks, chosen, onChoose }: BlockListProps) {
  const text = useTexts(pageEditorTexts);
  const move = (from: number, to: number) => {
    const next = moveBlock(blocks, from, to);
    if (next === blocks) return;
    desk.putBlocks(text.moved, next);
    onChoose(to);
  };
  const remove = (index: number) => {
    const block = blocks[index];
    if (block === undefined) return;
    desk.putBlocks(text.removed(nameOf(desk, block)), blocks.toSpliced(index, 1));
    onChoose(Math.max(0, index - 1));
  };
  const keys = (event: KeyboardEvent, index: number) => {
    const act = event.altKey && event.key === 'ArrowUp' ? () => move(index, index - 1) : event.altKey && event.key === 'ArrowDown' ? () => move(index, index + 1) : event.key === 'Delete' ? () => remove(index) : undefined;
    if (act === undefined || desk.readOnly) return;
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
      {blocks.map((block, index) => {
        const name = nameOf(desk, block);
        return (
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- a drop target; every block has keys and buttons
          <li key={block.id} data-on={index === chosen} data-problem={desk.problemsAt(['blocks', index], true).some(({ severity }) => severity === 'error')} onDragOver={(event) => event.preventDefault()} onDrop={(event) => drop(event, index)}>
            {desk.readOnly ? null : <span className="block-grip" draggable aria-hidden="true" onDragStart={(event) => event.dataTransfer.setData(MOVED, String(index))}><GripVertical size={13} /></span>}
            <button type="button" className="block-name" {...(index === chosen ? { 'aria-current': 'true' as const } : {})} onClick={() => onChoose(index)} onKeyDown={(event) => keys(event, index)}>
              <b>{name}</b>
              <em>{text[`k_${block.block}`]}</em>
              <span className="ui-hidden">{text.position(index + 1, blocks.length)}</span>
            </button>
            {index !== chosen || desk.readOnly ? null : (
              <span className="block-tools">
                <IconButton size="small" label={text.up} isDisabled={index === 0} icon={<ArrowUp size={13} aria-hidden="true" />} onPress={() => move(index, index - 1)} />
                <IconButton size="small" label={text.down} isDisabled={index === blocks.length - 1} icon={<ArrowDown size={13} aria-hidden="true" />} onPress={() => move(index, index + 1)} />
                <IconButton size="small" label={text.remove} icon={<Trash2 size={13} aria-hidden="true" />} onPress={() => remove(index)} />
              </span>
            )}
          </li>
        );
      })}
    </ol>
  );
}
