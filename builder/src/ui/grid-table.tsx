import { Children, cloneElement, createContext, isValidElement, use, type ComponentProps, type ReactElement, type ReactNode } from 'react';
import './grid-table.css';

/** Head of a column that is more than its words; `quiet` ones are spoken only, and no label stands before their cells. */
export interface GridHead extends Omit<ComponentProps<'th'>, 'children'> {
  readonly [data: `data-${string}`]: string | undefined;
  readonly label: string;
  /** What stands in the line of heads where there is one; rows that are cards have the label. @default the label */
  readonly shown?: ReactNode;
  readonly quiet?: boolean;
}

type Head = string | GridHead;

const HeadsContext = createContext<readonly Head[]>([]);

function labelOf(head: Head | undefined): string | undefined {
  if (head === undefined || typeof head === 'string') return head;
  return head.quiet === true ? undefined : head.label;
}

function HeadCell({ head }: { readonly head: Head }) {
  if (typeof head === 'string') return <th {...TABLE_ROLES.head} scope="col">{head}</th>;
  const { label, shown, quiet, ...rest } = head;
  return (
    <th {...TABLE_ROLES.head} scope="col" {...rest}>
      {quiet === true ? <span className="ui-hidden">{label}</span> : shown === undefined ? label : <><span className="head-words">{label}</span><span className="head-shown">{shown}</span></>}
    </th>
  );
}

/** Where the rows of a table are cards, on a phone, its elements lose the meaning of a table; the roles keep it. */
export const TABLE_ROLES = { table: { role: 'table' }, group: { role: 'rowgroup' }, row: { role: 'row' }, head: { role: 'columnheader' }, name: { role: 'rowheader' }, cell: { role: 'cell' } } as const;

type Cell = ReactElement<ComponentProps<'td'> & { readonly 'data-label'?: string | undefined }>;

/** A row of a `GridTable`: its `th` names it, each `td` (or a component that hands its attributes on to one) stands behind the head of its column where there is no room for a line of heads. */
export function GridRow({ children, ...rest }: ComponentProps<'tr'>) {
  const heads = use(HeadsContext);
  return (
    <tr {...TABLE_ROLES.row} {...rest}>
      {Children.toArray(children).map((cell, index) => {
        if (!isValidElement(cell)) return cell;
        if (cell.type === 'th') return cloneElement(cell as Cell, TABLE_ROLES.name);
        return cloneElement(cell as Cell, { ...TABLE_ROLES.cell, 'data-label': labelOf(heads[index]) });
      })}
    </tr>
  );
}

export interface GridTableProps {
  readonly heads: readonly Head[];
  readonly label?: string;
  readonly className?: string;
  /** Each cell is one line, cut where it is long; on a phone it is whole. @default false */
  readonly dense?: boolean;
  readonly children: ReactNode;
}

/** A table in its frame; wide ones scroll inside it, and on a phone each row is a card. Its rows are `GridRow`. */
export function GridTable({ heads, label, className, dense = false, children }: GridTableProps) {
  return (
    <div className="grid-frame">
      <table {...TABLE_ROLES.table} className={className === undefined ? 'grid-table' : `grid-table ${className}`} data-cards="" {...(dense ? { 'data-dense': '' } : {})} {...(label === undefined ? {} : { 'aria-label': label })}>
        <thead {...TABLE_ROLES.group}>
          <tr {...TABLE_ROLES.row}>
            {heads.map((head, index) => (
              <HeadCell key={`${index} ${typeof head === 'string' ? head : head.label}`} head={head} />
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
