import type { ImportReport } from '../../../../../server/api/data.ts';
import { useLocale, useTexts } from '../../../text/locale.tsx';
import { GridRow, GridTable } from '../../../ui/grid-table.tsx';
import { useDatasets } from '../../document/catalogue.ts';
import { dataTexts } from './data-text.ts';
import { fieldTitle } from './dataset-title.ts';

/** The columns a problem is about, as people call them; a key may be of several. */
function Columns({ named, dataset }: { readonly named: string; readonly dataset: string }) {
  const { locale } = useLocale();
  const fields = useDatasets().list.find(({ definition }) => definition.id === dataset)?.definition.fields ?? [];
  const titles = named.split(', ').map((id) => fields.filter((field) => field.id === id).map((field) => fieldTitle(field, locale))[0] ?? id).join(', ');
  return titles === named ? named : <>{titles}<em><code>{named}</code></em></>;
}

/** Why rows of a file were not taken, by row and field. */
export function ReportTable({ problems, dataset }: { readonly problems: ImportReport['problems']; readonly dataset: string }) {
  const text = useTexts(dataTexts);
  return (
    <div className="data-report">
      <GridTable heads={[text.row, text.field, text.value, text.problem]}>
        {problems.map((problem) => (
          <GridRow key={`${problem.row} ${problem.field ?? ''} ${problem.code}`}>
            <td>{problem.row}</td>
            <td>{problem.field === undefined ? null : <Columns named={problem.field} dataset={dataset} />}</td>
            <td>{problem.value === undefined ? '' : typeof problem.value === 'string' ? problem.value : JSON.stringify(problem.value)}</td>
            <td>
              {problem.message} <code>{problem.code}</code>
            </td>
          </GridRow>
        ))}
      </GridTable>
    </div>
  );
}
