import type { OidcSettings } from '../../../../../server/api/oidc.ts';

const ROLES = ['admin', 'designer', 'publisher', 'operator', 'auditor', 'protector'] as const;

/** What was read, or the number of the first line that cannot be. */
export type Read<Item> = { readonly items: Item[] } | { readonly bad: number };

function readLines<Item>(text: string, read: (value: string, rest: string) => Item | undefined): Read<Item> {
  const items: Item[] = [];
  for (const [at, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const cut = line.lastIndexOf('=');
    const [value, rest] = [line.slice(0, Math.max(cut, 0)).trim(), line.slice(cut + 1).trim()];
    const item = cut < 0 || value === '' || rest === '' ? undefined : read(value, rest);
    if (item === undefined) return { bad: at + 1 };
    items.push(item);
  }
  return { items };
}

export const readUnits = (text: string): Read<OidcSettings['units'][number]> => readLines(text, (value, unit) => ({ value, unit }));

export const readRoles = (text: string): Read<OidcSettings['roles'][number]> =>
  readLines(text, (value, rest) => {
    const [name = '', unit = ''] = rest.split('@').map((part) => part.trim());
    const role = ROLES.find((known) => known === name);
    return role === undefined || unit === '' ? undefined : { value, role, unit };
  });

export const unitLines = (units: OidcSettings['units']): string => units.map(({ value, unit }) => `${value} = ${unit}`).join('\n');
export const roleLines = (roles: OidcSettings['roles']): string => roles.map(({ value, role, unit }) => `${value} = ${role} @ ${unit}`).join('\n');
