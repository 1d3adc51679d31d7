import { MASKS, type Mask } from '../../../../../runtime/schema/field.ts';
import type { RowsBlock } from '../../../../../runtime/schema/page-block.ts';
import { useTexts } from '../../../text/locale.tsx';
import { Select } from '../../../ui/select.tsx';
import { EntryFrame } from '../../panel/entries/entry-frame.tsx';
import type { PageDesk } from './page-desk.ts';
import { patched } from './page-edits.ts';
import { pageEditorTexts } from './page-editor-text.ts';

const BARE = '';

/** How the chosen columns about persons are shown in a block; what the dataset masks stays masked. */
export function MaskPart({ desk, block, onChange }: { readonly desk: PageDesk; readonly block: RowsBlock; readonly onChange: (next: RowsBlock) => void }) {
  const text = useTexts(pageEditorTexts);
  const personal = desk.columnsOf(block.dataset).filter((column) => block.columns.includes(column.id) && desk.personalMask(block.dataset, column) !== undefined);
  if (personal.length === 0) return null;
  const set = (id: string, mask: Mask | undefined) => {
    const masks = patched<Record<string, Mask>>(block.masks ?? {}, { [id]: mask });
    onChange(patched(block, { masks: Object.keys(masks).length === 0 ? undefined : masks }));
  };
  return (
    <EntryFrame title={text.masks} help={text.masksNote}>
      {personal.map((column) => {
        const title = desk.columnTitle(block.dataset, column);
        if (column.mask !== undefined) return <p key={column.id} className="ui-quiet">{text.maskedByDataset(title, text[`mask_${column.mask}`])}</p>;
        return <Select key={column.id} label={title} isDisabled={desk.readOnly} value={block.masks?.[column.id] ?? BARE} options={[...MASKS.map((id) => ({ id, label: text[`mask_${id}`] })), { id: BARE, label: text.maskNone }]} onChange={(id) => set(column.id, MASKS.find((mask) => mask === id))} />;
      })}
    </EntryFrame>
  );
}
