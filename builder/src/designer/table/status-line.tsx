import { CircleAlert, CircleCheck, FlaskConical, Layers, Scale, TriangleAlert } from 'lucide-react';
import { memo } from 'react';
import { useTexts } from '../../text/locale.tsx';
import { Button } from '../../ui/button.tsx';
import { useCheckState } from '../document/check-context.tsx';
import { FindingsButton } from './findings-button.tsx';
import type { GridGuide } from './grid-state.ts';
import { NEVER_HIT } from './never-hit-codes.ts';
import type { Coverage } from './row-hits.ts';
import type { TableDesk } from './table-desk.ts';
import { tableTexts } from './table-texts.ts';

/** What stands between this table and publishing, in one line; each count leads to its cells. */
export const StatusLine = memo(function StatusLine({ table, coverage, grid }: { readonly table: TableDesk; readonly coverage: Coverage | undefined; readonly grid: GridGuide }) {
  const text = useTexts(tableTexts);
  const { config, desk } = table;
  const first = useCheckState() === 'first';
  const problems = desk.problemsAt([], true);
  const errors = problems.filter((one) => one.severity === 'error');
  const gap = ({ code }: { readonly code: string }) => code === 'SCN_RULE_GAP';
  // Gaps that lie side by side are one to a person, as in the table.
  const warnings = problems.filter((one) => one.severity === 'warning' && !gap(one));
  const count = warnings.length + table.gaps.length;
  const never = problems.filter(({ code }) => NEVER_HIT.has(code)).length;
  const lawless = config.rules.flatMap((rule, row) => ((rule.basis ?? []).length === 0 ? [row] : []));
  const untouched = new Set(coverage?.untouched);
  const uncovered = config.rules.flatMap((rule, row) => (untouched.has(rule.id) ? [row] : []));
  /** The next of these rows after the active one, around the end. */
  const next = (rows: readonly number[]): number => rows.find((one) => one > grid.activeRow()) ?? rows[0] ?? 0;
  return (
    <footer className="table-status">
      {errors.length > 0 ? <FindingsButton table={table} goTo={grid.goTo} problems={errors} label={text.errors(errors.length)} trigger={<Button look="quiet" size="small" data-tone="err" icon={<CircleAlert size={14} aria-hidden="true" />}>{text.errors(errors.length)}</Button>} /> : null}
      {count > 0 ? <FindingsButton table={table} goTo={grid.goTo} problems={warnings} gaps={table.gaps} label={text.gaps(count)} trigger={<Button look="quiet" size="small" data-tone="warn" icon={<TriangleAlert size={14} aria-hidden="true" />}>{text.gaps(count)}</Button>} /> : null}
      {first ? <span className="ui-quiet">{text.checking}</span> : null}
      {!first && errors.length === 0 && count === 0 ? <span data-tone="ok"><CircleCheck size={14} aria-hidden="true" />{text.noProblems}</span> : null}
      <span data-tone={never > 0 ? 'warn' : 'ok'}>{never > 0 ? <Layers size={14} aria-hidden="true" /> : <CircleCheck size={14} aria-hidden="true" />}{never > 0 ? text.neverHit(never) : text.noNeverHit}</span>
      {coverage === undefined ? null : uncovered.length === 0 ? <span data-tone="ok"><FlaskConical size={14} aria-hidden="true" />{text.allCovered}</span> : (
        <Button look="quiet" size="small" icon={<FlaskConical size={14} aria-hidden="true" />} onPress={() => grid.goTo(next(uncovered), 0)}>
          {text.notCovered(uncovered.length)}
        </Button>
      )}
      {lawless.length > 0 ? (
        <Button look="quiet" size="small" icon={<Scale size={14} aria-hidden="true" />} onPress={() => grid.goTo(next(lawless), table.columns.findIndex(({ kind }) => kind === 'basis'))}>
          {text.noLaw(lawless.length)}
        </Button>
      ) : null}
      <span className="ui-grow" />
      <span>{text.size(config.rules.length, config.inputs.length, config.outputs.length)}</span>
    </footer>
  );
});
