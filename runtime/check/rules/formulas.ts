import { formulasOf, type ConfigFormula } from '../../engine/config-formulas.ts';
import { captionFormulas, captionLocals } from '../../engine/caption.ts';
import { compileFormula, type FormulaLanguage, type FormulaProblem } from '../../engine/formula.ts';
import type { NodeScope } from '../../engine/scope.ts';
import { compileInScope } from '../../engine/scope-names.ts';
import type { CompileTools } from '../../nodes/compile-tools.ts';
import type { Diagnostic } from '../../schema/diagnostic.ts';
import { toPointer } from '../../schema/pointer.ts';
import type { CheckedNode } from '../check-context.ts';
import { problem } from '../problem.ts';

/** A problem of a formula, before it is said where in the scenario. */
export interface Found {
  /** Without a path it stands in the caption, somewhere in its texts. */
  readonly formula: Pick<ConfigFormula, 'source'> & Partial<Pick<ConfigFormula, 'path'>>;
  readonly problem: FormulaProblem;
}

function mend(path: string, source: string, found: FormulaProblem): Diagnostic['fix'] {
  const { fix } = found;
  if (fix === undefined) return undefined;
  const value = source.slice(0, fix.from) + fix.text + source.slice(fix.to);
  return { title: { 'zh-CN': `改成 ${value}`, en: `Change to ${value}` }, edits: [{ path, value }] };
}

/** A name that exists in the flow but not before this node deserves a better sentence than "unknown". */
function notBefore(found: FormulaProblem, source: string, flowNodes: Readonly<Record<string, unknown>>): string | null {
  const name = source.slice(found.from, found.to).split('.')[0] ?? '';
  return found.code === 'SCN_RULE_UNKNOWN_NAME' && Object.hasOwn(flowNodes, name) ? name : null;
}

export function toDiagnostic(node: CheckedNode, { formula, problem: found }: Found, flowNodes: Readonly<Record<string, unknown>>): Diagnostic {
  const path = toPointer(['flows', node.flow, 'nodes', node.id, ...(formula.path ? ['config', ...formula.path] : ['caption'])]);
  const place = { flow: node.flow, node: node.id, path, ...(formula.path ? { from: found.from, to: found.to } : {}) };
  const name = notBefore(found, formula.source, flowNodes);
  if (name !== null) return problem('SCN_NODE_NAME_NOT_BEFORE', place, { name });
  const fix = formula.path && mend(path, formula.source, found);
  return { code: found.code, severity: found.severity, place, message: found.message, ...(fix ? { fix } : {}) };
}

function plainFormulas(language: FormulaLanguage, node: Pick<CheckedNode, 'type' | 'node'>, scope: NodeScope, formulas: readonly ConfigFormula[]): readonly Found[] {
  return formulas.flatMap((formula) => {
    const locals = formula.format === 'feel' ? {} : (node.type?.locals?.(node.node.config, scope.env, formula.path.map(String)) ?? {});
    const problems: FormulaProblem[] = [];
    compileInScope(language, formula.source, scope.lookup, locals, formula.format === 'feel-unary' ? 'unary' : 'expression', problems);
    return problems.map((found) => ({ formula, problem: found }));
  });
}

/**
 * A node that compiles its own formulas (a table) is compiled for real with tools that write down every problem;
 * each is then placed at the cells that hold that text.
 */
function ownFormulas(language: FormulaLanguage, node: Pick<CheckedNode, 'type' | 'node'>, scope: NodeScope, formulas: readonly ConfigFormula[]): readonly Found[] {
  const bySource = new Map<string, FormulaProblem[]>();
  const compile = (source: string, locals: NodeScope['names'], kind: 'expression' | 'unary') => {
    const problems: FormulaProblem[] = [];
    const compiled = compileInScope(language, source, scope.lookup, locals, kind, problems);
    bySource.set(source, [...(bySource.get(source) ?? []), ...problems]);
    return compiled ?? compileFormula(language, 'null', {}, 'expression', []);
  };
  const tools = {
    get names() {
      return scope.names;
    },
    expression: (source: string, locals = {}) => compile(source, locals, 'expression'),
    unaryTests: (source: string, input: NodeScope['output'], locals = {}) => compile(source, { ...locals, '?': input }, 'unary'),
    toJson: language.toJson,
    fromJson: language.fromJson,
  } as CompileTools;
  node.type?.compile?.(node.node.config, tools);
  return formulas.flatMap((formula) => unique(bySource.get(formula.source) ?? []).map((found) => ({ formula, problem: found })));
}

function unique(problems: readonly FormulaProblem[]): readonly FormulaProblem[] {
  const seen = new Set<string>();
  return problems.filter((found) => {
    const key = `${found.code} ${found.from} ${found.to}`;
    return !seen.has(key) && seen.add(key);
  });
}

/** Every formula of a node compiles against the names in its scope. */
export function formulaProblems(language: FormulaLanguage, node: Pick<CheckedNode, 'type' | 'sound' | 'node'>, scope: NodeScope): readonly Found[] {
  if (node.type === undefined || !node.sound) return [];
  const formulas = formulasOf(node.type, node.node.config);
  const find = node.type.ownFormulas === true ? ownFormulas : plainFormulas;
  return find(language, node, scope, formulas);
}

/** So does every formula in what lists call the matter or the task; a start tells of its own output. */
export function captionProblems(language: FormulaLanguage, { id, type, node: { caption } }: Pick<CheckedNode, 'id' | 'type' | 'node'>, scope: NodeScope): readonly Found[] {
  if (caption === undefined || type === undefined) return [];
  const locals = captionLocals(id, type.category === 'start', scope.output);
  return captionFormulas(caption, scope.env.scenario.texts).flatMap((source) => {
    const problems: FormulaProblem[] = [];
    compileInScope(language, source, scope.lookup, locals, 'expression', problems);
    return problems.map((found) => ({ formula: { source }, problem: found }));
  });
}
