import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { DepartmentUnit } from '../../../../server/api/scenario.ts';
import type { TemplateDepartmentsView } from '../../../../server/api/templates.ts';
import { request } from '../../client/request.ts';
import { useLocalText } from '../../text/locale.tsx';

export const CREATE = '+';

type Department = TemplateDepartmentsView['departments'][number];

/** One with a dataset that has no place yet. */
export const isOpenDepartment = ({ datasets }: Department): boolean => datasets.some(({ unit }) => unit === undefined);

export interface DepartmentsChoice {
  readonly view: TemplateDepartmentsView | undefined;
  readonly pending: boolean;
  readonly apart: boolean;
  readonly mayApart: boolean;
  readonly setApart: (apart: boolean) => void;
  /** Unit by department; `CREATE` for one that is to be made. */
  readonly units: Readonly<Record<string, string>>;
  readonly setUnit: (department: string, unit: string) => void;
  /** Every department that is to have a unit has one. */
  readonly complete: boolean;
  /** For the request that makes the scenario. */
  readonly body: { readonly departments?: Readonly<Record<string, DepartmentUnit>> };
}

/** Whose data a template needs and who stands for them. Apart at first only where the units of this house say by their names who is who. */
export function useDepartments(slug: string | undefined): DepartmentsChoice {
  const local = useLocalText();
  const read = useQuery({ queryKey: ['template-departments', slug ?? ''], enabled: slug !== undefined, queryFn: ({ signal }) => request<TemplateDepartmentsView>(`/api/templates/${slug ?? ''}/departments`, { signal }) });
  const [wanted, setWanted] = useState<{ readonly slug: string | undefined; readonly apart?: boolean; readonly units: Readonly<Record<string, string>> }>({ slug, units: {} });
  const kept = wanted.slug === slug ? wanted : { slug, units: {} };
  const view = read.data;
  const open = view?.departments.filter(isOpenDepartment) ?? [];
  const mayApart = view !== undefined && (view.mayCreate || view.units.length > 0);
  const suggested = Object.fromEntries(open.flatMap(({ id, suggested: unit }) => (unit !== undefined && view?.units.some((one) => one.id === unit) === true ? [[id, unit] as const] : [])));
  const apart = mayApart && (kept.apart ?? open.every(({ id }) => Object.hasOwn(suggested, id)));
  const units: Readonly<Record<string, string>> = { ...(view?.mayCreate === true ? Object.fromEntries(open.map(({ id }) => [id, CREATE])) : {}), ...suggested, ...kept.units };
  const departments = Object.fromEntries(open.flatMap(({ id, title }): [string, DepartmentUnit][] => (units[id] === undefined ? [] : [[id, units[id] === CREATE ? { create: local(title) } : { unit: units[id] }]])));
  return {
    view, apart, mayApart, units, pending: slug !== undefined && read.isLoading,
    setApart: (next) => setWanted({ ...kept, apart: next }),
    setUnit: (department, unit) => setWanted({ ...kept, units: { ...kept.units, [department]: unit } }),
    complete: !apart || open.every(({ id }) => units[id] !== undefined),
    body: apart && open.length > 0 ? { departments } : {},
  };
}
