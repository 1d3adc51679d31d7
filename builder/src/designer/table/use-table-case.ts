import { useLocation } from 'wouter';
import { useTexts } from '../../text/locale.tsx';
import { useToast } from '../../ui/toast.tsx';
import { useDocumentPart } from '../document/document-context.tsx';
import { useCaseFile, useSaveCases } from '../pages/shared/use-cases.ts';
import { answersOf, caseFromValues, type WantedCase } from './case-from-values.ts';
import { gapWords } from './gap-words.ts';
import { gapExample, type Gap } from './gaps.ts';
import type { TableDesk } from './table-desk.ts';
import { tableTexts } from './table-texts.ts';

/** The case of a gap: no rule takes it today. */
export function gapCase(table: TableDesk, gap: Gap, titleOf: (what: string) => string): WantedCase {
  return { origin: 'gap', values: answersOf(gapExample(gap)), rule: null, title: titleOf(gapWords(table, gap)) };
}

/** Keeps values of the table as a case; undefined while the cases are not known or somebody may only look. */
export function useTableCase(table: TableDesk): ((wanted: WantedCase) => void) | undefined {
  const text = useTexts(tableTexts);
  const toast = useToast();
  const [, navigate] = useLocation();
  const scenario = useDocumentPart((state) => state.history.present);
  const file = useCaseFile(scenario.id).data;
  const save = useSaveCases(scenario.id);
  if (file === undefined || table.desk.readOnly || save.isPending) return undefined;
  return (wanted) => {
    const { flow, id: node } = table.desk;
    const { made, open } = caseFromValues({ ...wanted, scenario, flow, node, config: table.config, now: new Date().toISOString() }, file.cases.cases);
    const names = open.map((input) => table.titleOf(table.columns.find((column) => column.kind === 'input' && column.id === input) ?? table.columns[0] as (typeof table.columns)[number]));
    const seeCases = { label: text.seeCases, onAction: () => navigate(`/s/${scenario.id}/cases/${encodeURIComponent(made.id)}`) };
    save.mutate(
      { cases: { ...file.cases, cases: [...file.cases.cases, made] }, baseVersion: file.casesVersion },
      {
        onSuccess: () => toast({ text: names.length === 0 ? (wanted.rule === null ? text.gapCaseAdded : text.caseAdded(wanted.rule)) : text.gapCaseOpen(names.join('、')), action: seeCases }),
        onError: () => toast({ text: text.gapCaseFailed, tone: 'err' }),
      },
    );
  };
}
