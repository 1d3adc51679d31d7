import type { ReactNode } from 'react';
import { PartMissing } from '../../client/load-part.ts';
import { useTexts } from '../../text/locale.tsx';
import { Button } from '../../ui/button.tsx';
import { Guard } from '../../ui/guard.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { appTexts } from './app-text.ts';

function Crashed({ error }: { readonly error: Error }) {
  const text = useTexts(appTexts);
  const again = <Button onPress={() => location.reload()}>{text.reload}</Button>;
  if (error instanceof PartMissing) return <EmptyState title={text.partTitle} actions={again}>{text.part}</EmptyState>;
  return (
    <EmptyState title={text.crashTitle} actions={again}>
      {text.crash} <code className="ui-code">{error.message}</code>
    </EmptyState>
  );
}

/** A page that throws never takes the frame around it down. `at` resets it on navigation. */
export function CrashGuard({ at, children }: { readonly at: string; readonly children: ReactNode }) {
  return <Guard at={at} crashed={Crashed}>{children}</Guard>;
}
