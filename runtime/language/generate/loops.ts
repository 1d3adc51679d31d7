import type { Ir, IrOf, Iterator } from '../ir.ts';
import { partialUse } from '../run/partial-use.ts';
import { js } from './code.ts';
import type { Code } from './code.ts';
import { declarations, fresh, innerBlock, isLogical, localName } from './generator.ts';
import type { Generator } from './generator.ts';

/** Nested loops, one per iterator, around `body`; `broken` runs when a domain cannot be walked. */
function nest(iterators: readonly Iterator[], generator: Generator, body: (inner: Generator) => Code, broken: Code): Code {
  const [iterator, ...rest] = iterators;
  if (iterator === undefined) return body(generator);
  const items = fresh(generator, 'a');
  const index = fresh(generator, 'i');
  const { domain } = iterator;
  const walked = 'list' in domain ? js`items(${generator.value(domain.list, generator)}, c)` : js`steps(${generator.value(domain.start, generator)}, ${generator.value(domain.end, generator)}, c)`;
  const inner = innerBlock(generator);
  const inside = nest(rest, inner, body, broken);
  return js`const ${items} = ${walked}; if (${items} === null) ${broken} for (let ${index} = 0; ${index} < ${items}.length; ${index}++) { const ${localName(iterator.id)} = ${items}[${index}]; ${declarations(inner)} ${inside} }`;
}

export function forValue(ir: IrOf<'for'>, generator: Generator): Code {
  const results = fresh(generator, 'o');
  const use = partialUse(ir.body, ir.partial);
  const block = innerBlock(generator);
  const code = nest(ir.iterators, block, (inner) => {
    const partial = use === 'none' ? js`` : js`const ${localName(ir.partial)} = ${use === 'value' ? js`copy(${results}, c)` : results};`;
    return js`grow(${results}, c); ${partial} ${results}.push(${inner.value(ir.body, inner)});`;
  }, js`return null;`);
  return js`(() => { const ${results} = []; ${declarations(block)} ${code} return ${results}; })()`;
}

export function quantifiedValue(ir: IrOf<'quantified'>, generator: Generator): Code {
  const unknown = fresh(generator, 'o');
  const decisive = !ir.every;
  const block = innerBlock(generator);
  const answer = fresh(generator, 'a');
  const code = nest(ir.iterators, block, (inner) => js`charge(c, 1); const ${answer} = ${inner.value(ir.body, inner)}; if (${answer} === ${decisive}) return ${decisive}; if (${answer} !== ${!decisive}) ${unknown} = true;`, js`return null;`);
  return js`(() => { let ${unknown} = false; ${declarations(block)} ${code} return ${unknown} ? null : ${!decisive}; })()`;
}

export function filterValue(ir: IrOf<'filter'>, generator: Generator): Code {
  const list = generator.value(ir.list, generator);
  if (ir.test.op === 'number') return js`itemAt(asList(${list}), ${generator.value(ir.test, generator)})`;
  const inner = innerBlock(generator);
  const item = localName(ir.item);
  if (!isLogical(ir.test)) {
    const test = inner.value(ir.test, inner);
    return js`filter(${list}, (${item}) => { ${declarations(inner)} return ${test}; }, c)`;
  }
  return conditionFilter(ir.test, inner, { list, item: js`${item}`, generator });
}

/** The test cannot be a position: a plain loop. */
function conditionFilter(test: Ir, inner: Generator, { list, item, generator }: { readonly list: Code; readonly item: Code; readonly generator: Generator }): Code {
  const items = fresh(generator, 'a');
  const index = fresh(generator, 'i');
  const kept = fresh(generator, 'o');
  const holds = inner.isTrue(test, inner);
  return js`(() => { const ${items} = asList(${list}); charge(c, ${items}.length); const ${kept} = []; for (let ${index} = 0; ${index} < ${items}.length; ${index}++) { const ${item} = ${items}[${index}]; ${declarations(inner)} if (${holds}) ${kept}.push(${item}); } return ${kept}; })()`;
}
