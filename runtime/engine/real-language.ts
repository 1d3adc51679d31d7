import { Type, type TSchema } from 'typebox';
import { compileExpression, compileUnaryTests, hasErrors, type Names } from '../language/compile.ts';
import { createContext, renewBudget, resetBudget, type EvalContext } from '../language/context.ts';
import { toFunction, type Evaluate } from '../language/generate.ts';
import { fromJson, toJson } from '../language/json.ts';
import { ANY, typeFromSchema, type FeelType } from '../language/types.ts';
import type { Value } from '../language/values/value.ts';
import { valueSchema } from '../schema/value-schema.ts';
import type { FormulaCode, FormulaLanguage } from './formula.ts';

/** The rule language that ships (design 5). */
export const feel: FormulaLanguage = createLanguage();

type Schemas = Readonly<Record<string, TSchema>>;

/** A language with memories of its own; the parser is kept per set of names. */
export function createLanguage(): FormulaLanguage {
  const names = new WeakMap<Schemas, Names>();
  const types = new WeakMap<TSchema, FeelType>();
  const namesOf = (schemas: Schemas): Names => {
    const known = names.get(schemas);
    if (known) return known;
    const made = Object.fromEntries(Object.entries(schemas).filter(([name]) => name !== TESTED).map(([name, schema]) => [name, typeOf(schema)]));
    names.set(schemas, made);
    return made;
  };
  const typeOf = (schema: TSchema): FeelType => {
    const known = types.get(schema);
    if (known) return known;
    const made = typeFromSchema(schema);
    types.set(schema, made);
    return made;
  };
  return {
    compile: (source, schemas, kind) => {
      const tested = schemas[TESTED];
      const compiled = kind === 'unary'
        ? compileUnaryTests(source, { names: namesOf(schemas), input: tested ? typeOf(tested) : ANY })
        : compileExpression(source, { names: namesOf(schemas) });
      return { problems: compiled.diagnostics, code: hasErrors(compiled) ? null : codeOf(compiled.ir, compiled.type) };
    },
    context: createContext,
    surroundings: (context) => context as EvalContext | undefined,
    takeStop: (context) => {
      const surroundings = context as EvalContext | undefined;
      if (!surroundings) return null;
      const stop = surroundings.stopped;
      surroundings.stopped = null;
      renewBudget(surroundings);
      return stop;
    },
    toJson: (value) => toJson(value as Value),
    fromJson: (value, schema) => fromJson(value, typeOf(schema)),
  };
}

/** The name the tested value of a unary test goes by. */
const TESTED = '?';

/** A formula becomes JavaScript when it is first evaluated: of a large table most never are. */
function codeOf(ir: FormulaCode['ir'], type: FeelType): FormulaCode {
  let run: Evaluate = (scope, context) => {
    run = toFunction(ir);
    return run(scope, context);
  };
  return {
    ir,
    schema: schemaOf(type),
    evaluate: (scope, context) => {
      const surroundings = (context as EvalContext | undefined) ?? createContext();
      resetBudget(surroundings);
      return run(scope as Readonly<Record<string, Value>>, surroundings);
    },
    toJson: (value) => toJson(value as Value, type),
  };
}

type Of<Kind extends FeelType['kind']> = Extract<FeelType, { kind: Kind }>;

const SCHEMA_OF_KIND: { readonly [Kind in FeelType['kind']]: (type: Of<Kind>) => TSchema } = {
  any: () => Type.Unsafe({}),
  null: () => Type.Null(),
  number: (type) => valueSchema(type.decimal ? 'decimal' : type.integer ? 'integer' : 'number'),
  string: (type) => valueSchema('string', type.enum ? { enum: type.enum } : {}),
  boolean: () => valueSchema('boolean'),
  date: () => valueSchema('date'),
  time: () => valueSchema('time'),
  'date-time': () => valueSchema('date-time'),
  'days-time-duration': () => valueSchema('duration'),
  'years-months-duration': () => Type.Unsafe({ type: 'string', format: 'duration', 'x-feel': 'years-months-duration', nullable: true }),
  list: (type) => Type.Array(schemaOf(type.of)),
  context: (type) => Type.Object(Object.fromEntries(Object.entries(type.fields).map(([key, field]) => [key, schemaOf(field)])), { additionalProperties: type.open === true }),
  range: () => Type.Unsafe({}),
  function: () => Type.Unsafe({}),
};

/** JSON Schema of the JSON form of a type. */
export function schemaOf(type: FeelType): TSchema {
  return (SCHEMA_OF_KIND[type.kind] as (type: FeelType) => TSchema)(type);
}
