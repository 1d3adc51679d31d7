import { ArrowUp, Pencil, Trash2 } from 'lucide-react';
import type { DatasetDefinition } from '../../../../../../runtime/schema/dataset.ts';
import type { DatasetField } from '../../../../../../runtime/schema/field.ts';
import { useLocale, useTexts } from '../../../../text/locale.tsx';
import { IconButton } from '../../../../ui/button.tsx';
import { Chip } from '../../../../ui/chip.tsx';
import { GridRow, GridTable } from '../../../../ui/grid-table.tsx';
import { fieldTypeTexts } from '../../../form/field-type-texts.ts';
import { sharingTexts } from '../../sharing/sharing-text.ts';
import { dataTexts } from '../data-text.ts';
import { fieldTitle } from '../dataset-title.ts';
import { structureTexts } from './structure-text.ts';

export interface ColumnDeeds {
  readonly onEdit: (field: DatasetField) => void;
  readonly onUp: (field: DatasetField) => void;
  readonly onRemove: (field: DatasetField) => void;
}

function RuleChips({ definition: { key, unique, subject }, field }: { readonly definition: DatasetDefinition; readonly field: DatasetField }) {
  const text = useTexts(structureTexts);
  const isAlone = unique?.some(({ length, 0: only }) => length === 1 && only === field.id) === true;
  return (
    <span className="data-chips">
      {key?.includes(field.id) === true ? <Chip tone="accent">{text.isKey}</Chip> : null}
      {isAlone ? <Chip tone="accent">{text.isUnique}</Chip> : null}
      {field.compute === undefined ? <Chip>{field.optional === true ? text.mayBeEmpty : text.required}</Chip> : <Chip tone="dashed">{text.isComputed}</Chip>}
      {field.enum === undefined ? null : <Chip>{text.choices(field.enum.length)}</Chip>}
      {subject === field.id ? <Chip tone="warn">{text.isSubject}</Chip> : null}
    </span>
  );
}

function DeedButtons({ field, isFirst, deeds }: { readonly field: DatasetField; readonly isFirst: boolean; readonly deeds: ColumnDeeds }) {
  const text = useTexts(structureTexts);
  const { locale } = useLocale();
  const title = fieldTitle(field, locale);
  return (
    <span className="ui-row structure-deeds">
      <IconButton size="small" label={text.edit(title)} icon={<Pencil size={13} aria-hidden="true" />} onPress={() => deeds.onEdit(field)} />
      <IconButton size="small" label={text.up(title)} isDisabled={isFirst} icon={<ArrowUp size={13} aria-hidden="true" />} onPress={() => deeds.onUp(field)} />
      <IconButton size="small" label={text.remove(title)} icon={<Trash2 size={13} aria-hidden="true" />} onPress={() => deeds.onRemove(field)} />
    </span>
  );
}

/** Every column of a dataset and what is said of it. Without `deeds` it is only read. */
export function ColumnsList({ definition, deeds }: { readonly definition: DatasetDefinition; readonly deeds: ColumnDeeds | undefined }) {
  const text = useTexts(structureTexts);
  const types = useTexts(fieldTypeTexts);
  const data = useTexts(dataTexts);
  const sharing = useTexts(sharingTexts);
  const { locale } = useLocale();
  return (
    <GridTable label={text.columns} heads={[text.column, text.type, text.rules, text.refers, text.sharing, text.sensitivity, ...(deeds ? [text.deeds] : [])]}>
      {definition.fields.map((field, at) => (
        <GridRow key={field.id}>
          <th scope="row">
            {fieldTitle(field, locale)}
            <em><code>{field.id}</code>{field.texts?.en?.title === undefined || locale === 'en' ? null : ` · ${field.texts.en.title}`}</em>
          </th>
          <td>{types[field.type]}{field.unit === undefined ? null : <em>{field.unit}</em>}</td>
          <td><RuleChips definition={definition} field={field} />{field.compute === undefined ? null : <em><code>{field.compute}</code></em>}</td>
          <td>{field.ref === undefined ? <span className="ui-quiet">{text.notSet}</span> : <code>{field.ref}</code>}</td>
          <td>{field.sharing === undefined ? <span className="ui-quiet">{text.asDataset}</span> : data[`sharing_${field.sharing}`]}</td>
          <td>
            <span className="data-chips">
              {field.level === undefined ? null : <Chip>{field.level}</Chip>}
              {field.personal === true ? <Chip tone="warn">{text.personal}</Chip> : null}
              {field.mask === undefined ? null : <Chip>{text.maskedAs(sharing[`mask_${field.mask}`])}</Chip>}
              {field.level === undefined && field.personal !== true && field.mask === undefined ? <span className="ui-quiet">{text.notSet}</span> : null}
            </span>
          </td>
          {deeds ? <td><DeedButtons field={field} isFirst={at === 0} deeds={deeds} /></td> : null}
        </GridRow>
      ))}
    </GridTable>
  );
}
