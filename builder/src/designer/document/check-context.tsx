import { replaceEqualDeep } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { countProblems } from '../../../../runtime/schema/count-problems.ts';
import type { Diagnostic } from '../../../../runtime/schema/diagnostic.ts';
import type { Flow } from '../../../../runtime/schema/flow.ts';
import type { Scenario } from '../../../../runtime/schema/scenario.ts';
import type { CheckAnswer, NodeInfo } from '../../../../server/api/scenario.ts';
import { request } from '../../client/request.ts';
import { namesInScope } from './names-in-scope.ts';
import { member } from './pointer.ts';
import { named } from './problem-words.ts';
import { useDocumentPart } from './document-context.tsx';

export interface CheckHook {
  /** All problems, errors first. */
  readonly diagnostics: readonly Diagnostic[];
  readonly of: (flow: string, node: string) => readonly Diagnostic[];
  /** Ports, fact and output schema of a node, as of the last check. */
  readonly info: (flow: string, node: string) => NodeInfo | undefined;
  /** Names that the formulas of a node may use → JSON Schema, as of the last check. */
  readonly scope: (flow: string, node: string) => Readonly<Record<string, unknown>>;
  readonly errors: number;
  readonly warnings: number;
}

/** `first`: nothing is known yet; `failed`: the checker could not be reached, so that the document may have changed since. */
export type CheckState = 'first' | 'ready' | 'failed';

interface Checked {
  readonly scenario: Scenario;
  readonly answer: CheckAnswer;
}

/** Pause after the last edit before the document is checked, in milliseconds. */
const QUIET_MS = 250;
/** Pause before a checker that did not answer is asked again, in milliseconds. */
const RETRY_MS = 5000;
const RANK = { error: 0, warning: 1, info: 2 } as const;
const NONE: readonly Diagnostic[] = [];
const NO_NAMES: Readonly<Record<string, unknown>> = {};

function useChecked(): { readonly checked: Checked | undefined; readonly state: CheckState } {
  const scenario = useDocumentPart((state) => state.history.present);
  const [checked, setChecked] = useState<Checked>();
  const [failed, setFailed] = useState(false);
  const [tries, setTries] = useState(0);
  const first = checked === undefined;
  useEffect(() => {
    const abort = new AbortController();
    let again: ReturnType<typeof setTimeout> | undefined;
    const timer = setTimeout(() => {
      request<CheckAnswer>('/api/scenarios/check', { method: 'POST', body: { scenario }, signal: abort.signal }).then(
        (answer) => {
          if (answer.outdated === true) {
            again = setTimeout(() => setTries((count) => count + 1), RETRY_MS);
            return;
          }
          // What the checker says as before keeps its identity, so that only cards with news are drawn again.
          const said = { ...answer, diagnostics: answer.diagnostics.map((one) => named(scenario, one)) };
          setChecked((old) => ({ scenario, answer: old === undefined ? said : replaceEqualDeep(old.answer, said) }));
          setFailed(false);
        },
        () => {
          if (abort.signal.aborted) return;
          setFailed(true);
          again = setTimeout(() => setTries((count) => count + 1), RETRY_MS);
        },
      );
    }, first ? 0 : QUIET_MS);
    return () => {
      clearTimeout(timer);
      clearTimeout(again);
      abort.abort();
    };
    // `first` only chooses the delay; its change must not start a second check.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [scenario, tries]);
  return { checked, state: failed ? 'failed' : first ? 'first' : 'ready' };
}

function byNode(diagnostics: readonly Diagnostic[]): ReadonlyMap<string, readonly Diagnostic[]> {
  const table = new Map<string, Diagnostic[]>();
  for (const item of diagnostics) {
    if (item.place.node === undefined) continue;
    const key = `${item.place.flow ?? ''}/${item.place.node}`;
    const list = table.get(key);
    if (list === undefined) table.set(key, [item]);
    else list.push(item);
  }
  return table;
}

function describe(checked: Checked | undefined): CheckHook {
  const diagnostics = [...(checked?.answer.diagnostics ?? [])].sort((one, other) => RANK[one.severity] - RANK[other.severity]);
  const table = byNode(diagnostics);
  return {
    diagnostics,
    of: (flow, node) => table.get(`${flow}/${node}`) ?? NONE,
    scope: (flow, node) => (checked === undefined ? NO_NAMES : namesInScope(checked.answer, member(checked.scenario.flows, flow) as Flow | undefined, flow, node)),
    info: (flow, node) => member(member(checked?.answer.nodes, flow), node) as NodeInfo | undefined,
    errors: countProblems(diagnostics, 'error'),
    warnings: countProblems(diagnostics, 'warning'),
  };
}

const CheckContext = createContext<CheckHook | undefined>(undefined);
const StateContext = createContext<CheckState>('first');

export function CheckProvider({ children }: { readonly children: ReactNode }) {
  const { checked, state } = useChecked();
  const value = useMemo(() => describe(checked), [checked]);
  return (
    <StateContext value={state}>
      <CheckContext value={value}>{children}</CheckContext>
    </StateContext>
  );
}

/** How the last check went; apart from what it said, which is the same for many edits. */
export function useCheckState(): CheckState {
  return useContext(StateContext);
}

/** Problems and node facts from the server's checker, following the document with a short delay. */
export function useCheck(): CheckHook {
  const check = useContext(CheckContext);
  if (check === undefined) throw new Error('useCheck outside of a CheckProvider');
  return check;
}
