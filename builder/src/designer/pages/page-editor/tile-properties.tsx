import { Plus, Trash2 } from 'lucide-react';
import type { TileBlock } from '../../../../../runtime/schema/page-block.ts';
import { TILE_KINDS, TILE_UNITS, type Tile } from '../../../../../runtime/schema/tile.ts';
import { useTexts } from '../../../text/locale.tsx';
import { Button, IconButton } from '../../../ui/button.tsx';
import { Select } from '../../../ui/select.tsx';
import { ConditionEditor } from '../../condition/condition-editor.tsx';
import { FormulaInput } from '../../formula/formula-input.tsx';
import { EntryFrame } from '../../panel/entries/entry-frame.tsx';
import { LineInput } from '../../panel/entries/line-input.tsx';
import { GroupingPart } from './grouping-part.tsx';
import { addFigure, FIGURE_KINDS, figureOf, isNumberColumn, removeFigure, withFigure, withUnit, type Figure, type FigureKind } from './measures.ts';
import type { PageDesk } from './page-desk.ts';
import { columnFacts, columnOptions, datasetOptions } from './desk-options.ts';
import { patched } from './page-edits.ts';
import { pageEditorTexts } from './page-editor-text.ts';
import { ChoicePart, TextPart, WherePart } from './property-parts.tsx';

interface TileProps {
  readonly desk: PageDesk;
  readonly tile: Tile;
  readonly at: readonly (string | number)[];
}

const COUNT_SOME = 'count-some';
const ALL_ROWS = 'true';

const choiceOf = ({ kind, source }: Figure): string => (kind === 'count' && source.trim() !== ALL_ROWS ? COUNT_SOME : kind);

/** One shown figure: what is counted or added up, of which column, its title and how its number is written. */
function FigurePart({ desk, tile, at, id }: TileProps & { readonly id: string }) {
  const text = useTexts(pageEditorTexts);
  const put = (what: string, next: Tile) => desk.set(what, at, next);
  const figure = figureOf(tile, id);
  const numbers = desk.columnsOf(tile.dataset).filter(isNumberColumn).map((column) => ({ id: column.id, label: desk.columnTitle(tile.dataset, column) }));
  const title = desk.words(tile.titles?.[id], `${desk.id}.${tile.id}.${id}`);
  const name = title === '' ? id : title;
  const choose = (chosen: string) => {
    if (figure === undefined) return;
    const kind: FigureKind = FIGURE_KINDS.find((one) => one === chosen) ?? 'count';
    if (kind !== 'count') put(text.figure, withFigure(tile, figure, kind, figure.column !== undefined && numbers.some((column) => column.id === figure.column) ? figure.source : `row.${numbers[0]?.id ?? ''}`));
    else put(text.figure, withFigure(tile, figure, 'count', chosen === COUNT_SOME ? '' : ALL_ROWS));
  };
  const kinds = [{ id: 'count', label: text.f_count }, { id: COUNT_SOME, label: text.f_some }, ...(numbers.length === 0 ? [] : (['sum', 'avg', 'median', 'min', 'max'] as const).map((kind) => ({ id: kind, label: text[`f_${kind}`] })))];
  return (
    <fieldset className="page-figure">
      <legend className="ui-hidden">{text.figureOf(name)}</legend>
      <div className="page-figure-head">
        <TextPart desk={desk} label={text.figureTitle} inside={[...at, 'titles', id]} value={tile.titles?.[id]} textKey={`${desk.id}.${tile.id}.${id}`} />
        {desk.readOnly || Object.keys(tile.values).length === 1 ? null : <IconButton size="small" label={text.removeFigure(name)} icon={<Trash2 size={13} aria-hidden="true" />} onPress={() => put(text.removeFigure(name), removeFigure(tile, id))} />}
      </div>
      {figure === undefined ? (
        <EntryFrame title={text.figureFormula} help={text.figureFormulaNote(Object.keys(tile.measures).join('、'))}><LineInput mono label={text.figureFormula} value={tile.values[id] ?? ''} readOnly={desk.readOnly} onCommit={(next) => put(text.figure, { ...tile, values: { ...tile.values, [id]: next } })} /></EntryFrame>
      ) : (
        <>
          <Select label={text.figureKind} isDisabled={desk.readOnly} value={choiceOf(figure)} options={kinds} onChange={choose} />
          {choiceOf(figure) === COUNT_SOME ? <ConditionEditor label={text.f_some} value={figure.source} scope={desk.scopeOf(tile.dataset)} readOnly={desk.readOnly} canTry={false} onChange={(next) => put(text.figure, withFigure(tile, figure, 'count', next))} /> : null}
          {figure.kind === 'count' ? null : figure.column === undefined ? (
            <FormulaInput label={text.figureColumn} value={figure.source} scope={desk.scopeOf(tile.dataset)} readOnly={desk.readOnly} canTry={false} onChange={(next) => put(text.figure, withFigure(tile, figure, figure.kind, next))} />
          ) : <Select label={text.figureColumn} isDisabled={desk.readOnly} placeholder={text.choose} value={figure.column} options={numbers} onChange={(column) => put(text.figure, withFigure(tile, figure, figure.kind, `row.${column}`))} />}
        </>
      )}
      <Select label={text.unit} isDisabled={desk.readOnly} value={tile.units?.[id] ?? 'number'} options={TILE_UNITS.map((unit) => ({ id: unit, label: text[`u_${unit}`] }))} onChange={(unit) => put(text.unit, withUnit(tile, id, TILE_UNITS.find((one) => one === unit)))} />
    </fieldset>
  );
}

