import { isRowsBlock } from '../../schema/page-block.ts';
import type { Page } from '../../schema/page.ts';
import { toPointer, type PointerSegment } from '../../schema/pointer.ts';
import type { CheckRule } from '../check-context.ts';
import { problem } from '../problem.ts';

/** Roles named anywhere are declared; lists hold each item once. */
export const listsAndRoles: CheckRule = function* listsAndRoles({ scenario, nodes }) {
  for (const [id, list] of Object.entries(scenario.lists)) {
    for (const [index, item] of list.items.entries()) {
      if (list.items.indexOf(item) === index) continue;
      const path = toPointer(['lists', id, 'items', index]);
      yield problem('SCN_SCHEMA_LIST_DUPLICATE', { path }, { list: id, item });
    }
  }
  const declared = (role: unknown) => typeof role !== 'string' || Object.hasOwn(scenario.roles, role);
  for (const { flow, id, node } of nodes) {
    const at = ['flows', flow, 'nodes', id, 'config'];
    const roles = node.config['roles'];
    if (Array.isArray(roles)) {
      for (const [index, role] of roles.entries()) if (!declared(role)) yield problem('SCN_SCHEMA_ROLE_UNKNOWN', { flow, node: id, path: toPointer([...at, 'roles', index]) }, { role: String(role) });
    }
    for (const { path, assign } of assignments(node.config)) {
      for (const [index, part] of [assign].flat().entries()) {
        const role: unknown = (part as { role?: unknown } | null | undefined)?.role;
        if (!declared(role)) yield problem('SCN_SCHEMA_ROLE_UNKNOWN', { flow, node: id, path: toPointer([...at, ...path, ...(Array.isArray(assign) ? [index] : []), 'role']) }, { role: String(role) });
      }
    }
  }
  for (const [id, page] of Object.entries(scenario.pages)) {
    for (const { roles, path } of rolesOfPage(page)) {
      for (const [index, role] of roles.entries()) if (!declared(role)) yield problem('SCN_SCHEMA_ROLE_UNKNOWN', { path: toPointer(['pages', id, ...path, index]) }, { role });
    }
  }
};

/** Who may see a page, and who may move or take away its rows. */
function rolesOfPage(page: Page): readonly { readonly roles: readonly string[]; readonly path: readonly PointerSegment[] }[] {
  const blocks = page.type === 'blocks' ? page.blocks : [];
  const parts = page.type === 'document' ? page.parts : [];
  return [
    { roles: page.roles ?? [], path: ['roles'] },
    ...parts.map((part, index) => ({ roles: part.roles ?? [], path: ['parts', index, 'roles'] })),
    ...blocks.flatMap((block, index) => (isRowsBlock(block) ? (['move', 'export'] as const).map((deed) => ({ roles: block[deed] ?? [], path: ['blocks', index, deed] })) : [])),
  ];
}

interface Assignment {
  readonly path: readonly (string | number)[];
  readonly assign: unknown;
}

/** Everywhere a node names who: its task, whom its deadlines turn to, who grants more time. */
function assignments(config: Readonly<Record<string, unknown>>): readonly Assignment[] {
  const until: readonly unknown[] = Array.isArray(config['until']) ? config['until'] : [];
  const extension = (config['clock'] as { readonly extension?: { readonly by?: unknown } } | undefined)?.extension;
  return [
    { path: ['assign'], assign: config['assign'] },
    ...until.map((entry, index) => ({ path: ['until', index, 'to'], assign: (entry as { readonly to?: unknown } | null)?.to })),
    { path: ['clock', 'extension', 'by'], assign: extension?.by },
  ];
}
