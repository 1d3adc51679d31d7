import type { ImportReport } from '../../../../../server/api/data.ts';
import { useTexts } from '../../../text/locale.tsx';
import { GridTable } from '../shared/list-page.tsx';
import { dataTexts } from './data-text.ts';

/** Why rows of a file were not taken, by row and field. */
export function ReportTable({ problems }: { readonly problems: ImportReport['problems'] }) {
  const text = useTexts(dataTexts);
  return (
    <div className="data-report">
      <GridTable heads={[text.row, text.field, text.value, text.problem]}>
        {problems.map((problem) => (
          <tr key={`${problem.row} ${problem.field ?? ''} ${problem.code}`}>
            <td>{problem.row}</td>
            <td>{problem.field}</td>
            <td>{problem.value === undefined ? '' : typeof problem.value === 'string' ? problem.value : JSON.stringify(problem.value)}</td>
            <td>
              {problem.message} <code>{problem.code}</code>
            </td>
          </tr>
        ))}
      </GridTable>
    </div>
  );
}
