import type { ReactNode } from 'react';
import { useTexts } from '../../../text/locale.tsx';
import { ProblemLine, type OutsideProblem } from '../../formula/formula-input.tsx';
import { panelTexts } from '../panel-texts.ts';

export interface EntryFrameProps {
  readonly title: string;
  readonly help?: string | undefined;
  readonly required?: boolean;
  readonly end?: ReactNode;
  readonly problems?: readonly OutsideProblem[];
  readonly children: ReactNode;
}

/** Label, editor, help and problems of one entry. Editors name themselves, so the label here is only seen. */
export function EntryFrame({ title, help, required = false, end, problems = [], children }: EntryFrameProps) {
  const text = useTexts(panelTexts);
  return (
    <div className="entry">
      <div className="entry-label">
        <span aria-hidden="true">{title}</span>
        {required ? <em>{text.required}</em> : null}
        {end === undefined ? null : <span className="entry-end">{end}</span>}
      </div>
      {children}
      {problems.map((problem) => (
        <ProblemLine key={`${problem.code}.${problem.message.en}`} problem={problem} />
      ))}
      {help === undefined ? null : <p className="entry-help">{help}</p>}
    </div>
  );
}
