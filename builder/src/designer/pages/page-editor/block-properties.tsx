import { ROW_VIEWS, VIEW_PARTS, isRowsBlock, type Block, type ButtonBlock, type RowsBlock, type TileBlock } from '../../../../../runtime/schema/page-block.ts';
import { TILE_KINDS, type Measure, type Tile } from '../../../../../runtime/schema/tile.ts';
import { useTexts } from '../../../text/locale.tsx';
import { Checkbox } from '../../../ui/choice.tsx';
import { FormulaInput, ProblemLine } from '../../formula/formula-input.tsx';
import { scenarioText } from '../../document/scenario-text.ts';
import { EntryFrame } from '../../panel/entries/entry-frame.tsx';
import { LineInput } from '../../panel/entries/line-input.tsx';
import { NameLine } from '../../rename/rename-button.tsx';
import { renameTexts } from '../../rename/rename-text.ts';
import type { PageDesk } from './page-desk.ts';
import { MaskPart } from './mask-part.tsx';
import { patched, withColumns, withDataset, withView, type ColumnFact } from './page-edits.ts';
import { pageEditorTexts } from './page-editor-text.ts';
import { ChoicePart, PartGroup, roleOptions, TextPart, TickPart } from './property-parts.tsx';

interface Props<B extends Block> {
  readonly desk: PageDesk;
  readonly block: B;
  readonly index: number;
}

const some = (values: readonly string[]): string[] | undefined => (values.length === 0 ? undefined : [...values]);

function pageOptions({ scenario, locale }: PageDesk) {
  return Object.entries(scenario.pages).map(([id, page]) => ({ id, label: scenarioText(scenario, page.title ?? `@${id}`, locale) ?? id }));
}

function datasetOptions(desk: PageDesk) {
  return Object.keys(desk.scenario.datasets).map((id) => ({ id, label: desk.datasetTitle(id), detail: id }));
}

function columnOptions(desk: PageDesk, dataset: string) {
  return desk.columnsOf(dataset).map((column) => ({ id: column.id, label: desk.columnTitle(dataset, column) }));
}

/** Columns with what is personal of them, as edits need it. */
export function columnFacts(desk: PageDesk, dataset: string): readonly ColumnFact[] {
  return desk.columnsOf(dataset).map((column) => ({ id: column.id, type: column.type, personal: desk.personalMask(dataset, column) }));
}

function WherePart({ desk, dataset, value, onChange }: { readonly desk: PageDesk; readonly dataset: string; readonly value: string | undefined; readonly onChange: (next: string | undefined) => void }) {
  const text = useTexts(pageEditorTexts);
  return <EntryFrame title={text.where} help={text.whereNote}><FormulaInput label={text.where} value={value ?? ''} scope={desk.scopeOf(dataset)} readOnly={desk.readOnly} canTry={false} onChange={(next) => onChange(next.trim() === '' ? undefined : next)} /></EntryFrame>;
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
      {VIEW_PARTS[block.block].map((part) => <ChoicePart key={part} desk={desk} label={text[part]} value={block[part]} options={columns} onChange={(id) => put(text[part], patched(block, { [part]: id }))} />)}
      <TickPart desk={desk} label={text.columns} note={text.columnsNote} value={block.columns} options={columns} onChange={(ids) => { if (ids.length > 0) put(text.columns, withColumns(block, ids, columnFacts(desk, block.dataset))); }} />
      <MaskPart desk={desk} block={block} onChange={(next) => put(text.masks, next)} />
      <WherePart desk={desk} dataset={block.dataset} value={block.where} onChange={(where) => put(text.where, patched(block, { where }))} />
      {block.block === 'record' ? null : (
        <>
          <ChoicePart desk={desk} label={text.order} value={block.order?.column} none={text.orderNone} options={columns} onChange={(column) => put(text.order, patched(block, { order: column === undefined ? undefined : { ...block.order, column } }))} />
          {block.order === undefined ? null : <Checkbox value={block.order.down === true} isDisabled={desk.readOnly} onChange={(down) => put(text.order, { ...block, order: { column: block.order?.column ?? '', ...(down ? { down } : {}) } })}>{text.descending}</Checkbox>}
          <ChoicePart desk={desk} label={text.openRow} value={block.open} none={text.openNone} options={pageOptions(desk)} onChange={(open) => put(text.openRow, patched(block, { open }))} />
        </>
      )}
      {block.block === 'board' ? rolesPart('move', text.moveNote) : null}
      {block.block === 'list' ? rolesPart('export', text.exportNote) : null}
    </>
  );
}

function measureWith(measure: Measure, source: string): Measure {
  return Object.fromEntries(Object.keys(measure).map((kind) => [kind, source])) as Measure;
}

function TileProperties({ desk, block, index }: Props<TileBlock>) {
  const text = useTexts(pageEditorTexts);
  const { tile } = block;
  const put = (what: string, next: Tile) => desk.set(what, ['blocks', index, 'tile'], next);
  const formula = (label: string, value: string, onCommit: (next: string) => void) => <EntryFrame key={label} title={label}><LineInput mono label={label} value={value} readOnly={desk.readOnly} onCommit={onCommit} /></EntryFrame>;
  return (
    <>
      <TextPart desk={desk} label={text.title} inside={['blocks', index, 'tile', 'title']} value={tile.title} textKey={`${desk.id}.${tile.id}`} />
      <TextPart desk={desk} label={text.definition} inside={['blocks', index, 'tile', 'definition']} value={tile.definition} textKey={`${desk.id}.${tile.id}.definition`} multiline />
      <ChoicePart desk={desk} label={text.tileKind} value={tile.kind ?? (tile.groupBy === undefined ? 'number' : 'bar')} options={TILE_KINDS.map((id) => ({ id, label: text[`t_${id}`] }))} onChange={(id) => put(text.tileKind, patched(tile, { kind: TILE_KINDS.find((kind) => kind === id) }))} />
      <ChoicePart desk={desk} label={text.dataset} value={tile.dataset} options={datasetOptions(desk)} onChange={(id) => put(text.dataset, { ...tile, dataset: id ?? tile.dataset })} />
      <WherePart desk={desk} dataset={tile.dataset} value={tile.where} onChange={(where) => put(text.where, patched(tile, { where }))} />
      {formula(text.groupBy, tile.groupBy ?? '', (next) => put(text.groupBy, patched(tile, { groupBy: next.trim() === '' ? undefined : next })))}
      {Object.entries(tile.measures).map(([id, measure]) => formula(text.measure(`${id} · ${Object.keys(measure)[0] ?? ''}`), Object.values(measure)[0] ?? '', (next) => put(text.measure(id), { ...tile, measures: { ...tile.measures, [id]: measureWith(measure, next) } })))}
      {Object.entries(tile.values).map(([id, source]) => formula(text.value(id), source, (next) => put(text.value(id), { ...tile, values: { ...tile.values, [id]: next } })))}
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
