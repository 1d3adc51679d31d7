import { useMemo, useState } from 'react';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { useNodeTypes } from '../document/catalogue.ts';
import { useCheck } from '../document/check-context.tsx';
import { useDocumentPart } from '../document/document-context.tsx';
import { useTrace } from '../document/trace-context.tsx';
import { canvasTexts } from './canvas-text.ts';
import { createView } from './view-memory.ts';

/** The flow that is open, as cards and wires. */
export function useView() {
  const text = useTexts(canvasTexts);
  const { locale } = useLocale();
  const scenario = useDocumentPart((state) => state.history.present);
  const flow = useDocumentPart((state) => state.flow);
  const types = useNodeTypes();
  const check = useCheck();
  const { trace, stale, pins, breakpoints } = useTrace();
  const [view] = useState(createView);
  const words = useMemo(() => ({ deadPath: text.deadPath, waitingFor: text.waitingFor, rows: text.valueRows, none: text.valueNone, yes: text.valueYes, no: text.valueNo }), [text]);
  return useMemo(
    () =>
      view({
        scenario,
        flow,
        locale,
        typeOf: types.get,
        infoOf: (node) => check.info(flow, node),
        problemsOf: (node) => check.of(flow, node),
        trace: trace?.flow === flow ? trace : undefined,
        staleOf: (node) => trace !== undefined && stale(node),
        pins,
        breakpoints,
        words,
        facts: [types.get, check, trace, stale],
      }),
    [scenario, flow, locale, types.get, check, trace, stale, pins, breakpoints, words, view],
  );
}
