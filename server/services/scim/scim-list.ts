import { fail } from '../../errors.ts';

const LIST_SCHEMA = 'urn:ietf:params:scim:api:messages:2.0:ListResponse';
const MOST = 200;

export interface Wanted {
  readonly filter?: string | undefined;
  readonly startIndex?: number | undefined;
  readonly count?: number | undefined;
}

/** `attribute eq "value"`, the one filter that is understood. @throws SCN_SCIM_FILTER */
function readFilter(filter: string): { readonly attribute: string; readonly value: string } {
  const [, attribute = '', value = ''] = /^\s*([\w.:]+)\s+eq\s+("(?:[^"\\]|\\.)*"|true|false)\s*$/i.exec(filter) ?? [];
  if (attribute === '') throw fail('SCN_SCIM_FILTER', { filter: filter.slice(0, 120) });
  try {
    return { attribute: attribute.toLowerCase(), value: String(JSON.parse(value.toLowerCase() === 'true' || value.toLowerCase() === 'false' ? value.toLowerCase() : value)) };
  } catch (cause) {
    throw fail('SCN_SCIM_FILTER', { filter: filter.slice(0, 120) }, cause);
  }
}

/** A page of resources; `readers` says which attributes a filter may name. @throws SCN_SCIM_FILTER */
export function scimList<T>(all: readonly T[], wanted: Wanted, readers: Readonly<Record<string, (item: T) => string | readonly string[]>>, show: (item: T) => object): object {
  let found = all;
  if (wanted.filter !== undefined) {
    const { attribute, value } = readFilter(wanted.filter);
    const read = readers[attribute];
    if (!read) throw fail('SCN_SCIM_FILTER', { filter: wanted.filter.slice(0, 120) });
    found = all.filter((item) => [read(item)].flat().some((one) => one.toLowerCase() === value.toLowerCase()));
  }
  const from = Math.max(1, wanted.startIndex ?? 1);
  const shown = found.slice(from - 1, from - 1 + Math.min(MOST, Math.max(0, wanted.count ?? 100)));
  return { schemas: [LIST_SCHEMA], totalResults: found.length, startIndex: from, itemsPerPage: shown.length, Resources: shown.map(show) };
}
