import { answerKind } from '../../runtime/schema/answer-kind.ts';
import { BASIS_LEVEL_WORDS } from '../../runtime/schema/basis-words.ts';
import type { Case } from '../../runtime/schema/case.ts';
import type { JsonObject } from '../../runtime/schema/json.ts';
import type { User } from '../api/account.ts';
import type { TemplateOptions, TemplateView, TryTemplateAnswer } from '../api/templates.ts';
import { titleIn } from '../../runtime/schema/dataset-words.ts';
import type { Locale, LocalText } from '../../runtime/schema/text.ts';
import { fail } from '../errors.ts';
import { simulate } from '../../runtime/engine/simulate.ts';
import { traceOf } from '../../runtime/engine/trace.ts';
import type { Script } from '../../runtime/engine/simulate.ts';
import { templateItem } from './catalogue.ts';
import { datasetChoices } from './choices.ts';
import { refusalText } from './form-refusal.ts';
import { startFormView } from './forms.ts';
import { isLookedUp, memberChoices, regionChoices } from './member-fields.ts';
import { personFacts } from './people.ts';
import { startFormOf } from './release-api.ts';
import { resultOf } from './run-view.ts';
import type { Sandbox } from './template-sandbox.ts';
import { textOf, textPair } from './texts.ts';
import { nodeTitle } from './words.ts';

/** Cases that begin where a person begins. */
function samplesOf({ template, plan }: Sandbox): readonly Case[] {
  const start = startFormOf(plan.scenario);
  return start ? template.cases.cases.filter((one) => (one.flow ?? start.flow) === start.flow) : [];
}

/** @throws SCN_API_NOT_FOUND for a sample that is none */
function sampleOf(sandbox: Sandbox, id: string | undefined): Case | undefined {
  const samples = samplesOf(sandbox);
  if (id === undefined) return samples[0];
  const found = samples.find((one) => one.id === id);
  if (!found) throw fail('SCN_API_NOT_FOUND', { what: id });
  return found;
}

function datasetWords({ template, plan }: Sandbox, local: string): LocalText {
  const title = (locale: Locale): string => textOf(template.scenario, titleIn(plan.datasets[local] ?? { title: local }, locale), locale);
  return { 'zh-CN': title('zh-CN'), en: title('en') };
}

const FORMS: ReadonlySet<string> = new Set(['start.form', 'human.form']);

/** What is in a template, with its start form in the reader's language. */
export async function viewTemplate(sandbox: Sandbox, sample: string | undefined, user: User, locale: Locale): Promise<TemplateView> {
  const { base, template, plan } = sandbox;
  const { scenario } = plan;
  const nodes = Object.values(scenario.flows).flatMap((flow) => Object.values(flow.nodes));
  const chosen = sampleOf(sandbox, sample);
  const form = await startFormView(base, plan, user, locale, chosen?.start as JsonObject | undefined);
  return {
    item: templateItem(template, base.load),
    forms: nodes.filter(({ type }) => FORMS.has(type)).length,
    rules: nodes.filter(({ type }) => base.load.registry.find(type)?.category === 'rule').length,
    pages: Object.keys(scenario.pages).length,
    datasets: Object.entries(scenario.datasets).map(([local, declared]) => ({ title: datasetWords(sandbox, local), fields: plan.datasets[local]?.fields.length ?? 0, own: !('use' in declared) })),
    bases: Object.values(scenario.bases).map(({ title, article, level }) => ({ title: textPair(template.scenario, title), level: BASIS_LEVEL_WORDS[level], ...(article === undefined ? {} : { article }) })),
    samples: samplesOf(sandbox).map(({ id, title }) => ({ id, title })),
    ...(chosen ? { sample: chosen.id } : {}),
    ...(form ? { form } : {}),
  };
}

function scriptOf(sandbox: Sandbox, sample: Case | undefined, start: JsonObject, user: User): Script {
  const { base, template } = sandbox;
  const flow = startFormOf(sandbox.plan.scenario)?.flow;
  return {
    at: sample?.at ?? base.now().toISOString(), start, user: (sample?.user as JsonObject | undefined) ?? personFacts(user), script: base.scripts,
    rows: { ...(template.cases.rows as Script['rows']), ...(sample?.rows as Script['rows']) },
    ...(flow === undefined ? {} : { flow }), ...(sample?.calendar === undefined ? {} : { calendar: sample.calendar }), ...(sample?.answers ? { answers: sample.answers } : {}),
  };
}

/** Runs a template through with what was filled in; waiting steps are answered as the sample says. */
export async function tryTemplate(sandbox: Sandbox, { sample, start }: { readonly sample?: string; readonly start: JsonObject }, user: User, locale: Locale): Promise<TryTemplateAnswer> {
  const { plan } = sandbox;
  const { scenario } = plan;
  const script = scriptOf(sandbox, sampleOf(sandbox, sample), start, user);
  const { events, state, refused } = await simulate(plan, script);
  const trace = traceOf(plan, events, []);
  const title = (path: string): string => nodeTitle(scenario, trace.flow, path, locale);
  const asked = startFormOf(scenario);
  const error = refused ? { code: refused.error.code, message: refusalText(refused.error, { scenario, node: asked?.node ?? '', fields: asked?.fields ?? [] }, locale) ?? refused.error.message } : trace.error;
  const result = resultOf({ run: { state, events, plan, scenario }, locale, releaseNumber: undefined, userName: () => undefined });
  return {
    status: refused && trace.order.length === 0 ? 'refused' : trace.status,
    steps: trace.order.filter((path) => !path.includes('/')).map(title),
    waiting: (trace.waiting as unknown as readonly { readonly path: string }[]).map(({ path }) => title(path)),
    ...(result ? { result } : {}),
    ...(error ? { error: { code: error.code, message: error.message } } : {}),
  };
}

/** Choices of a field of the start form among the template's own rows. @throws SCN_API_NOT_FOUND */
export async function templateOptions({ base, plan }: Sandbox, { field: id, q = '' }: { readonly field: string; readonly q?: string }, user: User, locale: Locale): Promise<TemplateOptions> {
  const start = startFormOf(plan.scenario);
  const field = start?.fields.find((one) => one.id === id);
  if (!start || !field) throw fail('SCN_API_NOT_FOUND', { what: id });
  if (isLookedUp(field)) return answerKind(field) === 'region' ? regionChoices(base, plan, field, q) : memberChoices(base, user, field, q);
  if (!field.options || !('dataset' in field.options)) return { choices: [], more: false };
  return datasetChoices(base, { plan, node: start.node, field, locale, to: { by: user.id, scenario: plan.scenario.id, use: 'options' } }, field.options, q);
}
