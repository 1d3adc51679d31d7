import { useMemo, type ReactNode } from 'react';
import { ReactFlowProvider } from 'reactflow';
import type { Scenario } from '../../../../../runtime/schema/scenario.ts';
import type { Trace } from '../../../../../server/api/scenario.ts';
import '../../canvas/canvas.css';
import { FlowCanvas } from '../../canvas/flow-canvas.tsx';
import { CheckProvider } from '../../document/check-context.tsx';
import { DocumentProvider, useDocumentBinding } from '../../document/document-context.tsx';
import { member } from '../../document/pointer.ts';
import type { SaveState, Saver } from '../../document/save.ts';
import { createDocumentStore } from '../../document/store.ts';
import { NO_TRACE, TraceContext, type TraceHook } from '../../document/trace-context.tsx';

const nothing = (): void => undefined;

/** Nothing of a frozen document is ever saved. */
function idleSaver(scenario: Scenario): Saver {
  const state: SaveState = { kind: 'saved', at: '' };
  return { state: () => state, base: () => ({ scenario, version: 0 }), subscribe: () => nothing, touch: nothing, hear: nothing, flush: async () => state, settle: nothing, stop: nothing };
}

/** A scenario as it was, that cannot be edited, with its own selection and (for runs) what happened in it. */
export function FrozenDocument({ id, scenario, flow, trace, children }: { readonly id: string; readonly scenario: Scenario; readonly flow?: string | undefined; readonly trace?: Trace; readonly children: ReactNode }) {
  const { store, saver } = useMemo(() => {
    const made = createDocumentStore(scenario);
    if (flow !== undefined) made.openFlow(flow);
    return { store: made, saver: idleSaver(scenario) };
  }, [scenario, flow]);
  const hook = useMemo<TraceHook>(
    () => ({
      ...NO_TRACE,
      trace,
      whole: trace,
      steps: trace?.order.length ?? 0,
      node: (node) => (trace === undefined ? undefined : (member(trace.nodes, node) as Trace['nodes'][string] | undefined)),
    }),
    [trace],
  );
  return (
    <DocumentProvider id={id} store={store} saver={saver} readOnly>
      <CheckProvider>
        <TraceContext value={hook}>{children}</TraceContext>
      </CheckProvider>
    </DocumentProvider>
  );
}

/** The canvas of the frozen document around it: look and select only. */
export function FrozenCanvas() {
  // A new document is a new drawing: the view must fit it again.
  const { store } = useDocumentBinding();
  return (
    <ReactFlowProvider key={Object.keys(store.get().history.present.flows).join(' ')}>
      <FlowCanvas tool="pan" minimap={false} />
    </ReactFlowProvider>
  );
}
