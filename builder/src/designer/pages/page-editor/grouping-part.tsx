import type { Tile } from '../../../../../runtime/schema/tile.ts';
import { useTexts } from '../../../text/locale.tsx';
import type { Option } from '../../../ui/select.tsx';
import { DAY_STEPS, groupingFormula, isDayColumn, isGroupColumn, readGrouping } from './measures.ts';
import type { PageDesk } from './page-desk.ts';
import type { ColumnFact } from './page-edits.ts';
import { pageEditorTexts } from './page-editor-text.ts';
import { ChoicePart } from './property-parts.tsx';

const FORMULA = 'ƒ';

export interface GroupingProps {
  readonly desk: PageDesk;
  readonly tile: Tile;
  readonly columns: readonly ColumnFact[];
  readonly titles: readonly Option[];
  readonly onChange: (groupBy: string | undefined) => void;
}

/** What rows are grouped by: a column, and for days the year, the month or the day. */
export function GroupingPart({ desk, tile, columns, titles, onChange }: GroupingProps) {
  const text = useTexts(pageEditorTexts);
  const source = tile.groupBy;
  const grouping = source === undefined ? undefined : readGrouping(source);
  const offered = titles.filter(({ id }) => { const column = columns.find((one) => one.id === id); return id === grouping?.column || (column !== undefined && isGroupColumn(column)); });
  const chosen = columns.find(({ id }) => id === grouping?.column);
  const byFormula = source !== undefined && grouping === undefined;
  const choose = (id: string | undefined) => {
    const column = columns.find((one) => one.id === id);
    if (column !== undefined) onChange(groupingFormula({ column: column.id, ...(isDayColumn(column) ? { step: 'month' } : {}) }));
    else if (id === undefined) onChange(undefined);
  };
  return (
    <>
      <ChoicePart desk={desk} label={text.groupBy} value={byFormula ? FORMULA : grouping?.column} none={text.groupNone} options={byFormula ? [...offered, { id: FORMULA, label: text.groupFormula }] : offered} onChange={choose} />
      {grouping === undefined || chosen === undefined || !isDayColumn(chosen) ? null : <ChoicePart desk={desk} label={text.groupStep} value={grouping.step} none={text.step_value} options={DAY_STEPS.map((id) => ({ id, label: text[`step_${id}`] }))} onChange={(id) => { const step = DAY_STEPS.find((one) => one === id); onChange(groupingFormula({ column: grouping.column, ...(step === undefined ? {} : { step }) })); }} />}
    </>
  );
}
