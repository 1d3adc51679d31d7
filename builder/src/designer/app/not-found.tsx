import { Link } from 'wouter';
import { useTexts } from '../../text/locale.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { appTexts } from './app-text.ts';

export function NotFound() {
  const text = useTexts(appTexts);
  return (
    <EmptyState title={text.notFoundTitle} actions={<Link href="/">{text.toHome}</Link>}>
      {text.notFound}
    </EmptyState>
  );
}
