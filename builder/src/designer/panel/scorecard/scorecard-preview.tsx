import { useMemo } from 'react';
import { listed } from '../../../text/listed.ts';
import { useLocale, useTexts } from '../../../text/locale.tsx';
import type { ScorecardConfig } from '../../../../../runtime/rules/scorecard-schema.ts';
import { scenarioText } from '../../document/scenario-text.ts';
import { useDocument } from '../../document/document-context.tsx';
import { spokenValue } from '../../formula/formula-scope.ts';
import { readTests } from '../../../../../runtime/language/reading/reading.ts';
import { TrialInput, useTrial } from '../../formula/try-strip.tsx';
import { useDesk } from '../entry-desk.tsx';
import { scorecardPaths, tryScorecard } from './try-scorecard.ts';
import { scoreRange } from './score-range.ts';
import { scorecardTexts } from './scorecard-text.ts';

/** The score of a sample, factor by factor, worked out as values and bands are typed. */
export function ScorecardPreview({ config }: { readonly config: ScorecardConfig }) {
  const desk = useDesk();
  const text = useTexts(scorecardTexts);
  const { locale } = useLocale();
  const { scenario } = useDocument();
  const trial = useTrial(desk.scope);
  const { typed, surroundings } = trial;
  const paths = useMemo(() => scorecardPaths(config, desk.scope), [config, desk.scope]);
  const { output, explanation } = useMemo(() => tryScorecard(config, desk.scope, typed, surroundings), [config, desk.scope, typed, surroundings]);
  const titleOf = (id: string) => scenarioText(scenario, config.factors.find((factor) => factor.id === id)?.title, locale) ?? id;
  const total = output['total'] as number | null;
  const grade = output['grade'] as string | null;
  const points = output['points'] as Readonly<Record<string, number | null>>;
  const incomplete = output['incomplete'] as readonly string[];
  const range = scoreRange(config);
  const parts = explanation.kind === 'score' ? explanation.parts : [];
  return (
    <section className="score-preview" aria-label={text.preview}>
      <h3>{text.preview}</h3>
      <div className="try-inputs">
        {paths.map((path) => <TrialInput key={path} path={path} scope={desk.scope} trial={trial} />)}
      </div>
      <p className="entry-help">{text.fromRun}</p>
      <p className="score-total" aria-live="polite" data-known={total !== null}>
        <span>{text.total}</span> <b>{total ?? text.noTotal}</b>
        <em>{total === null ? text.lacks(listed(incomplete.map(titleOf), locale)) : grade === null ? (config.grades === undefined ? '' : text.noGrade) : text.gradeIs(grade)}</em>
      </p>
      <ul className="score-parts">
        {parts.map((part) => (
          <li key={part.id} data-known={points[part.id] !== null}>
            <span>{titleOf(part.id)}</span>
            <small>{spokenValue(part.value, locale)}{part.test === '' && points[part.id] === null ? ` · ${text.noBand}` : part.test === '' || part.test === 'null' ? '' : ` · ${readTests(part.test, locale) ?? part.test}`}</small>
            <b>{points[part.id] === null ? '—' : part.points}</b>
          </li>
        ))}
      </ul>
      {range === undefined ? null : <p className="entry-help">{text.range(String(range[0]), String(range[1]))}</p>}
    </section>
  );
}
