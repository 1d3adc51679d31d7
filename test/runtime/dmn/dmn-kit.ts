import { compileDmn } from '../../../runtime/dmn/compile-dmn.ts';
import type { DmnInput, DmnProgram } from '../../../runtime/dmn/compile-dmn.ts';
import { readDmn } from '../../../runtime/dmn/read-dmn.ts';
import { createContext } from '../../../runtime/language/context.ts';
import { toFunction } from '../../../runtime/language/generate.ts';
import { textOf } from '../../../runtime/language/values/text.ts';
import type { Value } from '../../../runtime/language/values/value.ts';

export const definitions = (inside: string, namespace = 'urn:main', more = ''): string =>
  `<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="m" namespace="${namespace}" ${more}>${inside}</definitions>`;

export const literal = (text: string, more = ''): string => `<literalExpression ${more}><text>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</text></literalExpression>`;

/** A decision with logic; `needs`: `input:a`, `decision:b`, `knowledge:c` by id. */
export function decision(name: string, logic: string, { needs = [], typeRef }: { readonly needs?: readonly string[]; readonly typeRef?: string } = {}): string {
  const requirements = needs.map((need) => {
    const kind = need.slice(0, need.indexOf(':'));
    const id = need.slice(need.indexOf(':') + 1);
    const href = id.includes('#') ? id : `#${id}`;
    if (kind === 'knowledge') return `<knowledgeRequirement><requiredKnowledge href="${href}"/></knowledgeRequirement>`;
    return `<informationRequirement><required${kind === 'input' ? 'Input' : 'Decision'} href="${href}"/></informationRequirement>`;
  });
  return `<decision id="${name}" name="${name}"><variable name="${name}"${typeRef === undefined ? '' : ` typeRef="${typeRef}"`}/>${requirements.join('')}${logic}</decision>`;
}

export const input = (name: string, typeRef?: string): string => `<inputData id="${name}" name="${name}"><variable name="${name}"${typeRef === undefined ? '' : ` typeRef="${typeRef}"`}/></inputData>`;

export async function compile(...files: readonly string[]): Promise<{ readonly generated: DmnProgram; readonly interpreted: DmnProgram }> {
  const models = [];
  for (const file of files) {
    const { model, problems } = await readDmn(file);
    if (model === null) throw new Error(JSON.stringify(problems));
    models.push(model);
  }
  return { generated: compileDmn(models, { backend: toFunction }), interpreted: compileDmn(models) };
}

export interface Outcome {
  /** Text of the value, `null` for null. */
  readonly value: string;
  readonly problems: readonly string[];
  readonly findings: readonly string[];
}

const asInputs = (values: Readonly<Record<string, Value>>): readonly DmnInput[] => Object.entries(values).map(([name, value]) => ({ name, value }));

/** Evaluates decision `r` of the first file through both back ends. */
export async function evaluate(file: string | readonly string[], values: Readonly<Record<string, Value>> = {}, service = false): Promise<Outcome> {
  const { generated, interpreted } = await compile(...(typeof file === 'string' ? [file] : file));
  const [one, other] = [generated, interpreted].map((program) => (service ? program.evaluateService : program.evaluateDecision)('r', asInputs(values), createContext()));
  if (one === undefined || other === undefined) throw new Error('two programs');
  const show = (value: Value): string => textOf(value, () => undefined) ?? 'null';
  if (show(one.value) !== show(other.value)) throw new Error(`the back ends differ: ${show(one.value)} and ${show(other.value)}`);
  return { value: show(one.value), problems: generated.problems.map((problem) => problem.code), findings: one.findings.map((finding) => finding.code) };
}
