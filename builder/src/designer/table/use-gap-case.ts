import { useLocation } from 'wouter';
import { useTexts } from '../../text/locale.tsx';
import { useToast } from '../../ui/toast.tsx';
import { useDocumentPart } from '../document/document-context.tsx';
import { useCaseFile, useSaveCases } from '../pages/shared/use-cases.ts';
import { caseFromGap } from './case-from-gap.ts';
import { gapWords } from './gap-words.ts';
import type { Gap } from './gaps.ts';
import type { TableDesk } from './table-desk.ts';
import { tableTexts } from './table-texts.ts';

/** Keeps the example of a gap as a case; undefined while the cases are not known or somebody may only look. */
export function useGapCase(table: TableDesk): ((gap: Gap) => void) | undefined {
  const text = useTexts(tableTexts);
  const toast = useToast();
  const [, navigate] = useLocation();
  const scenario = useDocumentPart((state) => state.history.present);
  const file = useCaseFile(scenario.id).data;
  const save = useSaveCases(scenario.id);
  if (file === undefined || table.desk.readOnly || save.isPending) return undefined;
  return (gap) => {
    const { flow, id: node } = table.desk;
    const { made, open } = caseFromGap({ scenario, flow, node, config: table.config, gap, title: text.gapCaseTitle(gapWords(table, gap)), now: new Date().toISOString() }, file.cases.cases);
    const names = open.map((input) => table.titleOf(table.columns.find((column) => column.kind === 'input' && column.id === input) ?? table.columns[0] as (typeof table.columns)[number]));
    const seeCases = { label: text.seeCases, onAction: () => navigate(`/s/${scenario.id}/cases/${encodeURIComponent(made.id)}`) };
    save.mutate(
      { cases: { ...file.cases, cases: [...file.cases.cases, made] }, baseVersion: file.casesVersion },
      {
        onSuccess: () => toast({ text: names.length === 0 ? text.gapCaseAdded : text.gapCaseOpen(names.join('、')), action: seeCases }),
        onError: () => toast({ text: text.gapCaseFailed, tone: 'err' }),
      },
    );
  };
}
