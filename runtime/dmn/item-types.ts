/** The one place that deals with item definitions: their static types, and what a value must be to have one (DMN 1.5, 7.3.3 and 10.3.2.9). */
import type { EvalContext } from '../language/context.ts';
import { conforms } from '../language/run/instance-of.ts';
import { ANY, DATE_TIME, DAYS_TIME, STANDARD_TYPES, YEARS_MONTHS } from '../language/types.ts';
import type { FeelType } from '../language/types.ts';
import { entryOf, hasEntry, isContext } from '../language/values/contexts.ts';
import { startOfDay } from '../language/values/date-times.ts';
import { FeelDate } from '../language/values/dates.ts';
import type { Value } from '../language/values/value.ts';
import type { DmnItemDefinition } from './model.ts';

/** A type a value can be held against. Null fits every type. */
export interface ItemType {
  readonly name: string;
  readonly feel: FeelType;
  /** Whether the shape alone does not say it all. */
  readonly restricted: boolean;
  /** Unary tests of single values, in their order; the priority of a decision table may come from them. */
  readonly allowedValues: string | null;
  /** Of a function: what it gives; null = any value. */
  readonly returns: ItemType | null;
  /** Of a context: the types of its entries. */
  readonly components: readonly ItemType[];
  readonly accepts: (value: Value, context: EvalContext) => boolean;
  /** The value as this type wants it: itself, or after an implicit conversion; `undefined` when it does not fit. */
  readonly fit: (value: Value, context: EvalContext) => Value | undefined;
}

type Accepts = ItemType['accepts'];

/** Beside the names of FEEL, those of DMN 1.1 and of the XML Schema types they stand for. */
const BUILT_IN: Readonly<Record<string, FeelType>> = { ...STANDARD_TYPES, dateTime: DATE_TIME, dayTimeDuration: DAYS_TIME, yearMonthDuration: YEARS_MONTHS };

/** `Any`, as all files before DMN 1.3 and the ones of some tools write it too. */
export function isAnyType(ref: string): boolean {
  return ref === 'Any' || ref === 'any';
}

/** A type of the standard by name; DMN 1.1 wrote them `feel:number`. */
export function builtInType(ref: string): ItemType | null {
  const name = ref.replace(/^feel[:.]/, '');
  const feel = Object.hasOwn(BUILT_IN, name) ? BUILT_IN[name] : undefined;
  return feel === undefined ? null : itemType({ name, feel, test: (value) => conforms(value, feel) });
}

export const ANY_TYPE: ItemType = itemType({ name: 'Any', feel: ANY, test: () => true });

interface Parts {
  readonly name: string;
  readonly feel: FeelType;
  readonly test: Accepts;
  readonly restricted?: boolean;
  readonly allowedValues?: string | null;
  readonly returns?: ItemType | null;
  readonly components?: readonly ItemType[];
}

function itemType({ name, feel, test, restricted = false, allowedValues = null, returns = null, components = [] }: Parts): ItemType {
  const accepts: Accepts = (value, context) => value === null || test(value, context);
  return { name, feel, restricted, allowedValues, returns, components, accepts, fit: (value, context) => fit(value, feel, accepts, context) };
}

/** DMN 1.5, 10.3.2.9.4: to and from a list of one, and a date as the date and time of its midnight, UTC. */
function fit(value: Value, feel: FeelType, accepts: Accepts, context: EvalContext): Value | undefined {
  if (accepts(value, context)) return value;
  if (feel.kind === 'list' && !Array.isArray(value)) return accepts([value], context) ? [value] : undefined;
  if (feel.kind === 'list' || !Array.isArray(value)) return asMidnight(value, feel, accepts, context);
  const items = value as readonly Value[];
  const only = items[0] ?? null;
  if (items.length !== 1) return undefined;
  return accepts(only, context) ? only : asMidnight(only, feel, accepts, context);
}

function asMidnight(value: Value, feel: FeelType, accepts: Accepts, context: EvalContext): Value | undefined {
  if (feel.kind !== 'date-time' || !(value instanceof FeelDate)) return undefined;
  const midnight = startOfDay(value);
  return accepts(midnight, context) ? midnight : undefined;
}

/** Compiles unary tests to a predicate of one value. */
export type MakeTest = (tests: string, input: FeelType, of: string) => Accepts;
export type Resolve = (ref: string | undefined, of: string) => ItemType;

/** A definition that may mention itself: `known` is told the type before its parts are looked up, so that they find it. */
export function defineItemType(definition: DmnItemDefinition, resolve: Resolve, makeTest: MakeTest, known: (type: ItemType) => void): ItemType {
  const made = { feel: ANY, test: (() => false) as Accepts, restricted: true };
  known({
    name: definition.name,
    get feel() { return made.feel; },
    restricted: true,
    allowedValues: definition.allowedValues ?? null,
    returns: null,
    components: [],
    accepts: (value, context) => value === null || made.test(value, context),
    fit: (value, context) => fit(value, made.feel, (each, inner) => each === null || made.test(each, inner), context),
  });
  const single = baseOf(definition, resolve, makeTest);
  const one = restrict(single, definition.allowedValues, definition.name, makeTest);
  const all = definition.isCollection === true ? collectionOf(one) : one;
  const whole = restrict(all, definition.typeConstraint, definition.name, makeTest);
  made.feel = whole.feel;
  made.test = whole.accepts;
  const allowedValues = definition.allowedValues ?? (definition.isCollection === true ? null : single.allowedValues);
  return itemType({ ...whole, name: definition.name, allowedValues, test: whole.accepts });
}

function baseOf(definition: DmnItemDefinition, resolve: Resolve, makeTest: MakeTest): ItemType {
  const { name, functionItem, components, typeRef } = definition;
  if (functionItem !== undefined) {
    const params = functionItem.parameters.map((parameter) => resolve(parameter.typeRef, name).feel);
    const returns = resolve(functionItem.outputTypeRef, name);
    const feel: FeelType = { kind: 'function', params, returns: returns.feel };
    return itemType({ name, feel, returns, test: (value) => conforms(value, feel) });
  }
  if (components.length > 0) return contextOf(name, components.map((component) => defineItemType(component, resolve, makeTest, () => undefined)));
  return resolve(typeRef, name);
}

/** A context with at least these entries; more are allowed. */
function contextOf(name: string, components: readonly ItemType[]): ItemType {
  const fields = Object.fromEntries(components.map((component) => [component.name, component.feel]));
  const restricted = components.some((component) => component.restricted);
  const test: Accepts = (value, context) => isContext(value) && components.every((component) => hasEntry(value, component.name) && component.accepts(entryOf(value, component.name), context));
  return itemType({ name, feel: { kind: 'context', fields, open: true }, restricted, components, test });
}

function collectionOf(item: ItemType): ItemType {
  const test: Accepts = (value, context) => Array.isArray(value) && (value as readonly Value[]).every((each) => item.accepts(each, context));
  return itemType({ name: item.name, feel: { kind: 'list', of: item.feel }, restricted: item.restricted, test });
}

function restrict(type: ItemType, tests: string | undefined, of: string, makeTest: MakeTest): ItemType {
  if (tests === undefined || tests.trim() === '') return type;
  const test = makeTest(tests, type.feel, of);
  return itemType({ ...type, restricted: true, allowedValues: tests, test: (value, context) => type.accepts(value, context) && test(value, context) });
}
