import type { ReactNode } from 'react';
import { CircleAlert } from 'lucide-react';
import { PartMissing } from '../../client/load-part.ts';
import { useTexts } from '../../text/locale.tsx';
import { Guard } from '../../ui/guard.tsx';
import { PageHeading } from './page-heading.tsx';
import { shellTexts } from './text.ts';

function Broken({ error }: { readonly error: Error }) {
  const t = useTexts(shellTexts);
  const missing = error instanceof PartMissing;
  return (
    <div className="wrap narrow">
      <PageHeading>{missing ? t.partTitle : t.brokenTitle}</PageHeading>
      <div className="note warn" role="alert">
        <CircleAlert className="i" aria-hidden="true" />
        <div className="grow">
          <p>{missing ? t.part : t.broken}</p>
          <button type="button" className="link" onClick={() => location.reload()}>{t.reload}</button>
          {missing ? null : <p className="code">{error.message}</p>}
        </div>
      </div>
    </div>
  );
}

/** A page that fails says so and how to go on; what was typed is kept on the device. `at`: another page is tried anew. */
export function PageGuard({ at, children }: { readonly at: string; readonly children: ReactNode }) {
  return <Guard at={at} crashed={Broken}>{children}</Guard>;
}
