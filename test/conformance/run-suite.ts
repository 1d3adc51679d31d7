import { compileDmn } from '../../runtime/dmn/compile-dmn.ts';
import type { DmnOutcome, DmnProgram } from '../../runtime/dmn/compile-dmn.ts';
import type { DmnModel } from '../../runtime/dmn/model.ts';
import { readDmn } from '../../runtime/dmn/read-dmn.ts';
import { writeDmn } from '../../runtime/dmn/write-dmn.ts';
import { createContext } from '../../runtime/language/context.ts';
import { toFunction } from '../../runtime/language/generate.ts';
import { entryOf, isContext } from '../../runtime/language/values/contexts.ts';
import { textOf } from '../../runtime/language/values/text.ts';
import type { Value } from '../../runtime/language/values/value.ts';
import { externalDecisions } from './external.ts';
import type { Suite } from './find-suites.ts';
import { isSameValue } from './same-value.ts';
import type { ResultNode, TestCase } from './test-cases.ts';

export interface CaseResult {
  /** Unique in the run: path of the test file and id of the case. */
  readonly key: string;
  readonly level: string;
  /** Whether some result is expected to be other than null: an engine that always answers null fails it. */
  readonly nonNull: boolean;
  /** Whether a result needs an external (Java) function. */
  readonly external: boolean;
  /** Null = passed. */
  readonly failure: string | null;
}

export interface RunOptions {
  /** Writes each model and reads it again before it is evaluated. */
  readonly roundTrip: boolean;
}

async function readModels(suite: Suite, { roundTrip }: RunOptions): Promise<{ readonly models: readonly DmnModel[]; readonly problems: readonly string[] }> {
  const models: DmnModel[] = [];
  const problems: string[] = [];
  for (const xml of suite.models) {
    const first = await readDmn(xml);
    const reading = roundTrip && first.model !== null ? await readDmn(await writeDmn(first.model)) : first;
    if (reading.model !== null) models.push(reading.model);
    problems.push(...reading.problems.map((problem) => `${problem.code} ${problem.message.en}`));
  }
  return { models, problems };
}

/** Each case runs through both back ends of the language, which must agree. */
export async function runSuite(suite: Suite, options: RunOptions): Promise<readonly CaseResult[]> {
  const { models, problems } = await readModels(suite, options);
  const generated = compileDmn(models, { backend: toFunction });
  const interpreted = compileDmn(models);
  const external = externalDecisions(models, generated.problems);
  return suite.cases.map((test) => ({
    key: `${suite.path}#${test.id}`,
    level: suite.level,
    nonNull: test.results.some((result) => result.expected !== null),
    external: test.results.some((result) => external.has(result.name)),
    failure: models.length === 0 ? `the model cannot be read: ${problems.join('; ')}` : failureOf(test, generated, interpreted),
  }));
}

function failureOf(test: TestCase, generated: DmnProgram, interpreted: DmnProgram): string | null {
  const failures = test.results.flatMap((result) => {
    const outcome = evaluate(generated, test, result);
    const other = evaluate(interpreted, test, result);
    if (!isSameValue(outcome.value, other.value) && show(outcome.value) !== show(other.value)) return [`${result.name}: the back ends differ, ${show(outcome.value)} and ${show(other.value)}`];
    if (isSameValue(result.expected, outcome.value)) return [];
    const why = outcome.findings.map((finding) => finding.message.en)[0];
    return [`${result.name}: expected ${show(result.expected)}, got ${show(outcome.value)}${why === undefined ? '' : ` (${why})`}`];
  });
  return failures.length === 0 ? null : failures.join('; ').slice(0, 400);
}

function evaluate(program: DmnProgram, test: TestCase, result: ResultNode): DmnOutcome {
  const context = createContext();
  if (test.kind !== 'decisionService') return program.evaluateDecision(result.name, test.inputs, context);
  const outcome = program.evaluateService(test.invocableName ?? result.name, test.inputs, context);
  // A service of several outputs gives a context; each result is one of them.
  return test.results.length > 1 && isContext(outcome.value) ? { ...outcome, value: entryOf(outcome.value, result.name) } : outcome;
}

function show(value: Value): string {
  return typeof value === 'string' ? JSON.stringify(value) : (textOf(value, () => undefined) ?? 'null').slice(0, 160);
}
