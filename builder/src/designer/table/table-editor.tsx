import { useMemo, useState } from 'react';
import { useTexts } from '../../text/locale.tsx';
import { EmptyState } from '../../ui/states.tsx';
import '../panel/panel.css';
import { EntryDeskProvider } from '../panel/entry-desk.tsx';
import { CellConditionDialog } from './cell-condition-dialog.tsx';
import { CellDialog } from './cell-dialogs.tsx';
import { ColumnDialog } from './column-dialog.tsx';
import { FindBar } from './find-bar.tsx';
import { FormulaLine } from './formula-line.tsx';
import { GridMenus } from './grid-menus.tsx';
import { GridContext, type GridMenu } from './grid-state.ts';
import { DmnDialog } from './import/dmn-dialog.tsx';
import { ImportDialog } from './import/import-dialog.tsx';
import type { GridPlace } from './grid-selection.ts';
import { PickerPopup } from './picker-popup.tsx';
import { pickOf } from './value-picker.ts';
import { StatusLine } from './status-line.tsx';
import { TableGrid } from './table-grid.tsx';
import { useTableDesk, type TableDesk } from './table-desk.ts';
import './table.css';
import { tableTexts } from './table-texts.ts';
import { TableToolbar } from './table-toolbar.tsx';
import { TryPanel } from './try-panel.tsx';
import { useGridControls } from './use-grid-controls.ts';
import { useColumnValues } from './use-column-values.ts';
import { useRowHits } from './use-row-hits.ts';

function Sheet({ table }: { readonly table: TableDesk }) {
  const [column, setColumn] = useState<string>();
  const [cell, setCell] = useState<{ readonly row: number; readonly kind: 'basis' | 'dates' }>();
  const [importing, setImporting] = useState<'sheet' | 'dmn'>();
  const [finding, setFinding] = useState(false);
  const [menu, setMenu] = useState<GridMenu>();
  const [tried, setTried] = useState<Readonly<Record<string, string>>>({});
  const [picking, setPicking] = useState<GridPlace>();
  const [conditionAt, setConditionAt] = useState<GridPlace>();
  const coverage = useRowHits(table);
  const { controls, guide, range, filling, handlers } = useGridControls(table, { column: setColumn, cell: (row, kind) => setCell({ row, kind }), find: () => setFinding(true), menu: setMenu,
    pick: setPicking,
  });
  const { row: activeRow, column: activeColumn } = controls.selection.active;
  const { cellScope, columns, readOnly } = table;
  const { rules } = table.config;
  const { samples } = table.scope;
  const pickedColumn = columns[activeColumn];
  const stored = useColumnValues(table, pickedColumn);
  const pick = useMemo(
    () => (readOnly || (pickedColumn?.kind !== 'input' && pickedColumn?.kind !== 'output') ? undefined : pickOf(pickedColumn, cellScope(pickedColumn).input, rules, { samples, stored })),
    [pickedColumn, cellScope, readOnly, rules, samples, stored],
  );
  const open = table.columns.find((one) => one.id === column);
  const closeFind = () => {
    setFinding(false);
    document.getElementById('table-grid')?.focus({ preventScroll: true });
  };
  return (
    <GridContext value={controls}>
      <div className="table-page">
        <TableToolbar table={table} onImport={setImporting} onFind={setFinding} />
        {finding ? <FindBar table={table} onClose={closeFind} /> : <FormulaLine table={table} onCondition={() => setConditionAt({ row: activeRow, column: activeColumn })} />}
        <TableGrid table={table} range={range} filling={filling} coverage={coverage} handlers={handlers} pick={pick} onTry={setTried} />
        <TryPanel table={table} typed={tried} onType={setTried} />
        <StatusLine table={table} coverage={coverage} grid={guide} />
      </div>
      {pick && pickedColumn && picking?.row === activeRow && picking.column === activeColumn && rules[activeRow]?.lock !== 'prescribed' ? (
        <PickerPopup
          table={table} column={pickedColumn} place={picking} pick={pick} onCommit={(value) => controls.commitCell(picking.row, picking.column, value)}
          onCondition={() => {
            setPicking(undefined);
            setConditionAt(picking);
          }}
          onType={() => {
            setPicking(undefined);
            requestAnimationFrame(() => controls.startEditing('opened'));
          }}
          onClose={() => {
            setPicking(undefined);
            controls.goTo(picking.row, picking.column);
          }}
        />
      ) : null}
      {conditionAt && pickedColumn ? (
        <CellConditionDialog
          table={table} row={conditionAt.row} column={pickedColumn} known={pick?.values ?? stored} onCommit={(value) => controls.commitCell(conditionAt.row, conditionAt.column, value)}
          onClose={() => {
            setConditionAt(undefined);
            controls.goTo(conditionAt.row, conditionAt.column);
          }}
        />
      ) : null}
      <GridMenus table={table} menu={menu} range={range} onClose={() => setMenu(undefined)} />
      {open?.kind === 'input' || open?.kind === 'output' ? <ColumnDialog key={open.id} table={table} column={open} onClose={() => setColumn(undefined)} /> : null}
      {cell ? <CellDialog table={table} {...cell} onClose={() => setCell(undefined)} /> : null}
      {importing === 'sheet' ? <ImportDialog table={table} onClose={() => setImporting(undefined)} /> : null}
      {importing === 'dmn' ? <DmnDialog table={table} onClose={() => setImporting(undefined)} /> : null}
    </GridContext>
  );
}

function TableOfDesk() {
  const text = useTexts(tableTexts);
  const table = useTableDesk();
  return table === undefined ? <EmptyState title={text.noNode} /> : <Sheet table={table} />;
}

/** The decision table of one node as a sheet. */
export function TableEditor({ flow, node }: { readonly flow: string; readonly node: string }) {
  return (
    <EntryDeskProvider flow={flow} id={node}>
      <TableOfDesk />
    </EntryDeskProvider>
  );
}
