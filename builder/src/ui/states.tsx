import { CircleAlert, Copy } from 'lucide-react';
import type { ReactNode } from 'react';
import { RequestError } from '../client/request.ts';
import { useTexts } from '../text/locale.tsx';
import { Button, IconButton } from './button.tsx';
import { copyText } from './copy-text.ts';
import './states.css';
import { uiTexts } from './ui-text.ts';

/** Grey bars in the final layout; they appear only after 300 ms. */
export function Skeleton({ rows = 3, height = 20 }: { readonly rows?: number; readonly height?: number }) {
  const text = useTexts(uiTexts);
  return (
    <div className="ui-skeletons" aria-busy="true">
      <span className="ui-hidden">{text.loading}</span>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="ui-skeleton" style={{ height }} />
      ))}
    </div>
  );
}

/** Nothing here yet: says so and what to do next. */
export function EmptyState({ icon, title, children, actions }: { readonly icon?: ReactNode; readonly title: string; readonly children?: ReactNode; readonly actions?: ReactNode }) {
  return (
    <div className="ui-state">
      {icon === undefined ? null : <span className="ui-state-icon">{icon}</span>}
      <h2>{title}</h2>
      {children === undefined ? null : <p>{children}</p>}
      {actions === undefined ? null : <div className="ui-state-actions">{actions}</div>}
    </div>
  );
}

/** The code of a problem, small and copyable. */
export function ProblemCode({ code }: { readonly code: string }) {
  const text = useTexts(uiTexts);
  return (
    <span className="ui-row">
      <code className="ui-code">{code}</code>
      <IconButton size="small" label={text.copyCode(code)} icon={<Copy size={12} aria-hidden="true" />} onPress={() => void copyText(code)} />
    </span>
  );
}

/** A failed read: what happened, what to do, 再试一次, and the code last. */
export function ErrorState({ error, onRetry }: { readonly error: unknown; readonly onRetry?: () => void }) {
  const text = useTexts(uiTexts);
  const problem = error instanceof RequestError ? error.problem : { detail: error instanceof Error ? error.message : String(error), hint: undefined, code: 'SCN_API_UNKNOWN' };
  return (
    <div className="ui-state" data-tone="err" role="alert">
      <span className="ui-state-icon">
        <CircleAlert size={24} strokeWidth={1.75} aria-hidden="true" />
      </span>
      <h2>{problem.detail}</h2>
      {problem.hint === undefined ? null : <p>{problem.hint}</p>}
      <div className="ui-state-actions">{onRetry === undefined ? null : <Button onPress={onRetry}>{text.retry}</Button>}</div>
      <ProblemCode code={problem.code} />
    </div>
  );
}
