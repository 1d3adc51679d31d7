import { useState } from 'react';
import { useLocation } from 'wouter';
import type { Case } from '../../../../../runtime/schema/case.ts';
import type { Trace } from '../../../../../server/api/scenario.ts';
import { useTexts } from '../../../text/locale.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { useDatasets } from '../../document/catalogue.ts';
import { useDocumentBinding } from '../../document/document-context.tsx';
import type { TestInput } from '../../document/trace-context.tsx';
import { useCaseFile, useSaveCases } from '../shared/use-cases.ts';
import { caseFromTrace, rowsRead } from './case-from-trace.ts';
import { fetchRows } from './fetch-rows.ts';
import { runTexts } from './run-text.ts';
import { withoutPersons } from './without-persons.ts';

function freeId(cases: readonly Case[], wish: string): string {
  let id = wish;
  for (let number = 2; cases.some((item) => item.id === id); number += 1) id = `${wish}-${number}`;
  return id;
}

/** Keeps a test run as a case with one press, without what identifies people; the message leads to it. */
export function useKeepCase(): { readonly keep: (trace: Trace, input: TestInput | undefined) => void; readonly busy: boolean } {
  const text = useTexts(runTexts);
  const toast = useToast();
  const [, navigate] = useLocation();
  const { id: scenarioId, store } = useDocumentBinding();
  const { list } = useDatasets();
  const file = useCaseFile(scenarioId);
  const save = useSaveCases(scenarioId);
  const [busy, setBusy] = useState(false);
  const make = async (trace: Trace, input: TestInput | undefined): Promise<void> => {
    const held = file.data ?? (await file.refetch()).data;
    if (held === undefined) return toast({ text: text.keepFailed });
    const scenario = store.get().history.present;
    const catalogue = new Map(list.map((item) => [item.definition.id, item.definition]));
    // Cases and past runs bring their rows; live data is read again.
    const base = held.cases.cases.find((item) => item.id === input?.caseId);
    const rows = input?.rows ?? base?.rows ?? (input?.data === 'live' ? (await fetchRows(scenario, catalogue, rowsRead(scenario, trace))).rows : {});
    const number = held.cases.cases.length + 1;
    const plain = caseFromTrace(scenario, trace, { id: freeId(held.cases.cases, `test-${number}`), title: trace.subject ?? text.keptTitle(number), rows });
    // Made-up people need no stand-ins.
    const made = scenario.synthetic === true ? plain : withoutPersons(scenario, plain, catalogue).made;
    await save.mutateAsync({ cases: { ...held.cases, cases: [...held.cases.cases, made] }, baseVersion: held.casesVersion });
    toast({ text: text.caseSaved(made.title), action: { label: text.seeCases, onAction: () => navigate(`/s/${scenarioId}/cases/${encodeURIComponent(made.id)}`) } });
  };
  return {
    busy,
    keep: (trace, input) => {
      setBusy(true);
      make(trace, input)
        .catch(() => toast({ text: text.keepFailed }))
        .finally(() => setBusy(false));
    },
  };
}
