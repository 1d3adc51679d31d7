import { useState } from 'react';
import { useTexts } from '../../text/locale.tsx';
import { EmptyState } from '../../ui/states.tsx';
import '../panel/panel.css';
import { EntryDeskProvider } from '../panel/entry-desk.tsx';
import { CellDialog } from './cell-dialogs.tsx';
import { ColumnDialog } from './column-dialog.tsx';
import { FormulaLine } from './formula-line.tsx';
import { GridContext } from './grid-state.ts';
import { PasteDialog } from './paste-dialog.tsx';
import { StatusLine } from './status-line.tsx';
import { TableGrid } from './table-grid.tsx';
import { useTableDesk, type TableDesk } from './table-desk.ts';
import './table.css';
import { tableTexts } from './table-texts.ts';
import { TableToolbar } from './table-toolbar.tsx';
import { TryPanel } from './try-panel.tsx';
import { useGridControls } from './use-grid-controls.ts';

function Sheet({ table }: { readonly table: TableDesk }) {
  const [column, setColumn] = useState<string>();
  const [cell, setCell] = useState<{ readonly row: number; readonly kind: 'basis' | 'dates' }>();
  const [pasting, setPasting] = useState(false);
  const { controls, ...handlers } = useGridControls(table, setColumn, (row, kind) => setCell({ row, kind }));
  const open = table.columns.find((one) => one.id === column);
  return (
    <GridContext value={controls}>
      <div className="table-page">
        <TableToolbar table={table} onPaste={() => setPasting(true)} />
        <FormulaLine table={table} />
        <TableGrid table={table} {...handlers} />
        <TryPanel table={table} />
        <StatusLine table={table} />
      </div>
      {open?.kind === 'input' || open?.kind === 'output' ? <ColumnDialog key={open.id} table={table} column={open} onClose={() => setColumn(undefined)} /> : null}
      {cell ? <CellDialog table={table} {...cell} onClose={() => setCell(undefined)} /> : null}
      {pasting ? <PasteDialog table={table} onClose={() => setPasting(false)} /> : null}
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
