import { useCallback, useMemo, useState } from 'react';
import type { CaseAnswer } from '../../../../runtime/schema/case.ts';
import type { Scenario } from '../../../../runtime/schema/scenario.ts';
import type { Trace } from '../../../../server/api/scenario.ts';
import { request } from '../../client/request.ts';
import { useDocumentBinding, useDocumentPart } from '../document/document-context.tsx';
import { member } from '../document/pointer.ts';
import type { TestInput, TraceHook } from '../document/trace-context.tsx';

interface Ran {
  readonly trace: Trace;
  readonly scenario: Scenario;
  readonly input: TestInput;
  readonly answers: readonly CaseAnswer[];
}

function bodyOf(scenario: Scenario, input: TestInput, answers: readonly CaseAnswer[], pins: Readonly<Record<string, unknown>>): object {
  const { caseTitle: _spoken, ...sent } = input;
  return { scenario, ...sent, ...(answers.length === 0 ? {} : { answers }), ...(Object.keys(pins).length === 0 ? {} : { pins }) };
}

/** Runs the present draft on the server without side effects, and keeps its trace for canvas and panel. */
export function useTestRun(): TraceHook {
  const { id, store } = useDocumentBinding();
  const present = useDocumentPart((state) => state.history.present);
  const [ran, setRan] = useState<Ran>();
  const [pins, setPins] = useState<Readonly<Record<string, unknown>>>({});
  const [running, setRunning] = useState(false);
  const [error, setError] = useState<unknown>();
  const send = useCallback(
    async (input: TestInput, answers: readonly CaseAnswer[], pinned: Readonly<Record<string, unknown>>): Promise<void> => {
      const scenario = store.get().history.present;
      setRunning(true);
      setError(undefined);
      try {
        const trace = await request<Trace>(`/api/scenarios/${id}/test-run`, { method: 'POST', body: bodyOf(scenario, input, answers, pinned) });
        setRan({ trace, scenario, input, answers });
      } catch (problem) {
        setError(problem);
        throw problem;
      } finally {
        setRunning(false);
      }
    },
    [id, store],
  );
  return useMemo<TraceHook>(
    () => ({
      trace: ran?.trace,
      input: ran?.input,
      node: (node) => (ran === undefined ? undefined : (member(ran.trace.nodes, node) as Trace['nodes'][string] | undefined)),
      stale: (node) => ran !== undefined && present.flows[ran.trace.flow]?.nodes[node] !== ran.scenario.flows[ran.trace.flow]?.nodes[node],
      pins,
      pin: (node, value) =>
        setPins((old) => {
          const { [node]: _, ...rest } = old;
          return value === undefined ? rest : { ...rest, [node]: value };
        }),
      running,
      error,
      run: (input) => send(input, [], pins),
      answer: async (answer) => {
        if (ran !== undefined) await send(ran.input, [...ran.answers, answer], pins);
      },
      close: () => {
        setRan(undefined);
        setError(undefined);
      },
    }),
    [ran, present, pins, running, error, send],
  );
}
