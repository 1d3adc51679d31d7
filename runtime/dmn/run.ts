/** One run over the requirements graph: input data in, values of decisions out, each decision evaluated once (DMN 1.5, 10.4). */
import { contextFrom, setEntryInPlace } from '../language/values/contexts.ts';
import type { FeelFunction, Value } from '../language/values/value.ts';
import { makeFunction } from './boxed/functions.ts';
import { fitOrNull } from './formula.ts';
import type { DmnElement, ElementOf } from './library.ts';
import type { Program } from './program.ts';
import { scopeOf } from './requirements.ts';
import { finding } from './session.ts';
import type { Scope, Session } from './session.ts';

export interface Run {
  readonly program: Program;
  readonly session: Session;
  /** Values given for input data, and for decisions that are not to be made, by node. */
  readonly given: ReadonlyMap<object, Value>;
  readonly made: Map<object, Value>;
  /** Decisions being made, to see circles. */
  readonly open: Set<object>;
}

export function createRun(program: Program, session: Session, given: ReadonlyMap<object, Value>): Run {
  return { program, session, given, made: new Map(), open: new Set() };
}

export function valueOf(run: Run, element: DmnElement): Value {
  if (element.kind === 'knowledge') return knowledgeFunction(run, element);
  if (element.kind === 'service') return serviceFunction(run, element);
  const given = run.given.get(element.node);
  if (given !== undefined) return given;
  return element.kind === 'input' ? null : decide(run, element);
}

function decide(run: Run, element: ElementOf<'decision'>): Value {
  const { node, model } = element;
  const known = run.made.get(node);
  if (known !== undefined) return known;
  if (run.open.has(node)) return circle(run, node.name);
  run.open.add(node);
  const { requirements, formula } = run.program.decision(element);
  const scope: Scope = { ...run.program.types(model).tests(run.session), ...scopeOf(requirements, (each) => valueOf(run, each)) };
  const value = formula.run(scope, run.session);
  run.made.set(node, value);
  return value;
}

function circle(run: Run, name: string): null {
  finding(run.session, 'SCN_DMN_CYCLE', { name });
  return null;
}

/** The scope is filled after the function is known, so that functions may call one another in a circle. */
function knowledgeFunction(run: Run, element: ElementOf<'knowledge'>): FeelFunction {
  const { node, model } = element;
  const known = run.session.functions.get(node);
  if (known !== undefined) return known;
  const compiled = run.program.knowledge(element);
  const scope: Record<string, Value> = { ...run.program.types(model).tests(run.session) };
  const made = compiled.function.make(scope, run.session);
  run.session.functions.set(node, made);
  setEntryInPlace(scope, node.variable.name, made);
  for (const [name, value] of Object.entries(scopeOf(compiled.requirements, (each) => valueOf(run, each)))) setEntryInPlace(scope, name, value);
  return made;
}

/** As a function, a service sees its arguments only: never the input data of whoever calls it. */
function serviceFunction(run: Run, element: ElementOf<'service'>): FeelFunction {
  const known = run.session.functions.get(element.node);
  if (known !== undefined) return known;
  const { inputs } = run.program.service(element);
  const parameters = inputs.map((input) => ({ name: input.node.variable.name, type: run.program.variableType(input) }));
  const made = makeFunction(parameters, element.node.name, run.session, (args) =>
    serve(createRun(run.program, run.session, new Map(inputs.map((input, index) => [input.node, args[index] ?? null]))), element));
  run.session.functions.set(element.node, made);
  return made;
}

/** The value of the one output decision, or a context of all of them by name. */
export function serve(run: Run, element: ElementOf<'service'>): Value {
  const { outputs, type } = run.program.service(element);
  const [first] = outputs;
  const value = outputs.length === 1 && first !== undefined ? valueOf(run, first) : contextFrom(outputs.map((output): [string, Value] => [output.node.variable.name, valueOf(run, output)]));
  return fitOrNull(value, type, element.node.name, run.session);
}
