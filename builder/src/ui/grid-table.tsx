import { Children, cloneElement, createContext, isValidElement, use, type ComponentProps, type ReactElement, type ReactNode } from 'react';
import './grid-table.css';

const HeadsContext = createContext<readonly string[]>([]);

/** Where the rows of a table are cards, on a phone, its elements lose the meaning of a table; the roles keep it. */
export const TABLE_ROLES = { table: { role: 'table' }, group: { role: 'rowgroup' }, row: { role: 'row' }, head: { role: 'columnheader' }, name: { role: 'rowheader' }, cell: { role: 'cell' } } as const;

type Cell = ReactElement<ComponentProps<'td'> & { readonly 'data-label'?: string | undefined }>;

/** A row of a `GridTable`: its `th` names it, each `td` stands behind the head of its column where there is no room for a line of heads. */
export function GridRow({ children, ...rest }: ComponentProps<'tr'>) {
  const heads = use(HeadsContext);
  return (
    <tr {...TABLE_ROLES.row} {...rest}>
      {Children.toArray(children).map((cell, index) => {
        if (!isValidElement(cell)) return cell;
        if (cell.type === 'th') return cloneElement(cell as Cell, TABLE_ROLES.name);
        return cloneElement(cell as Cell, { ...TABLE_ROLES.cell, 'data-label': heads[index] });
      })}
    </tr>
  );
}

/** A table in its frame; wide ones scroll inside it, and on a phone each row is a card. Its rows are `GridRow`. */
export function GridTable({ heads, label, children }: { readonly heads: readonly string[]; readonly label?: string; readonly children: ReactNode }) {
  return (
    <div className="grid-frame">
      <table {...TABLE_ROLES.table} className="grid-table" data-cards="" {...(label === undefined ? {} : { 'aria-label': label })}>
        <thead {...TABLE_ROLES.group}>
          <tr {...TABLE_ROLES.row}>
            {heads.map((head) => (
              <th {...TABLE_ROLES.head} key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody {...TABLE_ROLES.group}>
          <HeadsContext value={heads}>{children}</HeadsContext>
        </tbody>
      </table>
    </div>
  );
}
