import { useMemo } from 'react';
import { useLocale } from '../../text/locale.tsx';
import { FormulaInput } from '../formula/formula-input.tsx';
import { useGrid } from './grid-state.ts';
import { coerceCell } from './coerce-cell.ts';
import type { TableColumn } from './table-columns.ts';
import type { TableDesk } from './table-desk.ts';

/** The one CodeMirror of the table, in the active cell. */
export function CellEditor({ table, column, row, text, known }: { readonly table: TableDesk; readonly column: TableColumn; readonly row: number; readonly text: string; readonly known?: readonly unknown[] | undefined }) {
  const grid = useGrid();
  const { locale } = useLocale();
  const plain = table.cellScope(column);
  const scope = useMemo(() => ({ ...plain, known }), [plain, known]);
  const kind = column.kind === 'input' ? 'unary' : 'expression';
  const names = new Set(Object.keys(scope.names));
  const typed = grid.editing?.how === 'typed';
  const commit = (next: string) => grid.commitCell(row, columnIndex(table, column), coerceCell(next, { kind, schema: scope.input, names }));
  return (
    <div
      className="cell-editor"
      lang={locale}
      onBlur={(event) => {
        // Asked a moment later: an editor that is only being replaced has the focus again by then.
        const box = event.currentTarget;
        requestAnimationFrame(() => {
          if (!box.contains(document.activeElement)) grid.stopEditing();
        });
      }}
    >
      <FormulaInput
        frame="bare"
        takeFocus
        label={`${table.titleOf(column)} ${row + 1}`}
        value={text}
        kind={kind}
        scope={scope}
        onChange={commit}
        onText={grid.setDraft}
        keys={{
          onEnter: (back) => {
            grid.stopEditing({ down: back ? -1 : 1, across: 0 });
            return true;
          },
          onTab: (back) => {
            grid.stopEditing({ down: 0, across: back ? -1 : 1 });
            return true;
          },
          onEscape: () => {
            grid.stopEditing();
            return true;
          },
          ...(typed
            ? {
                onArrow: (key: 'ArrowUp' | 'ArrowDown') => {
                  grid.stopEditing({ down: key === 'ArrowUp' ? -1 : 1, across: 0 });
                  return true;
                },
              }
            : {}),
        }}
      />
    </div>
  );
}

export function columnIndex(table: TableDesk, column: TableColumn): number {
  return table.columns.findIndex((one) => one.id === column.id && one.kind === column.kind);
}
