/**
 * `sum(for …)`, `sum(rows.price)`, `count(rows[…])`: the list between the two is never made. Each loop feeds its items to the sum or count
 * as they come; the sum goes in whole hundredths while its items allow it (`sides.ts`), else on as boxed values.
 */
import type { Ir, IrOf } from '../ir.ts';
import { isLogical } from '../run/logical.ts';
import { partialUse } from '../run/partial-use.ts';
import { weightOf } from '../run/weight.ts';
import { isPlainKey } from '../values/properties.ts';
import { joinCode, js } from './code.ts';
import type { Code } from './code.ts';
import { declarations, fresh, innerBlock, localName, madeLocal, outlined } from './generator.ts';
import type { Generator } from './generator.ts';
import { keptItems, nest } from './loops.ts';
import { allHold, scaledSide, unscaled } from './sides.ts';

/** Feeds each item, as a tree to emit in `inner`, to the consumer; statements, which leave by `return` when there is no list. */
type Feed = (generator: Generator, consume: (item: Ir, inner: Generator) => Code) => Code;

function feedOf(list: Ir): Feed | null {
  if (list.op === 'for' && partialUse(list.body, list.partial) === 'none') return feedFor(list);
  if (list.op === 'filter' && isLogical(list.test)) return (generator, consume) => keptItems(list, generator, (inner) => consume(itemOf(list), inner));
  if (list.op === 'path' && list.of.op === 'filter' && isLogical(list.of.test)) {
    const { of: filter } = list;
    return (generator, consume) => keptItems(filter, generator, (inner) => consume(entryOf(list, itemOf(filter)), inner));
  }
  return null;
}

function itemOf(filter: IrOf<'filter'>): Ir {
  const type = filter.type.kind === 'list' ? filter.type.of : filter.type;
  return { op: 'local', id: filter.item, name: 'item', type, at: filter.at };
}

function entryOf(path: IrOf<'path'>, of: Ir): Ir {
  return { op: 'path', of, key: path.key, type: path.type.kind === 'list' ? path.type.of : path.type, at: path.at };
}

function feedFor(list: IrOf<'for'>): Feed {
  return (generator, consume) => {
    const count = fresh(generator, 'o');
    const code = nest(list.iterators, generator, {
      charge: (items) => js`grow(c, ${count}, ${items}.length, ${weightOf(list.body)}); ${count} += ${items}.length;`,
      broken: js`return null;`,
      body: (inner) => consume(list.body, inner),
    });
    return js`let ${count} = 0; ${code}`;
  };
}

/** Emits `sum(rows.price)` as a loop over `rows` when that is a list, else as it stands. */
function entriesOfRows(call: IrOf<'builtin'>, path: IrOf<'path'>, generator: Generator, plain: (call: IrOf<'builtin'>, generator: Generator) => Code): Code {
  const rows = madeLocal(generator, path.of.type);
  const item = madeLocal(generator, path.of.type.kind === 'list' ? path.of.type.of : path.of.type);
  const name = localName(rows.id);
  return outlined(generator, [path.of], (block) => {
    const whole = plain({ ...call, args: [{ ...path, of: rows }] }, block);
    const index = fresh(block, 'i');
    const feed: Feed = (outer, consume) => {
      const inner = innerBlock(outer);
      const consumed = consume(entryOf(path, item), inner);
      return js`charge(c, Math.ceil(${name}.length / 4)); for (let ${index} = 0; ${index} < ${name}.length; ${index}++) { const ${localName(item.id)} = ${name}[${index}]; ${declarations(inner)} ${consumed} }`;
    };
    return js`const ${name} = ${block.value(path.of, block)}; if (!Array.isArray(${name})) return ${whole}; ${CONSUMERS[call.name]?.(feed, block) ?? js`return null;`}`;
  });
}

function counted(feed: Feed, generator: Generator): Code {
  const count = fresh(generator, 'o');
  const loops = feed(generator, (item, inner) => (isPure(item) ? js`${count}++;` : js`${inner.value(item, inner)}; ${count}++;`));
  return js`let ${count} = 0; ${loops} return ${count};`;
}

/** Whether evaluating it can neither stop nor find anything. */
function isPure(item: Ir): boolean {
  return item.op === 'local' || (item.op === 'path' && item.of.op === 'local');
}

/** `short`, which is bounded, is the sum in hundredths (or as the items have decimals) as long as all items are such; then `long` is the boxed sum. */
function summed(feed: Feed, generator: Generator): Code {
  const [short, long, next, any] = [fresh(generator, 'o'), fresh(generator, 'o'), fresh(generator, 'o'), fresh(generator, 'o')];
  let scale = 0;
  const loops = feed(generator, (item, inner) => {
    const side = scaledSide(item, inner);
    ({ scale } = side);
    const assign = joinCode([...side.assign, js`0`], js`, `);
    return js`${assign}; if (${long} === undefined && ${allHold(side.guards)} && Math.abs(${next} = ${short} + ${side.scaled}) < 1e15) { ${short} = ${next}; ${any} = true; } else { ${long} = more(${long} === undefined && ${any} ? ${unscaled(js`${short}`, scale)} : ${long}, ${side.boxed}, c); }`;
  });
  return js`let ${short} = 0, ${next} = 0, ${long}, ${any} = false; ${loops} return ${long} !== undefined ? ${long} : ${any} ? ${unscaled(js`${short}`, scale)} : null;`;
}

const CONSUMERS: Readonly<Record<string, (feed: Feed, generator: Generator) => Code>> = { count: counted, sum: summed };

/** Null when the call is no aggregate of a list that need not be made. */
export function aggregateCall(ir: IrOf<'builtin'>, generator: Generator, plain: (call: IrOf<'builtin'>, generator: Generator) => Code): Code | null {
  const consumer = Object.hasOwn(CONSUMERS, ir.name) ? CONSUMERS[ir.name] : undefined;
  const [list, ...others] = ir.args;
  if (consumer === undefined || list === undefined || list === null || others.length > 0 || ir.overload !== 0) return null;
  if (ir.name === 'sum' && list.type.kind === 'list' && list.type.of.kind !== 'number' && list.type.of.kind !== 'any') return null;
  const feed = feedOf(list);
  if (feed !== null) return outlined(generator, [list], (block) => consumer(feed, block));
  if (list.op === 'path' && list.of.type.kind === 'list' && isPlainKey(list.key)) return entriesOfRows(ir, list, generator, plain);
  return null;
}
