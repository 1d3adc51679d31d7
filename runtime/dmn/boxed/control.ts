/** Boxed conditional, filter, for, some and every (DMN 1.5, 10.2.2.9 to 10.2.2.12). */
import { charge, chargeList } from '../../language/context.ts';
import { asList } from '../../language/run/filter.ts';
import { itemsOf } from '../../language/run/iterate.ts';
import { ANY, BOOLEAN, unionOf } from '../../language/types.ts';
import type { FeelType } from '../../language/types.ts';
import { isContext } from '../../language/values/contexts.ts';
import type { Value } from '../../language/values/value.ts';
import type { DmnConditional, DmnFilter, DmnIterator } from '../model.ts';
import type { Formula, Place, Tools } from '../formula.ts';
import { finding } from '../session.ts';
import type { Scope, Session } from '../session.ts';

export function conditionalFormula(tools: Tools, expression: DmnConditional, place: Place): Formula {
  const condition = tools.boxed(expression.if, place);
  const then = tools.boxed(expression.then, place);
  const other = tools.boxed(expression.else, place);
  return { type: unionOf([then.type, other.type]), run: (scope, session) => (condition.run(scope, session) === true ? then : other).run(scope, session) };
}

function itemType(type: FeelType): FeelType {
  return type.kind === 'list' || type.kind === 'range' ? type.of : type;
}

/** A condition that is neither true, false nor null makes the whole null; null keeps nothing. */
export function filterFormula(tools: Tools, expression: DmnFilter, place: Place): Formula {
  const list = tools.boxed(expression.in, place);
  const item = itemType(list.type);
  const names = { ...place.names, ...(item.kind === 'context' ? item.fields : {}), item };
  // A literal condition also finds entries of items whose shape shows only when it runs.
  const match = tools.boxed(expression.match, expression.match?.kind === 'literal' ? { ...place, item } : { ...place, names });
  return {
    type: { kind: 'list', of: item },
    run: (scope, session) => {
      const items = asList(list.run(scope, session));
      charge(session.context, items.length);
      const kept: Value[] = [];
      for (const each of items) {
        const met = match.run({ ...scope, ...(isContext(each) ? each : {}), item: each }, session);
        if (met !== null && typeof met !== 'boolean') return notBoolean(session, place.of);
        if (met === true) kept.push(each);
      }
      return kept;
    },
  };
}

function notBoolean(session: Session, of: string): null {
  finding(session, 'SCN_DMN_VALUE', { of, type: 'boolean' });
  return null;
}

interface Loop {
  readonly body: Formula;
  readonly walk: (scope: Scope, session: Session) => readonly Value[] | null;
}

function loopOf(tools: Tools, { iteratorVariable, in: domain, result }: DmnIterator, place: Place, more: Readonly<Record<string, FeelType>>): Loop {
  const list = tools.boxed(domain, place);
  const body = tools.boxed(result, { ...place, names: { ...place.names, ...more, [iteratorVariable]: itemType(list.type) } });
  return { body, walk: (scope, session) => itemsOf(list.run(scope, session), session.context) };
}

export function forFormula(tools: Tools, expression: DmnIterator, place: Place): Formula {
  const { body, walk } = loopOf(tools, expression, place, { partial: { kind: 'list', of: ANY } });
  const usesPartial = JSON.stringify(expression.result).includes('partial');
  return {
    type: { kind: 'list', of: body.type },
    run: (scope, session) => {
      const items = walk(scope, session);
      if (items === null) return null;
      chargeList(session.context, items.length);
      const results: Value[] = [];
      for (const item of items) {
        const partial = usesPartial ? { partial: [...results] } : {};
        if (usesPartial) charge(session.context, results.length);
        results.push(body.run({ ...scope, ...partial, [expression.iteratorVariable]: item }, session));
      }
      return results;
    },
  };
}

/** As `some` and `every` of FEEL, but an answer that is no boolean makes the whole null. */
export function quantifiedFormula(tools: Tools, expression: DmnIterator, place: Place): Formula {
  const { body, walk } = loopOf(tools, expression, place, {});
  const decisive = expression.kind === 'some';
  return {
    type: BOOLEAN,
    run: (scope, session) => {
      const items = walk(scope, session);
      if (items === null) return null;
      let unknown = false;
      for (const item of items) {
        charge(session.context, 1);
        const met = body.run({ ...scope, [expression.iteratorVariable]: item }, session);
        if (met !== null && typeof met !== 'boolean') return notBoolean(session, place.of);
        if (met === decisive) return decisive;
        unknown ||= met === null;
      }
      return unknown ? null : !decisive;
    },
  };
}
