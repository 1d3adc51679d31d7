import { createContext, useContext, useMemo, useState, type ReactNode } from 'react';
import type { Diagnostic } from '../../../../runtime/schema/diagnostic.ts';
import type { FlowNode } from '../../../../runtime/schema/flow.ts';
import type { Scenario } from '../../../../runtime/schema/scenario.ts';
import type { Locale } from '../../../../runtime/schema/text.ts';
import type { NodeInfo } from '../../../../server/api/scenario.ts';
import { useLocale } from '../../text/locale.tsx';
import { useDatasets } from '../document/catalogue.ts';
import { useCheck } from '../document/check-context.tsx';
import { useContent, useDocumentBinding, useEdit, useNode } from '../document/document-context.tsx';
import { sameJson } from '../document/equal.ts';
import { pointer } from '../document/pointer.ts';
import { useTrace } from '../document/trace-context.tsx';
import type { OutsideProblem } from '../formula/formula-input.tsx';
import type { FormulaScope } from '../formula/formula-scope.ts';
import { datasetColumns, datasetName, type DatasetColumn } from './dataset-columns.ts';
import { nodeScope, rowScopes, rowTitles } from './node-scope.ts';
import { textChanges } from './text-edits.ts';

export type EntryPath = readonly (string | number)[];

/** Everything an editor of one node may know and do. Paths are inside the node's config. */
export interface EntryDesk {
  readonly flow: string;
  readonly id: string;
  readonly node: FlowNode;
  readonly scenario: Scenario;
  readonly locale: Locale;
  readonly readOnly: boolean;
  readonly info: NodeInfo | undefined;
  readonly scope: FormulaScope;
  /** Sets a value of config, or removes it; typing in one place is one step of undo. */
  readonly set: (path: EntryPath, value: unknown, what: string) => void;
  /** Sets a value of the node itself: title, stage, retry. */
  readonly setNode: (key: string, value: unknown, what: string) => void;
  /** Writes a text of the scenario in the reader's language; `ref` is what stands there now. */
  readonly setText: (path: EntryPath, ref: string, next: string, what: string) => void;
  /** The same for a text of the node itself. */
  readonly setNodeText: (key: string, ref: string | undefined, next: string, what: string) => void;
  readonly scopeAt: (path: EntryPath, rowNames: boolean) => FormulaScope;
  /** Problems at exactly this place, or below it with `deep`. */
  readonly problemsAt: (path: EntryPath, deep?: boolean) => readonly OutsideProblem[];
  /** The same of a property of the node itself. */
  readonly nodeProblemsAt: (key: string) => readonly OutsideProblem[];
  readonly columns: (dataset: string | undefined) => readonly DatasetColumn[];
  /** What people call a dataset of the scenario, by its local name. */
  readonly datasetName: (dataset: string) => string;
}

const DeskContext = createContext<EntryDesk | undefined>(undefined);

function useProblems(flow: string, id: string, base: string, locale: Locale): (path: EntryPath, deep?: boolean) => readonly OutsideProblem[] {
  const check = useCheck();
  const edit = useEdit();
  const diagnostics = check.of(flow, id);
  return useMemo(() => {
    const shown = diagnostics.filter((one) => one.severity !== 'info');
    const toProblem = (one: Diagnostic): OutsideProblem => ({
      code: one.code,
      path: one.place.path.startsWith(base) ? one.place.path.slice(base.length) : '',
      severity: one.severity === 'error' ? 'error' : 'warning',
      from: one.place.from ?? 0,
      to: one.place.to ?? 0,
      message: one.message,
      ...(one.example === undefined ? {} : { example: one.example }),
      ...(one.fix === undefined ? {} : { repair: { title: one.fix.title[locale], run: () => void edit({ label: one.fix?.title[locale] ?? '', changes: one.fix?.edits ?? [] }) } }),
    });
    return (path, deep = false) => {
      const place = base + pointer(...path);
      return shown.filter((one) => one.place.path === place || (deep && one.place.path.startsWith(`${place}/`))).map(toProblem);
    };
  }, [diagnostics, base, edit, locale]);
}

interface Kept<Names> {
  names: Names;
}

/** Editors remember by scope: names and titles that say the same are the same. */
function keepNames<Names>(kept: Kept<Names>, next: Names): Names {
  if (!sameJson(kept.names, next)) kept.names = next;
  return kept.names;
}

/** Gives the editors below one node to work on. Renders nothing when the node is gone. */
export function EntryDeskProvider({ flow, id, children }: { readonly flow: string; readonly id: string; readonly children: ReactNode }) {
  const scenario = useContent();
  const { readOnly } = useDocumentBinding();
  const edit = useEdit();
  const { node, path, locked, set } = useNode(flow, id);
  const { locale } = useLocale();
  const { list } = useDatasets();
  const { trace } = useTrace();
  const check = useCheck();
  const info = check.info(flow, id);
  const [kept] = useState<Kept<FormulaScope['names']>>(() => ({ names: {} }));
  const [keptTitles] = useState<Kept<NonNullable<FormulaScope['titles']>>>(() => ({ names: {} }));
  const names = useMemo(() => keepNames(kept, check.scope(flow, id)), [check, flow, id, kept]);
  const problemsAt = useProblems(flow, id, `${path}/config`, locale);
  const nodeProblems = useProblems(flow, id, path, locale);
  const scope = useMemo(() => {
    const made = nodeScope(scenario, flow, names, trace, locale, (local) => datasetColumns(scenario, list, local, locale));
    return { ...made, titles: keepNames(keptTitles, made.titles ?? {}) };
  }, [scenario, flow, names, trace, locale, list, keptTitles]);
  const dataset = node?.config['dataset'];
  const titles = useMemo(() => (typeof dataset === 'string' ? rowTitles(scenario, datasetColumns(scenario, list, dataset, locale), locale) : {}), [scenario, list, dataset, locale]);
  const rows = useMemo(() => rowScopes({ ...scope, titles: { ...scope.titles, ...titles } }, info), [scope, info, titles]);
  const desk = useMemo<EntryDesk | undefined>(() => {
    if (!node) return undefined;
    return {
      flow,
      id,
      node,
      scenario,
      locale,
      readOnly: readOnly || locked || node.lock === 'prescribed',
      info,
      scope,
      set: (inside, value, what) => void set(`/config${pointer(...inside)}`, value, what),
      setNode: (key, value, what) => void set(pointer(key), value, what),
      setText: (inside, ref, next, what) => {
        const key = [id, ...inside.filter((step) => typeof step === 'string')].join('.');
        void edit({ label: what, changes: textChanges(scenario, `${path}/config${pointer(...inside)}`, ref === '' ? undefined : ref, key, locale, next) });
      },
      setNodeText: (key, ref, next, what) => void edit({ label: what, changes: textChanges(scenario, path + pointer(key), ref, key === 'title' ? id : `${id}.${key}`, locale, next) }),
      scopeAt: (inside, rowNames) => (rowNames ? rows(inside) : scope),
      problemsAt,
      nodeProblemsAt: (key) => nodeProblems([key]),
      columns: (dataset) => datasetColumns(scenario, list, dataset, locale),
      datasetName: (dataset) => datasetName(scenario, list, dataset, locale),
    };
  }, [flow, id, node, scenario, locale, readOnly, locked, info, scope, rows, set, edit, path, problemsAt, nodeProblems, list]);
  return desk === undefined ? null : <DeskContext value={desk}>{children}</DeskContext>;
}

export function useDesk(): EntryDesk {
  const desk = useContext(DeskContext);
  if (desk === undefined) throw new Error('useDesk outside of an EntryDeskProvider');
  return desk;
}
