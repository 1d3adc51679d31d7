import { useQuery } from '@tanstack/react-query';
import type { TemplateItem } from '../../../../server/api/scenario.ts';
import { request } from '../../client/request.ts';
import { NewDialog } from './new-dialog.tsx';

/** The dialog of a new scenario, on pages that know no templates. */
export function NewScenario({ onClose }: { readonly onClose: () => void }) {
  const { data } = useQuery({ queryKey: ['templates'], queryFn: ({ signal }) => request<{ readonly items: readonly TemplateItem[] }>('/api/templates', { signal }) });
  return <NewDialog template={undefined} templates={data?.items ?? []} onClose={onClose} />;
}
