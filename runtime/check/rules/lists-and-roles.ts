import { toPointer } from '../../schema/pointer.ts';
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
    for (const [index, assignment] of [node.config['assign']].flat().entries()) {
      const role: unknown = (assignment as { role?: unknown } | undefined)?.role;
      if (!declared(role)) yield problem('SCN_SCHEMA_ROLE_UNKNOWN', { flow, node: id, path: toPointer([...at, 'assign', ...(Array.isArray(node.config['assign']) ? [index] : []), 'role']) }, { role: String(role) });
    }
  }
  for (const [id, page] of Object.entries(scenario.pages)) {
    for (const [index, role] of page.roles.entries()) if (!declared(role)) yield problem('SCN_SCHEMA_ROLE_UNKNOWN', { path: toPointer(['pages', id, 'roles', index]) }, { role });
  }
};
