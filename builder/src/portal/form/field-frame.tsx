import { createContext, useContext, type ReactNode } from 'react';
import { CircleAlert } from 'lucide-react';
import type { PortalField } from '../../../../server/api/portal.ts';
import { useTexts } from '../../text/locale.tsx';
import { formTexts } from './text.ts';

/** Ids that tie a control to its hint and error. */
export interface FieldIds {
  readonly control: string;
  readonly hint: string;
  readonly error: string;
}

export function idsOf(prefix: string, field: string): FieldIds {
  const control = `${prefix}-${field}`;
  return { control, hint: `${control}-hint`, error: `${control}-error` };
}

export function describedBy(ids: FieldIds, field: PortalField, error: string | undefined): { 'aria-describedby'?: string; 'aria-invalid'?: true } {
  const parts = [field.hint ? ids.hint : '', error ? ids.error : ''].filter((part) => part !== '');
  return { ...(parts.length > 0 ? { 'aria-describedby': parts.join(' ') } : {}), ...(error ? { 'aria-invalid': true as const } : {}) };
}

/** Draws the page's heading around the question it asks; absent where the page has a heading of its own. */
export type RenderHeading = (words: ReactNode) => ReactNode;
export const QuestionHeading = createContext<RenderHeading | undefined>(undefined);

interface FrameProps {
  readonly field: PortalField;
  readonly ids: FieldIds;
  readonly error: string | undefined;
  /** A group of controls is a fieldset with a legend, one control has a label. */
  readonly group?: boolean;
  /** The control carries its own words (a tick box): no label above. */
  readonly bare?: boolean;
  readonly children: ReactNode;
}

/** Label, hint and error around a control, in the order they are read. */
export function FieldFrame({ field, ids, error, group, bare, children }: FrameProps) {
  const t = useTexts(formTexts);
  const heading = useContext(QuestionHeading) ?? ((words: ReactNode) => words);
  const label = <>{field.title}{field.optional && field.widget !== 'open' ? <span>{t.optional}</span> : null}</>;
  const below = (
    <>
      {field.hint && !bare ? <p className="pf-hint" id={ids.hint}>{field.hint}</p> : null}
      {error ? <p className="pf-error" id={ids.error}><CircleAlert className="i s" aria-hidden="true" /><span>{error}</span></p> : null}
      {children}
    </>
  );
  const className = error ? 'pf-field pf-bad' : 'pf-field';
  if (group) return <fieldset className={className} {...describedBy(ids, field, error)} aria-invalid={undefined}><legend>{heading(label)}</legend>{below}</fieldset>;
  return <div className={className}>{bare ? null : heading(<label htmlFor={ids.control}>{label}</label>)}{below}</div>;
}
