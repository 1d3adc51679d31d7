import { useMemo } from 'react';
import type { Mask } from '../../../../../runtime/schema/field.ts';
import type { Block } from '../../../../../runtime/schema/page-block.ts';
import type { Page } from '../../../../../runtime/schema/page.ts';
import { parameterSchema } from '../../../../../runtime/schema/parameter.ts';
import { personalColumn } from '../../../../../runtime/schema/personal.ts';
import type { Scenario } from '../../../../../runtime/schema/scenario.ts';
import type { Locale } from '../../../../../runtime/schema/text.ts';
import { rowSchema, valueSchema } from '../../../../../runtime/schema/value-schema.ts';
import { useLocale, useTexts } from '../../../text/locale.tsx';
import { useDatasets } from '../../document/catalogue.ts';
import type { Change } from '../../document/change.ts';
import { useCheck } from '../../document/check-context.tsx';
import { useDocument } from '../../document/document-context.tsx';
import { pointer } from '../../document/pointer.ts';
import { scenarioText } from '../../document/scenario-text.ts';
import type { OutsideProblem } from '../../formula/formula-input.tsx';
import type { FormulaScope } from '../../formula/formula-scope.ts';
import { datasetColumns, datasetName, datasetSubject, type DatasetColumn } from '../../panel/dataset-columns.ts';
import { textChanges } from '../../panel/text-edits.ts';
import { problemsUnder } from '../../settings/problems-under.ts';
import { pageEditorTexts } from './page-editor-text.ts';
import { columnWords } from './sample-page.ts';

/** One page as its editor sees it: one way to change it, one way to ask. */
export interface PageDesk {
  readonly id: string;
  readonly page: Page;
  readonly scenario: Scenario;
  readonly locale: Locale;
  readonly readOnly: boolean;
  readonly set: (what: string, inside: readonly (string | number)[], value: unknown) => void;
  /** A text at a place of the page, in the reader's language; `key` is made when one is needed. */
  readonly setText: (what: string, inside: readonly (string | number)[], ref: string | undefined, key: string, next: string) => void;
  readonly words: (ref: string | undefined, key: string) => string;
  readonly putBlocks: (label: string, blocks: readonly Block[]) => void;
  readonly columnsOf: (dataset: string) => readonly DatasetColumn[];
  readonly datasetTitle: (dataset: string) => string;
  /** How a column about a person is best masked; undefined for one that is not about a person. */
  readonly personalMask: (dataset: string, column: DatasetColumn) => Mask | undefined;
  readonly columnTitle: (dataset: string, column: DatasetColumn) => string;
  readonly scopeOf: (dataset: string) => FormulaScope;
  readonly problemsAt: (inside: readonly (string | number)[], deep: boolean) => readonly OutsideProblem[];
}

export function usePageDesk(id: string, page: Page): PageDesk {
  const { scenario, edit, readOnly } = useDocument();
  const { list } = useDatasets();
  const { diagnostics } = useCheck();
  const { locale } = useLocale();
  const text = useTexts(pageEditorTexts);
  return useMemo(() => {
    const change = (label: string, changes: readonly Change[]) => void (readOnly ? false : edit({ label, changes }));
    const at = (inside: readonly (string | number)[]) => pointer('pages', id, ...inside.map(String));
    const parameters = Object.fromEntries(Object.entries(scenario.parameters).map(([name, parameter]) => [name, parameterSchema(parameter)]));
    const columnsOf = (dataset: string) => datasetColumns(scenario, list, dataset, locale);
    const columnTitle = (dataset: string, column: DatasetColumn) => columnWords({ scenario, locale }, dataset, column);
    return {
      id, page, scenario, locale, readOnly, columnsOf, columnTitle,
      personalMask: (dataset, column) => personalColumn(column, columnTitle(dataset, column), datasetSubject(scenario, list, dataset)),
      set: (what, inside, value) => change(text.changed(what), [{ path: at(inside), ...(value === undefined ? {} : { value }) }]),
      setText: (what, inside, ref, key, next) => change(text.changed(what), textChanges(scenario, at(inside), ref, key, locale, next)),
      words: (ref, key) => scenarioText(scenario, ref ?? `@${key}`, locale) ?? '',
      putBlocks: (label, blocks) => change(label, [{ path: at(['blocks']), value: blocks }]),
      datasetTitle: (dataset) => datasetName(scenario, list, dataset, locale),
      scopeOf: (dataset) => {
        const columns = columnsOf(dataset);
        return { names: { param: rowSchema(parameters), user: {}, row: rowSchema(Object.fromEntries(columns.map(({ id: column, type = 'any', enum: values }) => [column, { ...valueSchema(type), ...(values === undefined ? {} : { enum: values }) }]))) }, titles: Object.fromEntries(columns.map((column) => [`row.${column.id}`, columnTitle(dataset, column)])) };
      },
      problemsAt: (inside, deep) => problemsUnder(diagnostics, at(inside), deep, locale, change),
    };
  }, [id, page, scenario, edit, readOnly, list, diagnostics, locale, text]);
}
