import type { Plan } from '../../../runtime/engine/plan-types.ts';
import { maskValue } from '../../../runtime/schema/mask.ts';
import { titleIn } from '../../../runtime/schema/dataset-words.ts';
import type { DatasetField, Mask } from '../../../runtime/schema/field.ts';
import type { Json } from '../../../runtime/schema/json.ts';
import { placingParts, type RowsBlock } from '../../../runtime/schema/page-block.ts';
import type { Locale } from '../../../runtime/schema/text.ts';
import type { PageColumn } from '../../api/pages.ts';
import type { DisclosureBase } from '../disclosures.ts';
import { textByKey, textOf } from '../texts.ts';
import { valueText } from '../words.ts';

/** A shown column, with how its values are made unreadable. */
export interface ShownColumn {
  readonly field: DatasetField;
  readonly mask?: Mask;
}

/** How each column of a block is masked: by its dataset, by the grant for another unit's data, or by the block itself. */
async function masksOf(base: DisclosureBase, plan: Plan, { dataset, masks = {} }: RowsBlock): Promise<(field: DatasetField) => Mask | undefined> {
  const definition = plan.datasets[dataset];
  const reading = base.sharing.reading(plan, dataset);
  const kept = definition ? await base.store.datasets.get(definition.id) : null;
  return (field) => {
    const here = Object.hasOwn(masks, field.id) ? masks[field.id] : undefined;
    if (reading.kind !== 'shared') return field.mask ?? kept?.fields.find(({ id }) => id === field.id)?.mask ?? here;
    const access = reading.access.fields.get(field.id);
    return access?.as === 'masked' ? access.mask : here;
  };
}

/** Whether rows would be placed (in columns, on days, on a map) by values their reader may not see. Rows of a grant arrive masked and may be. */
export async function isPlacedByMasked(base: DisclosureBase, plan: Plan, block: RowsBlock): Promise<boolean> {
  const maskOf = await masksOf(base, plan, block);
  const arriveMasked = (id: string): boolean => { const reading = base.sharing.reading(plan, block.dataset); return reading.kind === 'shared' && reading.access.fields.get(id)?.as === 'masked'; };
  return placingParts(block).some((part) => {
    const field = plan.datasets[block.dataset]?.fields.find(({ id }) => id === block[part]);
    return field !== undefined && maskOf(field) !== undefined && !arriveMasked(field.id);
  });
}

/**
 * The columns of a block. What the dataset says is to be masked is masked on pages, whoever looks; of another unit's
 * dataset the grant decides, and its rows arrive masked.
 */
export async function shownColumns(base: DisclosureBase, plan: Plan, block: RowsBlock): Promise<readonly ShownColumn[]> {
  const maskOf = await masksOf(base, plan, block);
  const definition = plan.datasets[block.dataset];
  return block.columns.flatMap((id) => {
    const field = definition?.fields.find((candidate) => candidate.id === id);
    if (!field) return [];
    const mask = maskOf(field);
    return [{ field, ...(mask ? { mask } : {}) }];
  });
}

export function columnTitleOf(plan: Plan, dataset: string, field: DatasetField, locale: Locale): string {
  return textByKey(plan.scenario, `${dataset}.${field.id}`, locale) ?? textOf(plan.scenario, titleIn(field, locale) ?? field.id, locale);
}

/** Codes by the text `<dataset>.<column>.<value>`, else the value as people read it; nothing for nothing. */
export function cellText(plan: Plan, dataset: string, { field, mask }: ShownColumn, value: Json, locale: Locale): string {
  if (value === null || value === '') return '';
  const seen = mask ? maskValue(mask, value) : value;
  const own = typeof seen === 'string' || typeof seen === 'number' ? textByKey(plan.scenario, `${dataset}.${field.id}.${seen}`, locale) : undefined;
  return own ?? valueText(seen, locale, plan.scenario.zone);
}

export function columnView(plan: Plan, dataset: string, column: ShownColumn, locale: Locale): PageColumn {
  const { field, mask } = column;
  const values = mask ? undefined : (field.enum ?? (field.type === 'boolean' ? [true, false] : undefined));
  return {
    id: field.id, title: columnTitleOf(plan, dataset, field, locale), type: field.type,
    ...(mask ? { masked: true } : {}),
    ...(values ? { choices: values.map((value) => ({ value, label: cellText(plan, dataset, column, value, locale) })) } : {}),
  };
}
