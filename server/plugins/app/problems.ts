import fp from 'fastify-plugin';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { basename, isAbsolute } from 'node:path';
import { isScenarioError, ScenarioError } from '../../../runtime/errors.ts';
import type { Problem } from '../../api/common.ts';
import { describe, fail, FieldsError } from '../../errors.ts';
import type { FieldProblem } from '../../errors.ts';
import { fieldsOf } from '../../services/schema-problems.ts';
import { storeError } from '../../stores/errors.ts';
import { statusOf } from '../../status-by-code.ts';
import { localeOf } from './locale.ts';

const PROBLEM = 'application/problem+json; charset=utf-8';

function sizeText(bytes: number): string {
  return bytes >= 1_048_576 ? `${Math.round(bytes / 1_048_576)} MB` : `${Math.round(bytes / 1024)} KB`;
}

/** Fastify's own errors, translated at the border; whatever is not known is our mistake and says nothing of its inside. */
const FROM_FASTIFY: Readonly<Record<string, (error: FastifyError, request: FastifyRequest) => ScenarioError>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: (error, request) => fail('SCN_API_TOO_LARGE', { limit: sizeText(request.routeOptions.bodyLimit) }, error),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: (error) => fail('SCN_API_MEDIA', {}, error),
  FST_ERR_CTP_INVALID_JSON_BODY: (error) => fail('SCN_API_JSON', { reason: error.message }, error),
  FST_ERR_CTP_EMPTY_JSON_BODY: (error) => fail('SCN_API_JSON', { reason: 'empty body' }, error),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: (error) => fail('SCN_API_JSON', { reason: error.message }, error),
};

/** Any error as one with a code. */
export function translate(error: FastifyError, request: FastifyRequest): ScenarioError {
  if (isScenarioError(error)) return error;
  if (error.validation) return new FieldsError('SCN_API_INVALID', fieldsOf(error.validation, localeOf(request)));
  const known = FROM_FASTIFY[error.code];
  if (known) return known(error, request);
  if (error.code === 'ENOSPC') return storeError('SCN_STORE_FULL', { path: 'data' }, error);
  if (error.statusCode === 400) return fail('SCN_API_JSON', { reason: error.message }, error);
  // Files are served from their folder only: what is outside of it is not there.
  if (error.statusCode === 403 || error.statusCode === 404) return fail('SCN_API_NOT_FOUND', { what: (request.url.split('?')[0] ?? '').slice(0, 200) }, error);
  return fail('SCN_API_INTERNAL', { requestId: request.id }, error);
}

interface FormProblem {
  readonly field: string;
  readonly kind: string;
  readonly zh: string;
  readonly en: string;
}

/** Refused answers of a form name their fields; the pointer leads into the part of the body that held them. */
function formFields(error: ScenarioError, request: FastifyRequest): FieldProblem[] | undefined {
  const problems = error.details['problems'];
  if (error.code !== 'SCN_FORM_INVALID' || !Array.isArray(problems)) return undefined;
  const body = request.body;
  const part = typeof body === 'object' && body !== null ? ['input', 'data'].find((key) => key in body && request.url.startsWith('/api/portal')) : undefined;
  const english = localeOf(request) === 'en';
  return (problems as readonly FormProblem[]).map(({ field, kind, zh, en }) => ({ path: `${part ? `/${part}` : ''}/${field}`, code: kind, message: english ? en : zh }));
}

/** Of a file of the store only its name is told: where the server keeps it is its own business, and stands in its log. */
function withoutFolders(error: ScenarioError): ScenarioError {
  const { path } = error.details;
  if (!error.code.startsWith('SCN_STORE_') || typeof path !== 'string' || !isAbsolute(path)) return error;
  return new ScenarioError(error.code, error.message.replaceAll(path, basename(path)), { ...error.details, path: basename(path) }, error);
}

export function problemOf(error: ScenarioError, request: FastifyRequest): Problem {
  const fields = error instanceof FieldsError ? [...error.fields] : formFields(error, request);
  const shown = fields && error.code === 'SCN_FORM_INVALID' ? fail('SCN_FORM_INVALID', { count: fields.length }) : withoutFolders(error);
  const { detail, hint } = describe(shown, localeOf(request));
  return {
    type: `/documentation#${error.code}`,
    title: error.code,
    status: statusOf(error.code),
    code: error.code,
    detail,
    ...(hint ? { hint } : {}),
    ...(fields ? { errors: fields } : {}),
    ...(Object.keys(shown.details).length > 0 ? { details: { ...shown.details } } : {}),
    requestId: request.id,
  };
}

function retryAfter(problem: Problem): string {
  const seconds = problem.code === 'SCN_API_SLOW' ? 5 : problem.details?.['seconds'];
  return typeof seconds === 'number' ? String(seconds) : problem.status === 503 ? '10' : '60';
}

function answer(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = problemOf(translate(error, request), request);
  if (problem.status >= 500) request.log.error({ request: request.id, code: problem.code, error: { name: error.name, message: error.message, stack: error.stack } }, 'request failed');
  if (problem.status === 429 || problem.code === 'SCN_RUN_DATA_LOADING' || problem.code === 'SCN_RUN_STOPPING' || problem.code === 'SCN_API_SLOW' || problem.code === 'SCN_STORE_DOWN' || problem.code === 'SCN_STORE_BUSY') void reply.header('retry-after', retryAfter(problem));
  return reply.code(problem.status).type(PROBLEM).serializer(JSON.stringify).send(problem);
}

async function problems(app: FastifyInstance): Promise<void> {
  app.setErrorHandler<FastifyError>(answer);
  app.setNotFoundHandler({ preHandler: [] }, (request, reply) => {
    const problem = problemOf(fail('SCN_API_NOT_FOUND', { what: (request.url.split('?')[0] ?? '').slice(0, 200) }), request);
    return reply.code(404).type(PROBLEM).serializer(JSON.stringify).send(problem);
  });
}

export const problemsPlugin = fp(problems, { name: 'problems' });
