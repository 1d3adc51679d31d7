import { useState } from 'react';
import { useLocation } from 'wouter';
import type { Case } from '../../../../../runtime/schema/case.ts';
import type { Scenario } from '../../../../../runtime/schema/scenario.ts';
import type { Trace } from '../../../../../server/api/scenario.ts';
import { useTexts } from '../../../text/locale.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { useDatasets } from '../../document/catalogue.ts';
import { useDocumentBinding } from '../../document/document-context.tsx';
import type { TestInput } from '../../document/trace-context.tsx';
import { useRenameCase } from '../shared/rename-case.tsx';
import { useCaseFile, useSaveCases } from '../shared/use-cases.ts';
import { caseFromTrace, rowsRead } from './case-from-trace.ts';
import { fetchRows, type FetchedRows } from './fetch-rows.ts';
import { freeCaseId, withoutKept } from './kept-case.ts';
import { runTexts } from './run-text.ts';
import { withoutPersons } from './without-persons.ts';

export interface KeepCase {
  /** Of a test run: cases and past runs bring their rows, live data is read again. */
  readonly keepTest: (trace: Trace, input: TestInput | undefined) => void;
  /** Of a run of a release, by the scenario as it was then. */
  readonly keepRun: (trace: Trace, scenario: Scenario) => void;
  readonly busy: boolean;
}

interface Wanted {
  readonly trace: Trace;
  readonly scenario: Scenario;
  readonly id: string;
  readonly title: string;
  /** Undefined: the rows it read are read again. */
  readonly rows: FetchedRows['rows'] | undefined;
}

/** Takes back a kept case as long as nobody worked on it. */
function useTakeBack(scenarioId: string): (made: Case) => void {
  const text = useTexts(runTexts);
  const toast = useToast();
  const file = useCaseFile(scenarioId);
  const save = useSaveCases(scenarioId);
  const take = async (made: Case): Promise<void> => {
    const held = (await file.refetch()).data;
    const cases = held === undefined ? undefined : withoutKept(held.cases, made);
    if (held === undefined || cases === undefined) return toast({ text: text.undoTooLate });
    await save.mutateAsync({ cases, baseVersion: held.casesVersion });
    toast({ text: text.undone(made.title) });
  };
  return (made) => void take(made).catch(() => toast({ text: text.undoTooLate }));
}

/** Keeps a run as a case with one press, without what identifies people; the message offers to see it, to rename it and to take it back. */
export function useKeepCase(): KeepCase {
  const text = useTexts(runTexts);
  const toast = useToast();
  const [, navigate] = useLocation();
  const { id: scenarioId, store } = useDocumentBinding();
  const datasets = useDatasets().query;
  const file = useCaseFile(scenarioId);
  const save = useSaveCases(scenarioId);
  const rename = useRenameCase();
  const takeBack = useTakeBack(scenarioId);
  const [busy, setBusy] = useState(false);
  const offer = (made: Case, replaced: number | undefined, missing: readonly string[]): void => {
    const personal = replaced === undefined ? [] : [replaced === 0 ? text.caseNoPersonal : text.casePersonal(replaced)];
    const words = [text.caseSaved(made.title), ...personal, ...(missing.length === 0 ? [] : [text.caseMissing(missing.join('、'))])];
    toast({
      text: words.join(' '),
      stays: personal.length > 0,
      action: { label: text.seeCases, onAction: () => navigate(`/s/${scenarioId}/cases/${encodeURIComponent(made.id)}`) },
      more: [{ label: text.rename, onAction: () => rename(made) }, { label: text.undo, onAction: () => takeBack(made) }],
    });
  };
  const make = async (wanted: (cases: readonly Case[]) => Wanted): Promise<void> => {
    const [held, catalogued] = await Promise.all([file.refetch(), datasets.data === undefined ? datasets.refetch() : datasets]);
    if (held.data === undefined || catalogued.data === undefined) return toast({ text: text.keepFailed, tone: 'err' });
    const { cases, casesVersion } = held.data;
    const catalogue = new Map(catalogued.data.items.map((item) => [item.definition.id, item.definition]));
    const { trace, scenario, id, title, rows } = wanted(cases.cases);
    const read = rows === undefined ? await fetchRows(scenario, catalogue, rowsRead(scenario, trace)) : { rows, missing: [] };
    const plain = caseFromTrace(scenario, trace, { id: freeCaseId(cases.cases, id), title, rows: read.rows });
    // Made-up people need no stand-ins.
    const { made, replaced } = scenario.synthetic === true ? { made: plain, replaced: undefined } : withoutPersons(scenario, plain, catalogue);
    await save.mutateAsync({ cases: { ...cases, cases: [...cases.cases, made] }, baseVersion: casesVersion });
    offer(made, replaced, read.missing);
  };
  const keep = (wanted: (cases: readonly Case[]) => Wanted): void => {
    setBusy(true);
    make(wanted)
      .catch(() => toast({ text: text.keepFailed, tone: 'err' }))
      .finally(() => setBusy(false));
  };
  return {
    busy,
    keepTest: (trace, input) =>
      keep((cases) => {
        const number = cases.length + 1;
        const rows = input?.rows ?? cases.find((item) => item.id === input?.caseId)?.rows ?? (input?.data === 'live' ? undefined : {});
        return { trace, scenario: store.get().history.present, id: `test-${number}`, title: trace.subject ?? text.keptTitle(number), rows };
      }),
    keepRun: (trace, scenario) =>
      keep((cases) => ({ trace, scenario, id: `run-${(trace.runId ?? trace.startedAt.replaceAll(/\D/g, '')).slice(-8)}`, title: trace.subject ?? text.keptRunTitle(cases.length + 1), rows: undefined })),
  };
}
