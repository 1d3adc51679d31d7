import { FileUp } from 'lucide-react';
import { useMemo, useState, type ClipboardEvent } from 'react';
import { FileTrigger } from 'react-aria-components';
import { useLocale, useTexts } from '../../../text/locale.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { MOST_RULES } from '../../../../../runtime/rules/table-schema.ts';
import { scenarioText } from '../../document/scenario-text.ts';
import { readClipboard } from '../clipboard.ts';
import { useGrid } from '../grid-state.ts';
import type { TableDesk } from '../table-desk.ts';
import { buildRules, type ImportContext } from './build-rules.ts';
import { fieldTitles, guessTargets, headRow, testableValues } from './guess-mapping.ts';
import { importTexts } from './import-texts.ts';
import type { Chosen, Loaded } from './loaded.ts';
import { MappingStep } from './mapping-step.tsx';
import { ReadingLine } from './reading-line.tsx';
import type { Sheet } from './sheet.ts';
import { useSheetReader, type SheetReader } from './use-sheet-reader.ts';
import '../../pages/shared/page.css';
import './import.css';

/** A table without rules, or still the example a new node begins with. */
function isUntouched({ rules, inputs }: TableDesk['config']): boolean {
  return rules.length === 0 || (inputs.length === 1 && inputs[0]?.expr === 'run.id != null');
}

function importContext(table: TableDesk): ImportContext {
  const { scenario, locale } = table.desk;
  const bases = new Map(Object.entries(scenario.bases).flatMap(([key, basis]) => [[key, key] as const, [scenarioText(scenario, basis.title, locale) ?? key, key] as const]));
  return { config: table.config, columns: table.columns, scope: table.scope, schemaOf: (column) => table.cellScope(column).input, values: testableValues(table.scope, locale, fieldTitles(scenario, table.desk.flow, locale)), bases };
}

function SourceStep({ onFile, onRows, reader }: { readonly onFile: (file: File) => void; readonly onRows: (rows: readonly (readonly string[])[]) => void; readonly reader: SheetReader }) {
  const text = useTexts(importTexts);
  const { locale } = useLocale();
  const { busy, problem } = reader;
  const paste = (event: ClipboardEvent) => {
    event.preventDefault();
    const rows = readClipboard(event.clipboardData);
    if (rows.some((row) => row.some((cell) => cell !== ''))) onRows(rows);
  };
  return (
    <div className="import-source">
      {problem === undefined ? null : (
        <p className="note-bar" data-tone="err" role="alert">
          {problem.words[locale]} <code>{problem.code}</code>
        </p>
      )}
      <div className="ui-row">
        <FileTrigger acceptedFileTypes={['.xlsx', '.csv', '.tsv', '.txt']} onSelect={(files) => (files?.[0] ? onFile(files[0]) : undefined)}>
          <Button look="primary" busy={busy} icon={<FileUp size={14} aria-hidden="true" />}>{busy ? text.reading : text.choose}</Button>
        </FileTrigger>
        <span className="ui-quiet">{text.accepts}</span>
      </div>
      <ReadingLine reader={reader} />
      <p>{text.or}</p>
      <textarea className="ui-textarea import-paste" aria-label={text.pasteArea} placeholder={text.pasteHere} rows={4} value="" onPaste={paste} onChange={() => undefined} />
    </div>
  );
}

/** From a file or the clipboard into the table: choose, say what each column is, look, import. One step of undo. */
export function ImportDialog({ table, onClose }: { readonly table: TableDesk; readonly onClose: () => void }) {
  const text = useTexts(importTexts);
  const toast = useToast();
  const grid = useGrid();
  const [chosen, setChosen] = useState<Chosen>();
  const reader = useSheetReader(MOST_RULES);
  const [mode, setMode] = useState<'append' | 'replace'>(isUntouched(table.config) ? 'replace' : 'append');
  const context = useMemo(() => importContext(table), [table]);
  const take = (sheets: readonly Sheet[], at: number, head?: number) => {
    const rows = sheets[at]?.rows ?? [];
    const titles = [...table.columns.map(table.titleOf), ...context.values.map(({ title }) => title)];
    const row = head ?? headRow(rows, titles);
    setChosen({ sheets, at, head: row, targets: undefined });
  };
  const takeFirst = (sheets: readonly Sheet[]) => {
    if (sheets.length > 0) take(sheets, 0);
  };
  const open = async (file: File) => takeFirst(await reader.read(file));
  const rows = chosen?.sheets[chosen.at]?.rows;
  // Guessed anew when more is known: a sheet may be pasted before the checker has said which values there are.
  const guessed = useMemo(() => (chosen && rows ? guessTargets(rows, chosen.head, { columns: table.columns, titleOf: table.titleOf, values: context.values }) : []), [chosen, rows, table, context]);
  const loaded = useMemo<Loaded | undefined>(() => chosen && { ...chosen, targets: chosen.targets ?? guessed }, [chosen, guessed]);
  const built = useMemo(() => (loaded && rows ? buildRules({ rows, head: loaded.head, targets: loaded.targets, mode }, context) : undefined), [loaded, rows, mode, context]);
  const count = built === undefined ? 0 : built.config.rules.length - built.first;
  const whole = built !== undefined && built.config.inputs.length > 0 && built.config.outputs.length > 0 && built.cells.some((cell) => cell?.column.kind === 'input' || cell?.column.kind === 'output');
  const submit = () => {
    if (built === undefined) return;
    table.put(built.config, text.done(count));
    const [bad] = built.problems;
    const cell = bad && built.cells[bad.column];
    toast({ text: built.problems.length === 0 ? text.done(count) : text.doneWith(count, built.problems.length) });
    onClose();
    const inputs = built.config.inputs.findIndex(({ id }) => id === cell?.column.id);
    const outputs = built.config.outputs.findIndex(({ id }) => id === cell?.column.id);
    grid.goTo(bad && loaded ? built.first + bad.row - loaded.head - 1 : built.first, inputs >= 0 ? inputs : outputs >= 0 ? built.config.inputs.length + outputs : 0);
  };
  return (
    <Dialog
      title={text.title}
      size={loaded ? 'full' : 'medium'}
      open
      dismissable={false}
      onClose={onClose}
      actions={
        <>
          {loaded ? <Button look="quiet" onPress={() => setChosen(undefined)}>{text.again}</Button> : null}
          <span className="ui-grow" />
          <Button onPress={onClose}>{text.cancel}</Button>
          {loaded ? <Button look="primary" isDisabled={!whole || count === 0} onPress={submit}>{text.submit(count)}</Button> : null}
        </>
      }
    >
      {loaded && built ? (
        <MappingStep
          loaded={loaded} built={built} context={context} titleOf={table.titleOf} locale={table.desk.locale} mode={mode} whole={whole}
          onMode={setMode} onSheet={(at) => take(loaded.sheets, at)} onHead={(head) => take(loaded.sheets, loaded.at, head)}
          onTarget={(index, target) => setChosen({ ...loaded, targets: loaded.targets.with(index, target) })}
        />
      ) : <SourceStep reader={reader} onFile={(file) => void open(file)} onRows={(pasted) => takeFirst(reader.readRows(pasted))} />}
    </Dialog>
  );
}
