import { charge, chargeResults } from '../context.ts';
import type { Ir, IrOf, Iterator } from '../ir.ts';
import { isWalkable, itemsOf, stepsBetween } from '../run/iterate.ts';
import { partialUse } from '../run/partial-use.ts';
import { weightOf } from '../run/weight.ts';
import type { Value } from '../values/value.ts';
import { bindLocal } from './machine.ts';
import type { Env, Machine } from './machine.ts';

/** The items of one iterator; null when its domain cannot be walked. */
function walk(machine: Machine, { domain }: Iterator, env: Env): readonly Value[] | null {
  if ('list' in domain) {
    return itemsOf(machine.evaluate(machine, domain.list, env), machine.context);
  }
  const start = machine.evaluate(machine, domain.start, env);
  const end = machine.evaluate(machine, domain.end, env);
  return isWalkable(start, end) ? stepsBetween(start, end, machine.context) : null;
}

interface Visitor {
  /** Once for each run of the innermost loop, with the number of its items. */
  readonly enter: (count: number) => void;
  /** False to stop. */
  readonly visit: (env: Env) => boolean;
}

/** Visits every combination, the last iterator fastest; false as soon as a domain cannot be walked or `visit` says stop. */
function walkAll(machine: Machine, iterators: readonly Iterator[], index: number, env: Env, { visit, enter }: Visitor): 'done' | 'stopped' | 'broken' {
  const iterator = iterators[index];
  if (iterator === undefined) return visit(env) ? 'done' : 'stopped';
  const items = walk(machine, iterator, env);
  if (items === null) return 'broken';
  if (index === iterators.length - 1) enter(items.length);
  for (const item of items) {
    const end = walkAll(machine, iterators, index + 1, bindLocal(env, iterator.id, item), { visit, enter });
    if (end !== 'done') return end;
  }
  return 'done';
}

export function runFor(machine: Machine, ir: IrOf<'for'>, env: Env): Value {
  const results: Value[] = [];
  const use = partialUse(ir.body, ir.partial);
  const weight = weightOf(ir.body);
  const end = walkAll(machine, ir.iterators, 0, env, {
    enter: (count) => chargeResults(machine.context, results.length, count, weight),
    visit: (inner) => {
      if (use === 'value') charge(machine.context, results.length);
      const partial = use === 'value' ? [...results] : results;
      results.push(machine.evaluate(machine, ir.body, bindLocal(inner, ir.partial, partial)));
      return true;
    },
  });
  return end === 'broken' ? null : results;
}

export function runQuantified(machine: Machine, ir: IrOf<'quantified'>, env: Env): Value {
  return quantify(machine, ir, env, ir.body);
}

/** `some` is an or over all combinations, `every` an and; one deciding answer ends the walk. */
function quantify(machine: Machine, ir: IrOf<'quantified'>, env: Env, body: Ir): Value {
  const decisive = !ir.every;
  let unknown = false;
  const weight = weightOf(body);
  const end = walkAll(machine, ir.iterators, 0, env, {
    enter: () => undefined,
    visit: (inner) => {
      charge(machine.context, weight);
      const result = machine.evaluate(machine, body, inner);
      if (typeof result !== 'boolean') unknown = true;
      return result !== decisive;
    },
  });
  if (end === 'broken') return null;
  return end === 'stopped' ? decisive : unknown ? null : !decisive;
}
