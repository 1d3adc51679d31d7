import { Lock } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTexts } from '../../../text/locale.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import { useCan } from '../../app/session.tsx';
import '../shared/page.css';
import { adminTexts } from './admin-text.ts';

/** Shows others who can let them in. The server refuses on its own; this only says so kindly. */
export function AdminOnly({ children, needs = 'house' }: { readonly children: ReactNode; readonly needs?: 'house' | 'people' | 'audit' | 'privacy' }) {
  const text = useTexts(adminTexts);
  if (useCan()[needs]) return children;
  return (
    <EmptyState icon={<Lock size={24} strokeWidth={1.75} aria-hidden="true" />} title={text.forbidden}>
      {text.forbiddenText}
    </EmptyState>
  );
}
