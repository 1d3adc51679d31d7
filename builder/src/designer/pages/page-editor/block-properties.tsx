import { ROW_VIEWS, VIEW_PARTS, isRowsBlock, type Block, type ButtonBlock, type PlacingPart, type RowsBlock } from '../../../../../runtime/schema/page-block.ts';
import { useTexts } from '../../../text/locale.tsx';
import { Checkbox } from '../../../ui/choice.tsx';
import { ProblemLine } from '../../formula/formula-input.tsx';
import { EntryFrame } from '../../panel/entries/entry-frame.tsx';
import { NameLine } from '../../rename/rename-button.tsx';
import { renameTexts } from '../../rename/rename-text.ts';
import { columnFacts, columnOptions, datasetOptions, pageOptions } from './desk-options.ts';
import { MaskPart } from './mask-part.tsx';
import type { PageDesk } from './page-desk.ts';
import { patched, withColumns, withDataset, withView } from './page-edits.ts';
import { pageEditorTexts } from './page-editor-text.ts';
import { ChoicePart, PartGroup, roleOptions, TextPart, TickPart, WherePart } from './property-parts.tsx';
import { TileProperties } from './tile-properties.tsx';

interface Props<B extends Block> {
  readonly desk: PageDesk;
  readonly block: B;
  readonly index: number;
}

const some = (values: readonly string[]): string[] | undefined => (values.length === 0 ? undefined : [...values]);

/** By which columns a view places its rows; only columns that can are offered. */
function PlacingParts({ desk, block, onChange }: { readonly desk: PageDesk; readonly block: RowsBlock; readonly onChange: (what: string, next: RowsBlock) => void }) {
  const text = useTexts(pageEditorTexts);
  const part = (name: PlacingPart, more: { readonly none?: string; readonly quiet?: boolean } = {}) => {
    const options = columnOptions(desk, block.dataset, name, block[name]);
    if (options.length === 0 && more.quiet === true) return null;
    return options.length === 0 ? (
      <EntryFrame key={name} title={text[name]}><p className="entry-help">{text.noFitting(text[name])}</p></EntryFrame>
    ) : (
      <ChoicePart key={name} desk={desk} label={text[name]} value={block[name]} options={options} {...(more.none === undefined ? {} : { none: more.none })} onChange={(id) => onChange(text[name], patched(block, name === 'place' && id !== undefined ? { place: id, lng: undefined, lat: undefined } : { [name]: id }))} />
    );
  };
  if (block.block !== 'map') return VIEW_PARTS[block.block].map((name) => part(name));
  return <>{part('place', { none: text.placeApart, quiet: true })}{block.place === undefined ? VIEW_PARTS.map.map((name) => part(name)) : null}</>;
}

function RowsProperties({ desk, block, index }: Props<RowsBlock>) {
  const text = useTexts(pageEditorTexts);
  const put = (what: string, next: RowsBlock) => desk.set(what, ['blocks', index], next);
  const columns = columnOptions(desk, block.dataset);
  const rolesPart = (part: 'move' | 'export', note: string) => <TickPart desk={desk} label={text[part]} note={note} value={block[part] ?? []} options={roleOptions(desk)} onChange={(ids) => put(text[part], patched(block, { [part]: some(ids) }))} />;
  return (
    <>
      <TextPart desk={desk} label={text.title} inside={['blocks', index, 'title']} value={block.title} textKey={`${desk.id}.${block.id}`} />
      <ChoicePart desk={desk} label={text.view} value={block.block} options={ROW_VIEWS.map((id) => ({ id, label: text[`k_${id}`] }))} onChange={(id) => put(text.view, withView(block, ROW_VIEWS.find((view) => view === id) ?? block.block, columnFacts(desk, block.dataset)))} />
      <ChoicePart desk={desk} label={text.dataset} value={block.dataset} options={datasetOptions(desk)} onChange={(id) => put(text.dataset, withDataset(block, id ?? block.dataset, columnFacts(desk, id ?? block.dataset)))} />
      <PlacingParts desk={desk} block={block} onChange={put} />
      <TickPart desk={desk} label={text.columns} note={text.columnsNote} value={block.columns} options={columns} onChange={(ids) => { if (ids.length > 0) put(text.columns, withColumns(block, ids, columnFacts(desk, block.dataset))); }} />
      <MaskPart desk={desk} block={block} onChange={(next) => put(text.masks, next)} />
      <WherePart desk={desk} dataset={block.dataset} value={block.where} onChange={(where) => put(text.where, patched(block, { where }))} />
      {block.block === 'record' ? null : (
        <>
          <ChoicePart desk={desk} label={text.order} value={block.order?.column} none={text.orderNone} options={columnOptions(desk, block.dataset, 'order', block.order?.column)} onChange={(column) => put(text.order, patched(block, { order: column === undefined ? undefined : { ...block.order, column } }))} />
          {block.order === undefined ? null : <Checkbox value={block.order.down === true} isDisabled={desk.readOnly} onChange={(down) => put(text.order, { ...block, order: { column: block.order?.column ?? '', ...(down ? { down } : {}) } })}>{text.descending}</Checkbox>}
          <ChoicePart desk={desk} label={text.openRow} value={block.open} none={text.openNone} options={pageOptions(desk)} onChange={(open) => put(text.openRow, patched(block, { open }))} />
        </>
      )}
      {block.block === 'board' ? rolesPart('move', text.moveNote) : null}
      {block.block === 'list' ? rolesPart('export', text.exportNote) : null}
    </>
  );
}

function ButtonProperties({ desk, block, index }: Props<ButtonBlock>) {
  const text = useTexts(pageEditorTexts);
  return (
    <>
      <TextPart desk={desk} label={text.buttonWords} inside={['blocks', index, 'text']} value={block.text} textKey={`${desk.id}.${block.id}`} />
      <ChoicePart desk={desk} label={text.opens} value={block.page} none={text.opensStart} options={pageOptions(desk)} onChange={(page) => desk.set(text.opens, ['blocks', index], patched(block, { page }))} />
    </>
  );
}

/** Everything one block can say, with what is wrong with it. */
export function BlockProperties({ desk, block, index }: Props<Block>) {
  const text = useTexts(pageEditorTexts);
  const words = useTexts(renameTexts);
  return (
    <PartGroup title={text[`k_${block.block}`]}>
      {desk.problemsAt(['blocks', index], true).map((problem) => <ProblemLine key={`${problem.code}.${problem.path ?? ''}.${problem.message.en}`} problem={problem} />)}
      {isRowsBlock(block) ? <RowsProperties desk={desk} block={block} index={index} /> : block.block === 'tile' ? <TileProperties desk={desk} block={block} index={index} /> : block.block === 'button' ? <ButtonProperties desk={desk} block={block} index={index} /> : <TextPart desk={desk} label={text.words} inside={['blocks', index, 'text']} value={block.text} textKey={`${desk.id}.${block.id}`} multiline={block.block === 'text'} />}
      {desk.readOnly ? null : <NameLine label={words.id} named={{ kind: 'blocks', path: [desk.id, block.id] }} />}
    </PartGroup>
  );
}
