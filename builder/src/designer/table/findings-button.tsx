import type { ReactElement } from 'react';
import { useTexts } from '../../text/locale.tsx';
import { Popover } from '../../ui/menu.tsx';
import type { OutsideProblem } from '../formula/formula-input.tsx';
import { gapWords } from './gap-words.ts';
import type { Gap } from './gaps.ts';
import type { GridGuide } from './grid-state.ts';
import { cellOfProblem } from './row-problems.ts';
import type { TableDesk } from './table-desk.ts';
import { tableTexts } from './table-texts.ts';

const SHOWN = 30;

/** A count that opens the list of what it counts; each line goes to its cells. */
export function FindingsButton({ table, goTo, problems, gaps = [], label, trigger }: { readonly table: TableDesk; readonly goTo: GridGuide['goTo']; readonly problems: readonly OutsideProblem[]; readonly gaps?: readonly Gap[]; readonly label: string; readonly trigger: ReactElement }) {
  const text = useTexts(tableTexts);
  const go = (problem: OutsideProblem) => {
    const place = cellOfProblem(problem, table.columns);
    if (place) goTo(place.row, place.column);
  };
  return (
    <Popover label={label} trigger={trigger}>
      <ul className="findings">
        {gaps.map((gap) => (
          <li key={JSON.stringify(gap.when)}>
            <button type="button" data-severity="warning" onClick={() => goTo(Math.max(0, Math.min(gap.place, table.config.rules.length - 1)), 0)}>
              {text.gapTitle} · {text.gapNobody(gapWords(table, gap))}
            </button>
          </li>
        ))}
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
