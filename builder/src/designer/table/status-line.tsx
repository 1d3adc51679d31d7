import { CircleAlert, CircleCheck, FlaskConical, Layers, Scale, TriangleAlert } from 'lucide-react';
import { useTexts } from '../../text/locale.tsx';
import { Button } from '../../ui/button.tsx';
import { FindingsButton } from './findings-button.tsx';
import { useGrid } from './grid-state.ts';
import { NEVER_HIT } from './never-hit-codes.ts';
import type { Coverage } from './row-hits.ts';
import type { TableDesk } from './table-desk.ts';
import { tableTexts } from './table-texts.ts';

/** What stands between this table and publishing, in one line; each count leads to its cells. */
export function StatusLine({ table, coverage }: { readonly table: TableDesk; readonly coverage: Coverage | undefined }) {
  const text = useTexts(tableTexts);
  const grid = useGrid();
  const { config, desk } = table;
  const problems = desk.problemsAt([], true);
  const errors = problems.filter((one) => one.severity === 'error');
  const warnings = problems.filter((one) => one.severity === 'warning');
  const never = problems.filter(({ code }) => NEVER_HIT.has(code)).length;
  const lawless = config.rules.flatMap((rule, row) => ((rule.basis ?? []).length === 0 ? [row] : []));
  const untouched = new Set(coverage?.untouched);
  const uncovered = config.rules.flatMap((rule, row) => (untouched.has(rule.id) ? [row] : []));
  const { row } = grid.selection.active;
  /** The next of these rows after the active one, around the end. */
  const next = (rows: readonly number[]): number => rows.find((one) => one > row) ?? rows[0] ?? 0;
  return (
    <footer className="table-status">
      {errors.length > 0 ? <FindingsButton table={table} problems={errors} label={text.errors(errors.length)} trigger={<Button look="quiet" size="small" data-tone="err" icon={<CircleAlert size={14} aria-hidden="true" />}>{text.errors(errors.length)}</Button>} /> : null}
      {warnings.length > 0 ? <FindingsButton table={table} problems={warnings} label={text.gaps(warnings.length)} trigger={<Button look="quiet" size="small" data-tone="warn" icon={<TriangleAlert size={14} aria-hidden="true" />}>{text.gaps(warnings.length)}</Button>} /> : null}
      {problems.length === 0 ? <span data-tone="ok"><CircleCheck size={14} aria-hidden="true" />{text.noProblems}</span> : null}
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
}
