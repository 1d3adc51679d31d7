import { sectionsOf } from '../form/sections.ts';
import { shownAnswer } from '../form/shown-answer.ts';
import type { Entries } from '../form/entry.ts';
import type { PortalField } from '../../../../server/api/portal.ts';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { startTexts } from './text.ts';

interface Props {
  readonly fields: readonly PortalField[];
  readonly entries: Entries;
  /** Values, with what was computed of them. */
  readonly answers: Readonly<Record<string, unknown>>;
  readonly onChange: (field: string) => void;
}

/** 核对: every answer as people read it, with its own way back. */
export function CheckAnswers({ fields, entries, answers, onChange }: Props) {
  const t = useTexts(startTexts);
  const { locale } = useLocale();
  return sectionsOf(fields).map((section, index) => (
    <section key={section.title ?? `plain-${index}`} className="chk">
      {section.title === undefined ? null : <h2>{section.title}</h2>}
      <dl>
        {section.fields.map((field) => {
          const answer = shownAnswer(field, entries[field.id], locale, answers[field.id]);
          return (
            <div key={field.id}>
              <dt>{field.title}</dt>
              <dd className={answer === '' ? 'mut' : ''}>{answer === '' ? t.empty : answer}</dd>
              <dd className="chk-act">{field.widget === 'static' || field.compute !== undefined ? null : <button type="button" className="link" aria-label={t.changeWhat(field.title)} onClick={() => onChange(field.id)}>{t.change}</button>}</dd>
            </div>
          );
        })}
      </dl>
    </section>
  ));
}
