import { isAsked } from '../../runtime/nodes/form-answer.ts';
import type { FormField, FormPages } from '../../runtime/schema/field.ts';
import type { Scenario } from '../../runtime/schema/scenario.ts';
import type { Locale } from '../../runtime/schema/text.ts';
import { ProblemSchema } from '../api/common.ts';
import { DecisionAnswerSchema } from '../api/portal.ts';
import { answerSchema } from './answer-schema.ts';
import { fieldTitle } from './field-words.ts';
import type { Studio } from './studio.ts';
import { textOf } from './texts.ts';

/** The start form of a scenario: the node a person begins at. */
export interface StartForm {
  readonly flow: string;
  readonly node: string;
  readonly roles: readonly string[];
  /** Also for people without an account. */
  readonly public: boolean;
  /** Origins that may show it in a frame. */
  readonly embed: readonly string[];
  readonly fields: readonly FormField[];
  readonly pages: FormPages;
}

const startForms = new WeakMap<Scenario, { readonly form: StartForm | undefined }>();

/** The first `start.form` of flow `main`, else of any flow; looked for once per scenario, because every start asks. */
export function startFormOf(scenario: Scenario): StartForm | undefined {
  const known = startForms.get(scenario);
  if (known) return known.form;
  const found = { form: findStartForm(scenario) };
  startForms.set(scenario, found);
  return found.form;
}

function findStartForm(scenario: Scenario): StartForm | undefined {
  const flows = Object.entries(scenario.flows).sort(([a], [b]) => Number(b === 'main') - Number(a === 'main'));
  for (const [flow, { nodes }] of flows) {
    for (const [node, { type, config }] of Object.entries(nodes)) {
      if (type !== 'start.form') continue;
      return { flow, node, roles: (config['roles'] as string[] | undefined) ?? [], public: config['public'] === true, embed: (config['embed'] as string[] | undefined) ?? [], fields: (config['fields'] as FormField[] | undefined) ?? [], pages: (config['pages'] as FormPages | undefined) ?? 'one' };
    }
  }
  return undefined;
}

/** JSON Schema of a filled start form. Fields with a default may be left out. */
export function formSchema(scenario: Scenario, node: string, fields: readonly FormField[], locale: Locale): Record<string, unknown> {
  const properties = Object.fromEntries(fields.map((field) => {
    return [field.id, { ...answerSchema(field), title: fieldTitle(scenario, node, field, locale) }];
  }));
  const required = fields.filter((field) => !field.optional && field.default === undefined && field.visible === undefined && field.required === undefined).map((field) => field.id);
  return { type: 'object', additionalProperties: false, properties, required };
}

const ANSWER = { 'application/json': { schema: DecisionAnswerSchema } };
const REFUSAL = { 'application/problem+json': { schema: ProblemSchema } };

/** One OpenAPI path for each published scenario. */
export function liveApiPaths(studio: Studio, locale: Locale): Record<string, unknown> {
  return Object.fromEntries(studio.live.all().flatMap(({ release, scenario }) => {
    const start = startFormOf(scenario);
    if (!start) return [];
    const title = textOf(scenario, scenario.title, locale);
    return [[`/api/apps/${scenario.id}`, {
      post: {
        tags: ['published'],
        summary: title,
        description: `${textOf(scenario, scenario.purpose, locale)}\n\nRelease ${release.number} (${release.id}), sha256 ${release.hash.slice(0, 12)}. \`Prefer: wait=N\` waits up to N seconds (default 10).`,
        operationId: `run-${scenario.id}`,
        security: [{ key: [] }, { session: [] }],
        parameters: [{ name: 'explain', in: 'query', description: 'Also say why: rules, values, sources and grounds', schema: { type: 'boolean', default: false } }],
        requestBody: { required: true, content: { 'application/json': { schema: formSchema(scenario, start.node, start.fields.filter(isAsked), locale) } } },
        responses: {
          200: { description: 'Ended, or waiting for the caller', content: ANSWER },
          202: { description: 'Still running or waiting for somebody else', content: ANSWER },
          401: { description: 'SCN_AUTH_REQUIRED, SCN_AUTH_KEY, SCN_AUTH_KEY_EXPIRED', content: REFUSAL },
          422: { description: 'SCN_FORM_INVALID', content: REFUSAL },
        },
      },
    }]];
  }));
}
