import { useMemo } from 'react';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { useToast } from '../../ui/toast.tsx';
import { useDocumentBinding } from '../document/document-context.tsx';
import { stepOf } from '../document/replay.ts';
import { nodeTitle } from '../document/scenario-text.ts';
import { useTrace } from '../document/trace-context.tsx';
import { useTestRunDialog } from './test-run-provider.tsx';
import { testRunTexts } from './test-run-text.ts';

export interface NodeDebug {
  readonly hasBreakpoint: boolean;
  readonly toggleBreakpoint: () => void;
  readonly runTo: () => void;
  readonly runFrom: () => void;
}

/** What can be done with one node in a test run; without a run yet the dialog asks for its input. */
export function useNodeDebug(flow: string, node: string): NodeDebug {
  const text = useTexts(testRunTexts);
  const { locale } = useLocale();
  const { store } = useDocumentBinding();
  const trace = useTrace();
  const dialog = useTestRunDialog();
  const toast = useToast();
  const ready = trace.input !== undefined && trace.whole?.flow === flow;
  const first = (): void => {
    toast({ text: text.firstRun });
    dialog.open();
  };
  return {
    hasBreakpoint: trace.breakpoints.has(node),
    toggleBreakpoint: () => trace.toggleBreakpoint(node),
    runTo: () => {
      if (!ready) return first();
      void trace.runTo(node).catch(() => dialog.open());
      if (trace.whole !== undefined && stepOf(trace.whole, node) === undefined) toast({ text: text.notOnWay(nodeTitle(store.get().history.present, flow, node, locale)) });
    },
    runFrom: () => {
      if (!ready) return first();
      void trace.runFrom(node).catch(() => dialog.open());
    },
  };
}

/** Breakpoints and steps by key, said aloud. */
export function useDebugKeys(say: (words: string) => void): { readonly onBreakpoint: () => void; readonly onStep: (by: 1 | -1) => void } {
  const text = useTexts(testRunTexts);
  const { locale } = useLocale();
  const { store } = useDocumentBinding();
  const trace = useTrace();
  return useMemo(
    () => ({
      onBreakpoint: () => {
        const { history, flow, selection } = store.get();
        const [node] = selection.nodes;
        if (node === undefined) return;
        const name = nodeTitle(history.present, flow, node, locale);
        say(trace.breakpoints.has(node) ? text.breakCleared(name) : text.breakSet(name));
        trace.toggleBreakpoint(node);
      },
      onStep: (by) => {
        if (trace.whole === undefined) return;
        const steps = Math.max(0, Math.min(trace.steps + by, trace.whole.order.length));
        trace.show(steps);
        const next = trace.whole.order[steps];
        say([text.stepNow(steps, trace.whole.order.length), next === undefined ? '' : text.halted(nodeTitle(store.get().history.present, trace.whole.flow, next, locale))].filter((words) => words !== '').join(' · '));
      },
    }),
    [trace, store, text, locale, say],
  );
}
