import { ArrowDownUp } from 'lucide-react';
import { useTexts } from '../../../text/locale.tsx';
import { Button } from '../../../ui/button.tsx';
import { Menu } from '../../../ui/menu.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { nodeTitle, scenarioText } from '../../document/scenario-text.ts';
import { downloadFile } from '../../home/download.ts';
import type { TableDesk } from '../table-desk.ts';
import { sheetRows, toCsv } from './export-sheet.ts';
import { importTexts } from './import-texts.ts';
import { toDmn } from './to-dmn.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Ways in and out of the table. */
export function ExchangeMenu({ table, onSheet, onDmn }: { readonly table: TableDesk; readonly onSheet: () => void; readonly onDmn: () => void }) {
  const text = useTexts(importTexts);
  const toast = useToast();
  const { desk, config } = table;
  const { scenario, locale } = desk;
  const title = nodeTitle(scenario, desk.flow, desk.id, locale);
  const file = `${scenario.id}-${desk.id}`;
  const basisTitle = (key: string) => scenarioText(scenario, scenario.bases[key]?.title, locale) ?? key;
  const rows = () => sheetRows({
    config, titleOf: table.titleOf, basisTitle,
    factsOf: (column) => ({ kind: column.kind === 'input' ? 'unary' : 'expression', schema: table.cellScope(column).input, names: new Set(Object.keys(table.scope.names)) }),
    words: { number: text.numberColumn, basis: text.basisColumn, from: text.fromColumn, to: text.toColumn },
  });
  const failed = (error: unknown) => toast({ text: `${text.exportFailed}: ${error instanceof Error ? error.message : String(error)}`, tone: 'err' });
  const xlsx = async () => {
    const { writeWorkbook } = await import('./write-workbook.ts');
    downloadFile(`${file}.xlsx`, await writeWorkbook(title, rows()), XLSX);
  };
  const dmn = async () => {
    const { writeDmn } = await import('../../../../../runtime/dmn/write-dmn.ts');
    const { model, lost } = toDmn({
      config, scenario: scenario.id, title, scope: table.scope, titleOf: table.titleOf, annotation: text.annotation,
      noteOf: (rule) => [...(rule.basis ?? []).map(basisTitle), [rule.from, rule.to].some((day) => day !== undefined) ? `${rule.from ?? ''}–${rule.to ?? ''}` : '', scenarioText(scenario, rule.note, locale) ?? ''].filter((part) => part !== '').join('；'),
    });
    downloadFile(`${file}.dmn`, await writeDmn(model), 'application/xml');
    const words = { each: text.dmnLostEach, dates: text.dmnLostDates, nulls: text.dmnLostNulls };
    toast({ text: [text.dmnExported, ...lost.map((key) => words[key])].join(' · ') });
  };
  return (
    <Menu
      label={text.menu}
      entries={[
        { id: 'sheet', label: text.importSheet, isDisabled: table.readOnly, onAction: onSheet },
        { id: 'dmn', label: text.importDmn, isDisabled: table.readOnly, onAction: onDmn },
        { id: 'line', separator: true },
        { id: 'xlsx', label: text.exportXlsx, onAction: () => void xlsx().catch(failed) },
        { id: 'csv', label: text.exportCsv, onAction: () => downloadFile(`${file}.csv`, toCsv(rows()), 'text/csv') },
        { id: 'toDmn', label: text.exportDmn, onAction: () => void dmn().catch(failed) },
      ]}
    >
      <Button look="quiet" icon={<ArrowDownUp size={15} aria-hidden="true" />}>{text.menu}</Button>
    </Menu>
  );
}