/** Every formula of a tile as it is written, for what the choices cannot say. */
function Formulas({ desk, tile, at }: TileProps) {
  const text = useTexts(pageEditorTexts);
  const put = (what: string, next: Tile) => desk.set(what, at, next);
  const line = (label: string, value: string, onCommit: (next: string) => void) => <EntryFrame key={label} title={label}><LineInput mono label={label} value={value} readOnly={desk.readOnly} onCommit={onCommit} /></EntryFrame>;
  return (
    <details className="page-formulas">
      <summary>{text.formulas}</summary>
      {line(text.groupBy, tile.groupBy ?? '', (next) => put(text.groupBy, patched(tile, { groupBy: next.trim() === '' ? undefined : next })))}
      {Object.entries(tile.measures).map(([id, measure]) => line(text.measure(`${id} · ${Object.keys(measure)[0] ?? ''}`), Object.values(measure)[0] ?? '', (next) => put(text.measure(id), { ...tile, measures: { ...tile.measures, [id]: Object.fromEntries(Object.keys(measure).map((kind) => [kind, next])) as typeof measure } })))}
      {Object.entries(tile.values).map(([id, source]) => line(text.value(id), source, (next) => put(text.value(id), { ...tile, values: { ...tile.values, [id]: next } })))}
    </details>
  );
}

/** Everything a figure or chart can say, by choosing; its formulas stay below. */
export function TileProperties({ desk, block, index }: { readonly desk: PageDesk; readonly block: TileBlock; readonly index: number }) {
  const text = useTexts(pageEditorTexts);
  const { tile } = block;
  const at = ['blocks', index, 'tile'];
  const put = (what: string, next: Tile) => desk.set(what, at, next);
  return (
    <>
      <TextPart desk={desk} label={text.title} inside={[...at, 'title']} value={tile.title} textKey={`${desk.id}.${tile.id}`} />
      <ChoicePart desk={desk} label={text.dataset} value={tile.dataset} options={datasetOptions(desk)} onChange={(id) => put(text.dataset, { ...tile, dataset: id ?? tile.dataset })} />
      <section className="page-figures" aria-label={text.figures}>
        <h4>{text.figures}</h4>
        {Object.keys(tile.values).map((id) => <FigurePart key={id} desk={desk} tile={tile} at={at} id={id} />)}
        {desk.readOnly ? null : <Button size="small" icon={<Plus size={13} aria-hidden="true" />} onPress={() => put(text.addFigure, addFigure(tile, text.f_count))}>{text.addFigure}</Button>}
      </section>
      <GroupingPart desk={desk} tile={tile} columns={columnFacts(desk, tile.dataset)} titles={columnOptions(desk, tile.dataset)} onChange={(groupBy) => put(text.groupBy, patched(tile, { groupBy }))} />
      <ChoicePart desk={desk} label={text.tileKind} value={tile.kind ?? (tile.groupBy === undefined ? 'number' : 'bar')} options={TILE_KINDS.map((id) => ({ id, label: text[`t_${id}`] }))} onChange={(id) => put(text.tileKind, patched(tile, { kind: TILE_KINDS.find((kind) => kind === id) }))} />
      <WherePart desk={desk} dataset={tile.dataset} value={tile.where} onChange={(where) => put(text.where, patched(tile, { where }))} />
      <TextPart desk={desk} label={text.definition} inside={[...at, 'definition']} value={tile.definition} textKey={`${desk.id}.${tile.id}.definition`} multiline />
      <Formulas desk={desk} tile={tile} at={at} />
    </>
  );
}
