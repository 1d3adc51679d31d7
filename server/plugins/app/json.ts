import { Ajv } from 'ajv';
import type { Options, ValidateFunction } from 'ajv';
import addFormatsModule from 'ajv-formats';
import fp from 'fastify-plugin';
import type { FastifyInstance, FastifyRequest, FastifySchemaCompiler } from 'fastify';
import type { TSchema } from 'typebox';
import { readJsonBody } from './json-body.ts';

/** ajv-formats is CommonJS: what `default` is depends on who loads it (a bundler or Node). */
const addFormats = ('default' in addFormatsModule ? addFormatsModule.default : addFormatsModule) as (ajv: Ajv) => unknown;

function createAjv(options: Options): Ajv {
  const ajv = new Ajv({ strict: true, strictTypes: false, strictTuples: false, allErrors: false, useDefaults: false, removeAdditional: false, ...options });
  addFormats(ajv);
  return ajv;
}

type Compile = (schema: object) => ValidateFunction;

/** Compiles a schema once in this process for all servers in it: most are the same objects again, the others the same text. */
function createCompile(options: Options): Compile {
  const ajv = createAjv(options);
  const bySchema = new WeakMap<object, ValidateFunction>();
  const byText = new Map<string, ValidateFunction>();
  return (schema) => {
    const known = bySchema.get(schema);
    if (known !== undefined) return known;
    const text = JSON.stringify(schema);
    const validate = byText.get(text) ?? ajv.compile(schema);
    byText.set(text, validate);
    bySchema.set(schema, validate);
    return validate;
  };
}

interface Compilers {
  readonly exact: Compile;
  /** Query strings and path parameters are text by nature, so only there numbers are read from text. */
  readonly text: Compile;
}

function createCompilers(options: Options): Compilers {
  return { exact: createCompile({ ...options, coerceTypes: false }), text: createCompile({ ...options, coerceTypes: true }) };
}

/** Holds every schema against that of all schemas. */
const checking = createCompilers({});
/** Takes schemas for what `checking` found them to be: compiling that of all schemas would keep the first request waiting longer than its own. */
const trusting = createCompilers({ validateSchema: false });

/** Compiles at the first use: a server with a hundred routes answers its first request without waiting for them all. */
function whenUsed(compile: Compile, schema: TSchema): ValidateFunction {
  let compiled: ValidateFunction | undefined;
  const validate = (data: unknown): boolean => {
    compiled ??= compile(schema);
    const fits = compiled(data);
    validate.errors = compiled.errors;
    return fits;
  };
  validate.errors = undefined as ValidateFunction['errors'];
  return validate as ValidateFunction;
}

function createValidator(atOnce: boolean): FastifySchemaCompiler<TSchema> {
  return ({ schema, httpPart }) => {
    const kind = httpPart === 'body' ? 'exact' : 'text';
    return atOnce ? checking[kind](schema) : whenUsed(trusting[kind], schema);
  };
}

/**
 * JSON in and out: bodies are looked over before parsing and validated without coercion. With `checkAnswers` (tests)
 * every schema is compiled at once and every answer is held against its own, so that the contract with the builder is true and nothing extra leaks.
 */
async function json(app: FastifyInstance, options: { checkAnswers: boolean }): Promise<void> {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request: FastifyRequest, body: Buffer) => readJsonBody(request, body));
  app.setValidatorCompiler(createValidator(options.checkAnswers));
  app.setSerializerCompiler(({ schema, method, url }) => {
    if (!options.checkAnswers) return (data) => JSON.stringify(data);
    const validate = checking.exact(schema);
    return (data) => {
      const text = JSON.stringify(data);
      if (!validate(JSON.parse(text))) throw new Error(`answer of ${method} ${url} does not fit its schema: ${JSON.stringify(validate.errors)}`);
      return text;
    };
  });
}

export const jsonPlugin = fp(json, { name: 'json' });
