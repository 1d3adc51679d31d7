import { useMutation } from '@tanstack/react-query';
import { CircleAlert, CircleCheck, CircleX, Info, TriangleAlert } from 'lucide-react';
import { useEffect, useMemo, useRef } from 'react';
import type { Result } from '../../../../server/api/portal.ts';
import type { TemplateOptions, TemplateView, TryTemplateAnswer } from '../../../../server/api/templates.ts';
import { request } from '../../client/request.ts';
import type { FormSource } from '../../portal/form/form-source.ts';
import { FormView } from '../../portal/form/form-view.tsx';
import { useListed } from '../../text/listed.ts';
import { useTexts } from '../../text/locale.tsx';
import { Select } from '../../ui/select.tsx';
import { EmptyState, ErrorState } from '../../ui/states.tsx';
import { templateTexts } from './template-text.ts';

const SIGNS = { ok: CircleCheck, warn: TriangleAlert, neutral: Info, err: CircleX } as const;

/** Where the start form gets choices from: the rows of the template. */
function useSource(slug: string): FormSource {
  const text = useTexts(templateTexts);
  return useMemo(() => ({
    options: (field, q, signal) => request<TemplateOptions>(`/api/templates/${slug}/options`, { query: { field, q }, signal }),
    record: async () => ({ title: text.sample, synthetic: true, facts: [], sections: [] }),
    sendFile: () => Promise.reject(new Error(text.fileNote)),
  }), [slug, text]);
}

function ResultCard({ result }: { readonly result: Result }) {
  const text = useTexts(templateTexts);
  const Sign = SIGNS[result.tone];
  return (
    <div className="template-result" data-tone={result.tone}>
      <h4>
        <Sign size={18} strokeWidth={1.75} aria-hidden="true" />
        {result.title}
      </h4>
      {result.text === '' ? null : <p>{result.text}</p>}
      {result.figures.length === 0 ? null : (
        <dl className="template-counts">
          {result.figures.map((figure) => (
            <div key={figure.label}>
              <dt>{figure.label}</dt>
              <dd>{[figure.value, figure.unit].filter((part) => part !== undefined).join(' ')}</dd>
            </div>
          ))}
        </dl>
      )}
      {result.reasons.length === 0 ? null : <h5>{text.why}</h5>}
      <ul className="template-reasons">
        {result.reasons.map((reason) => (
          <li key={reason.node}>
            <b>{reason.title}</b>
            <p>{reason.sentence}</p>
            {reason.bases.length === 0 ? null : <em>{text.grounds(reason.bases.map(({ title, article }) => [title, article].filter((part) => part !== undefined).join(' ')).join('；'))}</em>}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Outcome({ answer }: { readonly answer: TryTemplateAnswer }) {
  const listed = useListed();
  const text = useTexts(templateTexts);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className="template-outcome" aria-labelledby="template-outcome">
      <h3 id="template-outcome" ref={heading} tabIndex={-1}>
        {text.result}
        <em>{text.steps(answer.steps.length)}</em>
      </h3>
      {answer.error === undefined ? null : (
        <p className="note-bar" data-tone="err">
          <CircleAlert size={16} aria-hidden="true" />
          {answer.error.message}
        </p>
      )}
      {answer.result === undefined ? answer.error === undefined ? <p className="note-bar">{answer.waiting.length > 0 ? text.waiting(listed(answer.waiting)) : text.unfinished}</p> : null : <ResultCard result={answer.result} />}
    </section>
  );
}

export interface TemplateTryProps {
  readonly slug: string;
  readonly view: TemplateView;
  /** Another sample is on its way. */
  readonly busy: boolean;
  readonly onSample: (id: string) => void;
}

/** The start form of a template, filled in with a sample, and what comes of it at once. */
export function TemplateTry({ slug, view, busy, onSample }: TemplateTryProps) {
  const text = useTexts(templateTexts);
  const source = useSource(slug);
  const go = useMutation({ mutationFn: (start: Readonly<Record<string, unknown>>) => request<TryTemplateAnswer>(`/api/templates/${slug}/try`, { method: 'POST', body: { start, ...(view.sample === undefined ? {} : { sample: view.sample }) } }) });
  if (view.form === undefined) return <EmptyState title={text.noForm} />;
  return (
    <div className="template-try" aria-busy={busy}>
      <p className="ui-quiet">{text.tryNote}</p>
      {view.samples.length === 0 ? null : (
        <Select
          label={text.sample}
          value={view.sample ?? null}
          options={view.samples.map(({ id, title }) => ({ id, label: title }))}
          onChange={(id) => {
            go.reset();
            onSample(id);
          }}
        />
      )}
      <div className="template-columns">
        <div className="template-form">
          <h3>{view.form.title}</h3>
          <FormView key={`${view.sample ?? ''} ${view.form.title}`} form={view.form} source={source} headingLevel={3} busy={go.isPending} submitLabel={text.run} onSubmit={({ answer }) => go.mutate(answer)} />
        </div>
        <div aria-live="polite">
          {go.isError ? <ErrorState error={go.error} /> : null}
          {go.data === undefined ? null : <Outcome key={go.submittedAt} answer={go.data} />}
        </div>
      </div>
    </div>
  );
}
