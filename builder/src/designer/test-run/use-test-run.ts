import { useCallback, useMemo, useState } from 'react';
import type { CaseAnswer } from '../../../../runtime/schema/case.ts';
import type { Scenario } from '../../../../runtime/schema/scenario.ts';
import type { Trace } from '../../../../server/api/scenario.ts';
import { request } from '../../client/request.ts';
import { useDocumentBinding, useDocumentPart } from '../document/document-context.tsx';
import { member } from '../document/pointer.ts';
import { afterSteps, firstStop, stepOf, stopFrom, takenOver } from '../document/replay.ts';
import type { TestInput, TraceHook } from '../document/trace-context.tsx';

interface Ran {
  readonly trace: Trace;
  readonly scenario: Scenario;
  readonly input: TestInput;
  readonly answers: readonly CaseAnswer[];
}

type Pins = Readonly<Record<string, unknown>>;

/** One run as it is asked for. */
interface Wanted {
  readonly input: TestInput;
  readonly answers: readonly CaseAnswer[];
  readonly pins: Pins;
  readonly pinPorts?: Readonly<Record<string, readonly string[]>>;
}

const NO_STOPS: ReadonlySet<string> = new Set();

function bodyOf(scenario: Scenario, { input, answers, pins, pinPorts }: Wanted): object {
  const { caseTitle: _spoken, answers: _given, ...sent } = input;
  return { scenario, ...sent, ...(answers.length === 0 ? {} : { answers }), ...(Object.keys(pins).length === 0 ? {} : { pins }), ...(pinPorts === undefined ? {} : { pinPorts }) };
}

/** Runs the present draft on the server and keeps what came of it. */
function useRuns() {
  const { id, store } = useDocumentBinding();
  const [ran, setRan] = useState<Ran>();
  const [running, setRunning] = useState(false);
  const [error, setError] = useState<unknown>();
  const send = useCallback(
    async (wanted: Wanted): Promise<Trace> => {
      const scenario = store.get().history.present;
      setRunning(true);
      setError(undefined);
      try {
        const trace = await request<Trace>(`/api/scenarios/${id}/test-run`, { method: 'POST', body: bodyOf(scenario, wanted) });
        setRan({ trace, scenario, input: wanted.input, answers: wanted.answers });
        return trace;
      } catch (problem) {
        setError(problem);
        throw problem;
      } finally {
        setRunning(false);
      }
    },
    [id, store],
  );
  const forget = useCallback(() => {
    setRan(undefined);
    setError(undefined);
  }, []);
  return { ran, running, error, send, forget };
}

/**
 * Test runs of the present draft, without side effects. Because nothing real happens a run goes to its end at once and
 * is then shown step by step: it can be halted, taken back and forth, and begun in the middle.
 */
export function useTestRun(): TraceHook {
  const { ran, running, error, send, forget } = useRuns();
  // Before anything ran no edit is news to whoever shows runs.
  const present = useDocumentPart((state) => (ran === undefined ? undefined : state.history.present));
  const [pins, setPins] = useState<Pins>({});
  const [steps, setSteps] = useState(0);
  const [breakpoints, setBreakpoints] = useState(NO_STOPS);
  const shown = useMemo(() => (ran === undefined ? undefined : afterSteps(ran.trace, steps, ran.scenario.flows[ran.trace.flow])), [ran, steps]);
  return useMemo<TraceHook>(() => {
    const start = async (wanted: Wanted, halt: (trace: Trace) => number = (trace) => firstStop(trace, breakpoints)): Promise<Trace> => {
      const trace = await send(wanted);
      setSteps(halt(trace));
      return trace;
    };
    return {
      trace: shown,
      whole: ran?.trace,
      steps: Math.min(steps, ran?.trace.order.length ?? 0),
      show: (wanted) => setSteps(Math.max(0, Math.min(wanted, ran?.trace.order.length ?? 0))),
      breakpoints,
      toggleBreakpoint: (node) =>
        setBreakpoints((old) => {
          const next = new Set(old);
          if (!next.delete(node)) next.add(node);
          return next;
        }),
      input: ran?.input,
      node: (node) => (shown === undefined ? undefined : (member(shown.nodes, node) as Trace['nodes'][string] | undefined)),
      stale: (node) => ran !== undefined && present?.flows[ran.trace.flow]?.nodes[node] !== ran.scenario.flows[ran.trace.flow]?.nodes[node],
      pins,
      pin: (node, value) =>
        setPins((old) => {
          const { [node]: _, ...rest } = old;
          return value === undefined ? rest : { ...rest, [node]: value };
        }),
      running,
      error,
      run: (input) => start({ input, answers: input.answers ?? [], pins }),
      runTo: async (node) => {
        if (ran !== undefined) await start({ input: ran.input, answers: ran.answers, pins }, (trace) => stepOf(trace, node) ?? trace.order.length);
      },
      runFrom: async (node) => {
        const flow = ran === undefined ? undefined : present?.flows[ran.trace.flow];
        if (ran === undefined || flow === undefined) return;
        const over = takenOver(ran.trace, flow, node);
        const held = { ...over.pins, ...pins };
        // Whoever answered before the node has answered; the others answer again.
        await start({ input: ran.input, answers: ran.answers.filter((answer) => !Object.hasOwn(held, answer.node)), pins: held, pinPorts: over.pinPorts }, (trace) => stopFrom(trace, breakpoints, node));
      },
      answer: async (answer) => {
        if (ran !== undefined) await start({ input: ran.input, answers: [...ran.answers, answer], pins }, (trace) => trace.order.length);
      },
      close: forget,
    };
  }, [ran, shown, steps, breakpoints, present, pins, running, error, send, forget]);
}
