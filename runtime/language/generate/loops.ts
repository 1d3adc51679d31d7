import type { IrOf, Iterator } from '../ir.ts';
import { isLogical } from '../run/logical.ts';
import { partialUse } from '../run/partial-use.ts';
import { weightOf } from '../run/weight.ts';
import { js } from './code.ts';
import type { Code, Name } from './code.ts';
import { declarations, fresh, innerBlock, localName, outlined } from './generator.ts';
import type { Generator } from './generator.ts';

interface Loops {
  /** Statements at the heart of the loops. */
  readonly body: (inner: Generator) => Code;
  /** What to do when a domain cannot be walked. */
  readonly broken: Code;
  /** Statements between finding out how many items there are and the first of them. */
  readonly charge: (items: Name) => Code;
}

/** Nested loops, one per iterator. */
export function nest(iterators: readonly Iterator[], generator: Generator, loops: Loops): Code {
  const [iterator, ...rest] = iterators;
  if (iterator === undefined) return loops.body(generator);
  const items = fresh(generator, 'a');
  const index = fresh(generator, 'i');
  const { domain } = iterator;
  const walked = 'list' in domain ? js`items(${generator.value(domain.list, generator)}, c)` : js`steps(${generator.value(domain.start, generator)}, ${generator.value(domain.end, generator)}, c)`;
  const inner = innerBlock(generator);
  const inside = nest(rest, inner, loops);
  const charged = rest.length === 0 ? loops.charge(items) : js``;
  return js`const ${items} = ${walked}; if (${items} === null) ${loops.broken} ${charged} for (let ${index} = 0; ${index} < ${items}.length; ${index}++) { const ${localName(iterator.id)} = ${items}[${index}]; ${declarations(inner)} ${inside} }`;
}

export function forValue(ir: IrOf<'for'>, generator: Generator): Code {
  return outlined(generator, [ir], (block) => {
    const results = fresh(block, 'o');
    const use = partialUse(ir.body, ir.partial);
    const code = nest(ir.iterators, block, {
      charge: (items) => js`grow(c, ${results}.length, ${items}.length, ${weightOf(ir.body)});`,
      broken: js`return null;`,
      body: (inner) => {
        const partial = use === 'none' ? js`` : js`const ${localName(ir.partial)} = ${use === 'value' ? js`copy(${results}, c)` : results};`;
        return js`${partial} ${results}.push(${inner.value(ir.body, inner)});`;
      },
    });
    return js`const ${results} = []; ${code} return ${results};`;
  });
}

export function quantifiedValue(ir: IrOf<'quantified'>, generator: Generator): Code {
  const decisive = !ir.every;
  return outlined(generator, [ir], (block) => {
    const unknown = fresh(block, 'o');
    const answer = fresh(block, 'a');
    const code = nest(ir.iterators, block, {
      charge: () => js``,
      broken: js`return null;`,
      body: (inner) => js`charge(c, ${weightOf(ir.body)}); const ${answer} = ${inner.value(ir.body, inner)}; if (${answer} === ${decisive}) return ${decisive}; if (${answer} !== ${!decisive}) ${unknown} = true;`,
    });
    return js`let ${unknown} = false; ${code} return ${unknown} ? null : ${!decisive};`;
  });
}

export function filterValue(ir: IrOf<'filter'>, generator: Generator): Code {
  if (ir.test.op === 'number') return js`itemAt(asList(${generator.value(ir.list, generator)}), ${generator.value(ir.test, generator)})`;
  if (isLogical(ir.test)) {
    return outlined(generator, [ir], (block) => {
      const kept = fresh(block, 'o');
      return js`const ${kept} = []; ${keptItems(ir, block, () => js`${kept}.push(${localName(ir.item)});`)} return ${kept};`;
    });
  }
  const inner = innerBlock(generator);
  const item = localName(ir.item);
  const test = inner.value(ir.test, inner);
  return js`filter(${generator.value(ir.list, generator)}, (${item}) => { ${declarations(inner)} return ${test}; }, ${weightOf(ir.test)}, c)`;
}

/** A plain loop over the items a condition keeps; the test cannot be a position. */
export function keptItems(ir: IrOf<'filter'>, generator: Generator, consume: (inner: Generator) => Code): Code {
  const items = fresh(generator, 'a');
  const index = fresh(generator, 'i');
  const inner = innerBlock(generator);
  const holds = inner.isTrue(ir.test, inner);
  const consumed = consume(inner);
  return js`const ${items} = asList(${generator.value(ir.list, generator)}); charge(c, ${items}.length * ${weightOf(ir.test)}); for (let ${index} = 0; ${index} < ${items}.length; ${index}++) { const ${localName(ir.item)} = ${items}[${index}]; ${declarations(inner)} if (${holds}) { ${consumed} } }`;
}
