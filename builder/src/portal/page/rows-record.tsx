import { useTexts } from '../../text/locale.tsx';
import type { RowsProps } from './page-source.ts';
import { RowsFrame } from './rows-frame.tsx';
import { pageTexts } from './text.ts';
import { useRows } from './use-rows.ts';

/** One row, line by line. */
export function RowsRecord(props: RowsProps) {
  const t = useTexts(pageTexts);
  const { block, source } = props;
  const query = useRows(props, source.row === undefined ? {} : { row: source.row });
  const { columns = [] } = block;
  return (
    <RowsFrame block={block} query={query}>
      {({ rows: [row] }) => (row === undefined ? <p className="mut page-empty">{source.row === undefined ? t.noRow : t.goneRow}</p> : (
        <dl className="record-facts">
          {columns.map((column, index) => <div key={column.id}><dt>{column.title}</dt><dd>{row.cells[index] === '' ? t.nothing : row.cells[index]}</dd></div>)}
        </dl>
      ))}
    </RowsFrame>
  );
}
