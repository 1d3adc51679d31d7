import { CircleAlert, CircleCheck, Layers, Scale, TriangleAlert } from 'lucide-react';
import { useTexts } from '../../text/locale.tsx';
import { NEVER_HIT } from './never-hit-codes.ts';
import type { TableDesk } from './table-desk.ts';
import { tableTexts } from './table-texts.ts';

/** What stands between this table and publishing, in one line. */
export function StatusLine({ table }: { readonly table: TableDesk }) {
  const text = useTexts(tableTexts);
  const { config, desk } = table;
  const problems = desk.problemsAt([], true);
  const errors = problems.filter((one) => one.severity === 'error').length;
  const warnings = problems.length - errors;
  const never = problems.filter(({ code }) => NEVER_HIT.has(code)).length;
  const lawless = config.rules.filter((rule) => (rule.basis ?? []).length === 0).length;
  return (
    <footer className="table-status">
      {errors > 0 ? <span data-tone="err"><CircleAlert size={14} aria-hidden="true" />{text.errors(errors)}</span> : null}
      {warnings > 0 ? <span data-tone="warn"><TriangleAlert size={14} aria-hidden="true" />{text.gaps(warnings)}</span> : null}
      {problems.length === 0 ? <span data-tone="ok"><CircleCheck size={14} aria-hidden="true" />{text.noProblems}</span> : null}
      <span data-tone={never > 0 ? 'warn' : 'ok'}>{never > 0 ? <Layers size={14} aria-hidden="true" /> : <CircleCheck size={14} aria-hidden="true" />}{never > 0 ? text.neverHit(never) : text.noNeverHit}</span>
      {lawless > 0 ? <span><Scale size={14} aria-hidden="true" />{text.noLaw(lawless)}</span> : null}
      <span className="ui-grow" />
      <span>{text.size(config.rules.length, config.inputs.length, config.outputs.length)}</span>
    </footer>
  );
}
