import type { PlacingPart } from '../../../../../runtime/schema/page-block.ts';
import type { Option } from '../../../ui/select.tsx';
import { scenarioText } from '../../document/scenario-text.ts';
import type { PageDesk } from './page-desk.ts';
import { canBe, type ColumnFact } from './page-edits.ts';

/** What the parts of a page's properties offer. */

export function pageOptions({ scenario, locale }: PageDesk): readonly Option[] {
  return Object.entries(scenario.pages).map(([id, page]) => ({ id, label: scenarioText(scenario, page.title ?? `@${id}`, locale) ?? id }));
}

export function datasetOptions(desk: PageDesk): readonly Option[] {
  return Object.keys(desk.scenario.datasets).map((id) => ({ id, label: desk.datasetTitle(id), detail: id }));
}

/** Columns of a dataset; for a part only those that can play it, and the one that is chosen already. */
export function columnOptions(desk: PageDesk, dataset: string, part?: PlacingPart | 'order', chosen?: string): readonly Option[] {
  return desk.columnsOf(dataset).filter((column) => part === undefined || column.id === chosen || canBe(part, column)).map((column) => ({ id: column.id, label: desk.columnTitle(dataset, column) }));
}

/** Columns with what is personal of them, as edits need it. */
export function columnFacts(desk: PageDesk, dataset: string): readonly ColumnFact[] {
  return desk.columnsOf(dataset).map((column) => ({ id: column.id, type: column.type, title: desk.columnTitle(dataset, column), personal: desk.personalMask(dataset, column) }));
}
