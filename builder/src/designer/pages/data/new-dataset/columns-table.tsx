import { SlidersHorizontal, Trash2 } from 'lucide-react';
import { MASKS, type FieldType } from '../../../../../../runtime/schema/field.ts';
import { useTexts } from '../../../../text/locale.tsx';
import { IconButton } from '../../../../ui/button.tsx';
import { Checkbox } from '../../../../ui/choice.tsx';
import { GridRow, GridTable } from '../../../../ui/grid-table.tsx';
import { Select } from '../../../../ui/select.tsx';
import { fieldTypeTexts } from '../../../form/field-type-texts.ts';
import { LineInput } from '../../../panel/entries/line-input.tsx';
import { columnId, SHEET_TYPES, type Column } from './guess-columns.ts';
import { newDatasetTexts } from './new-dataset-text.ts';

const NOT_PERSONAL = '';

export interface ColumnsTableProps {
  readonly columns: readonly Column[];
  readonly onChange: (columns: readonly Column[]) => void;
  /** First values of each column and how many of its cells do not fit; absent where there is no file. */
  readonly facts?: readonly { readonly sample: string; readonly misfits: number; readonly firstRow: number | undefined }[];
  readonly problemOf: (column: Column) => string | undefined;
  /** Types to choose from. @default those a cell of a sheet can have */
  readonly types?: readonly FieldType[];
  /** Opens what else may be said of a column. */
  readonly onMore?: (index: number) => void;
  /** Ids that formulas and rows know already: they stay as they are. */
  readonly fixed?: ReadonlySet<string>;
}

/** What a file was taken for, to be corrected. */
export function ColumnsTable({ columns, onChange, facts, problemOf, types: offered = SHEET_TYPES, fixed, onMore }: ColumnsTableProps) {
  const text = useTexts(newDatasetTexts);
  const types = useTexts(fieldTypeTexts);
  const patch = (index: number, next: Partial<Column>): void => onChange(columns.map((column, at) => (at === index ? { ...column, ...next } : next.subject === true ? { ...column, subject: false } : column)));
  return (
    <GridTable label={text.columns} heads={[text.title, text.id, text.type, text.optional, text.key, text.subject, text.privacy, ...(facts === undefined ? [] : [text.sample]), text.drop]}>
      {columns.map((column, index) => {
        const problem = problemOf(column);
        const fact = facts?.[index];
        return (
          // oxlint-disable-next-line react/no-array-index-key -- columns are known by their place; their names are being typed
          <GridRow key={index}>
            <td><LineInput when="apart" label={text.title} value={column.title} onCommit={(title) => patch(index, { title, ...(column.id === '' && title.trim() !== '' ? { id: columnId(title, index, new Set(columns.map(({ id }) => id))) } : {}) })} /></td>
            <td>
              <LineInput when="apart" mono label={text.id} value={column.id} readOnly={fixed?.has(column.id) ?? false} onCommit={(id) => patch(index, { id: id.trim() })} />
              {problem === undefined ? null : <p className="ui-error">{problem}</p>}
            </td>
            <td>
              <Select label={text.type} hideLabel value={column.type} options={offered.map((id) => ({ id, label: types[id] }))} onChange={(type) => patch(index, { type: type as FieldType })} />
              {fact === undefined || fact.misfits === 0 ? null : <p className="ui-error">{text.misfits(fact.misfits, fact.firstRow ?? 0)}</p>}
            </td>
            <td><Checkbox value={column.optional} onChange={(optional) => patch(index, { optional, ...(optional ? { key: false } : {}) })} hideLabel>{text.optionalOf(column.title)}</Checkbox></td>
            <td><Checkbox value={column.key} onChange={(key) => patch(index, { key, ...(key ? { optional: false } : {}) })} hideLabel>{text.keyOf(column.title)}</Checkbox></td>
            <td><Checkbox value={column.subject} onChange={(subject) => patch(index, { subject })} hideLabel>{text.subjectOf(column.title)}</Checkbox></td>
            <td><Select label={text.privacyOf(column.title)} hideLabel value={column.privacy ?? NOT_PERSONAL} options={[{ id: NOT_PERSONAL, label: text.notPersonal }, { id: 'plain', label: text.personalPlain }, ...MASKS.map((id) => ({ id, label: text[`mask_${id}`] }))]} onChange={(id) => patch(index, { privacy: id === 'plain' ? 'plain' : MASKS.find((mask) => mask === id) })} /></td>
            {facts === undefined ? null : <td className="ui-quiet">{fact?.sample ?? ''}</td>}
            <td><span className="ui-row new-dataset-deeds">{onMore === undefined ? null : <IconButton size="small" label={text.moreOf(column.title)} icon={<SlidersHorizontal size={13} aria-hidden="true" />} onPress={() => onMore(index)} />}<IconButton size="small" label={text.dropColumn(column.title)} isDisabled={columns.length === 1} icon={<Trash2 size={13} aria-hidden="true" />} onPress={() => onChange(columns.filter((_, at) => at !== index))} /></span></td>
          </GridRow>
        );
      })}
    </GridTable>
  );
}
