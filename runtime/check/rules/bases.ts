import { toPointer } from '../../schema/pointer.ts';
import type { CheckContext, CheckRule } from '../check-context.ts';
import { problem } from '../problem.ts';
import { placeOf } from './shape.ts';

interface BasisUse {
  readonly basis: string;
  readonly path: string;
}

function* uses({ scenario, nodes }: CheckContext): Iterable<BasisUse> {
  for (const [id, page] of Object.entries(scenario.pages)) {
    for (const [index, part] of (page.type === 'document' ? page.parts : []).entries()) {
      for (const [at, basis] of (part.block === 'basis' ? part.bases : []).entries()) yield { basis, path: toPointer(['pages', id, 'parts', index, 'bases', at]) };
    }
  }
  for (const [id, parameter] of Object.entries(scenario.parameters)) {
    for (const [index, value] of parameter.values.entries()) {
      if (value.basis !== undefined) yield { basis: value.basis, path: toPointer(['parameters', id, 'values', index, 'basis']) };
    }
  }
  for (const { flow, id, node } of nodes) {
    const at = ['flows', flow, 'nodes', id];
    for (const [index, basis] of (node.basis ?? []).entries()) yield { basis, path: toPointer([...at, 'basis', index]) };
    yield* timeUses(node.config, [...at, 'config']);
    const rules = node.config['rules'];
    if (!Array.isArray(rules)) continue;
    for (const [row, rule] of rules.entries()) {
      const list: unknown = (rule as { basis?: unknown } | null)?.basis;
      if (!Array.isArray(list)) continue;
      for (const [index, basis] of list.entries()) if (typeof basis === 'string') yield { basis, path: toPointer([...at, 'config', 'rules', row, 'basis', index]) };
    }
  }
}

/** Deadlines, stops and extensions name their own. */
function* timeUses(config: Readonly<Record<string, unknown>>, at: readonly (string | number)[]): Iterable<BasisUse> {
  const until: readonly unknown[] = Array.isArray(config['until']) ? config['until'] : [];
  const clock = config['clock'] as { readonly pause?: unknown; readonly extension?: unknown } | undefined;
  const owners = [...until.map((entry, index) => [entry, ['until', index]] as const), [clock?.pause, ['clock', 'pause']] as const, [clock?.extension, ['clock', 'extension']] as const];
  for (const [owner, place] of owners) {
    const list: unknown = (owner as { readonly basis?: unknown } | null | undefined)?.basis;
    if (!Array.isArray(list)) continue;
    for (const [index, basis] of list.entries()) if (typeof basis === 'string') yield { basis, path: toPointer([...at, ...place, 'basis', index]) };
  }
}

/** Every basis that is named exists and is still in force. */
export const bases: CheckRule = function* bases(context) {
  const ended = new Set<string>();
  for (const { basis, path } of uses(context)) {
    const known = Object.hasOwn(context.scenario.bases, basis) ? context.scenario.bases[basis] : undefined;
    if (known?.to !== undefined && context.env.today !== undefined && known.to < context.env.today) ended.add(basis);
    if (known === undefined) yield problem('SCN_SCHEMA_BASIS_UNKNOWN', placeOf(path), { basis });
  }
  for (const basis of ended) yield problem('SCN_SCHEMA_BASIS_ENDED', { path: toPointer(['bases', basis]) }, { title: basis, to: context.scenario.bases[basis]?.to ?? '' });
};
