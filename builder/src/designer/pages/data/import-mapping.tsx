import type { DatasetDefinition } from '../../../../../runtime/schema/dataset.ts';
import { useLocale, useTexts } from '../../../text/locale.tsx';
import { GridRow, GridTable } from '../../../ui/grid-table.tsx';
import { Select } from '../../../ui/select.tsx';
import type { Sheet } from '../../table/import/sheet.ts';
import { computedTexts } from './computed/computed-text.ts';
import { dataTexts } from './data-text.ts';
import { fieldTitle } from './dataset-title.ts';
import { fillableFields } from './import-columns.ts';

const NONE = '-1';
/** First values that show what a column of the file is. */
const SHOWN = 3;

export interface MappingProps {
  readonly definition: DatasetDefinition;
  readonly sheet: Sheet;
  /** For each column that can be filled, the column of the sheet; -1 for none. */
  readonly places: readonly number[];
  readonly onChange: (places: readonly number[]) => void;
  /** What a column of the sheet is called. @default 文件的列 */
  readonly of?: string;
}

/** Which column of the file goes where: matched by name, corrected by hand. */
export function ImportMapping({ definition, sheet, places, onChange, of }: MappingProps) {
  const text = useTexts(dataTexts);
  const { locale } = useLocale();
  const computed = useTexts(computedTexts);
  const [heads = [], ...body] = sheet.rows;
  const computedHeads = heads.filter((head) => definition.fields.some((field) => field.compute !== undefined && (field.id === head.trim() || field.title === head.trim())));
  const unused = heads.filter((head, at) => head.trim() !== '' && !places.includes(at) && !computedHeads.includes(head));
  const options = [{ id: NONE, label: text.notTaken }, ...heads.flatMap((head, at) => (head.trim() === '' ? [] : [{ id: String(at), label: head }]))];
  return (
    <div className="import-mapping">
      <GridTable label={of ?? text.ofFile} heads={[text.ofDataset, of ?? text.ofFile, text.firstCells]}>
        {fillableFields(definition).map((field, index) => {
          const at = places[index] ?? -1;
          return (
            <GridRow key={field.id}>
              <th scope="row">
                {fieldTitle(field, locale)}
                {field.optional === true ? null : <em>{text.required}</em>}
              </th>
              <td><Select label={fieldTitle(field, locale)} hideLabel value={String(at)} options={options} onChange={(id) => onChange(places.map((place, other) => (other === index ? Number(id) : place === Number(id) && id !== NONE ? -1 : place)))} /></td>
              <td>{at < 0 ? '' : body.slice(0, SHOWN).map((row) => row[at] ?? '').filter((cell) => cell !== '').join(text.listed)}</td>
            </GridRow>
          );
        })}
      </GridTable>
      {unused.length === 0 ? null : <p className="ui-quiet">{text.unusedHeads(unused.join(text.listed))}</p>}
      {computedHeads.length === 0 ? null : <p className="ui-quiet">{computed.skipped(computedHeads.join(text.listed))}</p>}
    </div>
  );
}
