import { createContext, useContext, useMemo, type ReactNode } from 'react';
import type { Scenario } from '../../../../runtime/schema/scenario.ts';
import { useContent, useDocumentPart } from '../document/document-context.tsx';
import { reachedBy, rulesOf, type Reached } from '../pages/cases/coverage.ts';
import { useSavedCases } from '../test-run/case-run-provider.tsx';

/** How far the cases reach on the flow that is open. */
export interface CanvasCoverage {
  readonly node: (id: string) => NodeCover;
  readonly edge: (id: string) => boolean;
}

export interface NodeCover {
  readonly reached: boolean;
  /** Rows of a rule table that a case takes; undefined for other nodes. */
  readonly rules: { readonly hit: number; readonly total: number } | undefined;
}

export function coverOf(scenario: Scenario, flow: string, reached: Reached): CanvasCoverage {
  return {
    edge: (id) => reached.edges.has(`${flow} ${id}`),
    node: (id) => {
      const rules = rulesOf(scenario.flows[flow]?.nodes[id]?.config ?? {});
      const hit = rules.filter((rule) => reached.rules.has(`${flow} ${id} ${rule}`)).length;
      return { reached: reached.nodes.has(`${flow} ${id}`), rules: rules.length === 0 ? undefined : { hit, total: rules.length } };
    },
  };
}

const CoverageContext = createContext<CanvasCoverage | undefined>(undefined);

export function CoverageProvider({ shown, children }: { readonly shown: boolean; readonly children: ReactNode }) {
  const scenario = useContent();
  const flow = useDocumentPart((state) => state.flow);
  const { results } = useSavedCases();
  const value = useMemo(() => (shown && results.length > 0 ? coverOf(scenario, flow, reachedBy(results)) : undefined), [shown, scenario, flow, results]);
  return <CoverageContext value={value}>{children}</CoverageContext>;
}

/** Undefined while coverage is not shown. */
export function useCoverage(): CanvasCoverage | undefined {
  return useContext(CoverageContext);
}
