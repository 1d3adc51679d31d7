import type { ReactElement } from 'react';
import { Popover } from '../../ui/menu.tsx';
import type { OutsideProblem } from '../formula/formula-input.tsx';
import { useGrid } from './grid-state.ts';
import { cellOfProblem } from './row-problems.ts';
import type { TableDesk } from './table-desk.ts';

const SHOWN = 30;

/** A count that opens the list of what it counts; each line goes to its cells. */
export function FindingsButton({ table, problems, label, trigger }: { readonly table: TableDesk; readonly problems: readonly OutsideProblem[]; readonly label: string; readonly trigger: ReactElement }) {
  const grid = useGrid();
  const go = (problem: OutsideProblem) => {
    const gap = problem.code === 'SCN_RULE_GAP' ? table.gaps[problems.filter(({ code }) => code === 'SCN_RULE_GAP').indexOf(problem)] : undefined;
    const place = gap ? { row: Math.max(0, Math.min(gap.place, table.config.rules.length - 1)), column: 0 } : cellOfProblem(problem, table.columns);
    if (place) grid.goTo(place.row, place.column);
  };
  return (
    <Popover label={label} trigger={trigger}>
      <ul className="findings">
        {problems.slice(0, SHOWN).map((problem) => (
          <li key={`${problem.code}.${problem.path}.${problem.message.en}`}>
            <button type="button" data-severity={problem.severity} onClick={() => go(problem)}>
              {problem.message[table.desk.locale]}
            </button>
          </li>
        ))}
        {problems.length > SHOWN ? <li className="ui-quiet">+{problems.length - SHOWN}</li> : null}
      </ul>
    </Popover>
  );
}
