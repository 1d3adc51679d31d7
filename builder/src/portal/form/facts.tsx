import type { PortalForm } from '../../../../server/api/portal.ts';
import { FileLinks } from './file-links.tsx';

const addressOf = (id: string) => `/api/portal/files/${encodeURIComponent(id)}`;

/** What is known, line by line; files among it can be opened. */
export function Facts({ facts, className = 'facts' }: { readonly facts: PortalForm['facts']; readonly className?: string }) {
  if (facts.length === 0) return null;
  return <dl className={className}>{facts.map((fact) => <div key={fact.label}><dt>{fact.label}</dt><dd>{fact.files === undefined ? fact.value : <FileLinks files={fact.files} addressOf={addressOf} />}</dd></div>)}</dl>;
}
