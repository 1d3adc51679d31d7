import { guarded } from '../language/context.ts';
import type { EvalContext } from '../language/context.ts';
import { interpret } from '../language/interpret.ts';
import type { Value } from '../language/values/value.ts';
import { fitOrNull } from './formula.ts';
import type { Backend } from './formula.ts';
import { createLibrary } from './library.ts';
import type { DmnElement, DmnLibrary, ElementOf } from './library.ts';
import type { DmnModel } from './model.ts';
import { dmnProblem } from './problems.ts';
import type { DmnProblem } from './problems.ts';
import { createProgram } from './program.ts';
import type { Program, Report } from './program.ts';
import { createRun, serve, valueOf } from './run.ts';
import { adoptWarnings, createSession, finding } from './session.ts';
import type { Session } from './session.ts';

/** A value for an input data or, in its place, for a decision. `namespace`: of the model it is in, when that is an imported one. */
export interface DmnInput {
  readonly name: string;
  readonly namespace?: string;
  readonly value: Value;
}

/** `value` is null when nothing certain came out; `findings` say why. */
export interface DmnOutcome {
  readonly value: Value;
  readonly findings: readonly DmnProblem[];
}

export interface DmnProgram {
  /** What is wrong with the models, each thing once, formulas included; what is wrong gives null when it runs. */
  readonly problems: readonly DmnProblem[];
  /** Evaluates a decision of the first model and all it requires. Never throws; SCN_DMN_NOT_FOUND among the findings when there is none of that name. */
  readonly evaluateDecision: (name: string, inputs: readonly DmnInput[], context: EvalContext) => DmnOutcome;
  /** Evaluates a decision service: its one output, or a context of its outputs by name. */
  readonly evaluateService: (name: string, inputs: readonly DmnInput[], context: EvalContext) => DmnOutcome;
}

const INTERPRETER: Backend = (ir) => (scope, context) => interpret(ir, scope, context);

/**
 * Compiles a model (the first) with the models it imports (DMN 1.5, conformance level 3 but for external functions). Evaluation keeps to the
 * limits of the context it is given, and each call starts them anew.
 * `backend`: `toFunction` for generated code on a server. @default the interpreter, which runs anywhere
 *
 * @example compileDmn([model]).evaluateDecision('结论', [{ name: '检查', value: { 天数: 15 } }], createContext())
 */
export function compileDmn(models: readonly DmnModel[], { backend = INTERPRETER }: { readonly backend?: Backend } = {}): DmnProgram {
  const library = createLibrary(models);
  const problems = new Map<string, DmnProblem>();
  const add = (problem: DmnProblem): unknown => problems.set(JSON.stringify([problem.code, problem.details]), problem);
  const report: Report = (code, details, severity) => add(dmnProblem(code, details, severity));
  library.problems.forEach(add);
  const program = createProgram(library, backend, report);
  for (const element of library.elements) compileElement(program, element);
  const evaluate = <K extends 'decision' | 'service'>(kind: K, value: (session: Session, element: ElementOf<K>, given: ReadonlyMap<object, Value>) => Value) =>
    (name: string, inputs: readonly DmnInput[], context: EvalContext): DmnOutcome => {
      const session = createSession(context);
      const element = library.elements.find((each): each is ElementOf<K> => each.model === models[0] && each.kind === kind && each.node.name === name);
      if (element === undefined) return { value: null, findings: [dmnProblem('SCN_DMN_NOT_FOUND', { kind, name })] };
      const answer = guarded(context, null, () => value(session, element, giveInputs(program, inputs, session)));
      adoptWarnings(session, name);
      return { value: answer, findings: session.findings };
    };
  return {
    problems: [...problems.values()],
    evaluateDecision: evaluate('decision', (session, element, given) => valueOf(createRun(program, session, without(given, element)), element)),
    evaluateService: evaluate('service', (session, element, given) => serve(createRun(program, session, onlyInputs(program, given, element)), element)),
  };
}

function compileElement(program: Program, element: DmnElement): void {
  program.variableType(element);
  if (element.kind === 'decision') program.decision(element);
  if (element.kind === 'knowledge') program.knowledge(element);
  if (element.kind === 'service') program.service(element);
}

/** A decision that is asked for is made, whatever is given for it. */
function without(given: ReadonlyMap<object, Value>, element: DmnElement): ReadonlyMap<object, Value> {
  return new Map([...given].filter(([node]) => node !== element.node));
}

/** A service sees its own inputs; the ones that are not given are null, so an input decision is never made. */
function onlyInputs(program: Program, given: ReadonlyMap<object, Value>, element: ElementOf<'service'>): ReadonlyMap<object, Value> {
  return new Map(program.service(element).inputs.map(({ node }) => [node, given.get(node) ?? null]));
}

function giveInputs(program: Program, inputs: readonly DmnInput[], session: Session): ReadonlyMap<object, Value> {
  const given = new Map<object, Value>();
  for (const input of inputs) {
    const element = findInput(program.library, input);
    if (element === null) finding(session, 'SCN_DMN_NOT_FOUND', { kind: 'input', name: input.name });
    else given.set(element.node, fitOrNull(input.value, program.variableType(element), input.name, session));
  }
  return given;
}

/** In the model of the namespace, else in the first model, else wherever the name is. */
function findInput(library: DmnLibrary, { name, namespace }: DmnInput): ElementOf<'input' | 'decision'> | null {
  const named = library.elements.filter((each): each is ElementOf<'input' | 'decision'> => (each.kind === 'input' || each.kind === 'decision') && each.node.name === name);
  const home = namespace === undefined ? library.models[0]?.namespace : namespace;
  return named.find((each) => each.model.namespace === home) ?? named[0] ?? null;
}
