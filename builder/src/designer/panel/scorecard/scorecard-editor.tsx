import { X } from 'lucide-react';
import { useState } from 'react';
import type { ScorecardConfig } from '../../../../../runtime/rules/scorecard-schema.ts';
import { useTexts } from '../../../text/locale.tsx';
import { IconButton } from '../../../ui/button.tsx';
import { scenarioText } from '../../document/scenario-text.ts';
import { schemaOfFormula } from '../../formula/check-formula.ts';
import { FormulaInput } from '../../formula/formula-input.tsx';
import { useDesk, type EntryPath } from '../entry-desk.tsx';
import { EntryFrame } from '../entries/entry-frame.tsx';
import { LineInput } from '../entries/line-input.tsx';
import { AddButton, freshName, ItemBox } from '../entries/list-entries.tsx';
import { ScorecardPreview } from './scorecard-preview.tsx';
import { scorecardTexts } from './scorecard-text.ts';
import './scorecard.css';

type Factor = ScorecardConfig['factors'][number];

function NumberInput({ label, value, path, optional = false, placeholder }: { readonly label: string; readonly value: number | undefined; readonly path: EntryPath; readonly optional?: boolean; readonly placeholder?: string }) {
  const desk = useDesk();
  const text = useTexts(scorecardTexts);
  const [bad, setBad] = useState(false);
  const commit = (typed: string) => {
    const number = typed.trim() === '' ? undefined : Number(typed);
    const wrong = number === undefined ? !optional : !Number.isFinite(number);
    setBad(wrong);
    if (!wrong) desk.set(path, number, text.change(label));
  };
  return (
    <span className="typed-input">
      <LineInput label={label} inputMode="decimal" value={value === undefined ? '' : String(value)} readOnly={desk.readOnly} {...(placeholder === undefined ? {} : { placeholder })} onCommit={commit} />
      {bad ? <small className="typed-bad" role="alert">{text.badNumber}</small> : null}
    </span>
  );
}

function Bands({ factor, index }: { readonly factor: Factor; readonly index: number }) {
  const desk = useDesk();
  const text = useTexts(scorecardTexts);
  const path = ['factors', index, 'bands'] as const;
  const scope = { ...desk.scope, input: schemaOfFormula(factor.expr, desk.scope) };
  const bands = factor.bands ?? [];
  const put = (next: typeof bands) => desk.set(path, next.length === 0 ? undefined : next, text.change(text.bands));
  return (
    <EntryFrame title={text.bands} help={bands.length === 0 ? text.ownPoints : text.order}>
      <ol className="score-bands">
        {bands.map((band, at) => (
          // oxlint-disable-next-line react/no-array-index-key -- bands have no identity but their place
          <li key={at}>
            <FormulaInput label={`${text.band} ${at + 1}`} kind="unary" value={band.when} scope={scope} readOnly={desk.readOnly} hint="-" outside={desk.problemsAt([...path, at, 'when'])} onChange={(when) => put(bands.with(at, { ...band, when: when.trim() === '' ? '-' : when }))} />
            <NumberInput label={`${text.points} ${at + 1}`} value={band.points} path={[...path, at, 'points']} />
            <IconButton size="small" label={text.removeBand(at + 1)} icon={<X size={13} aria-hidden="true" />} isDisabled={desk.readOnly} onPress={() => put(bands.toSpliced(at, 1))} />
          </li>
        ))}
      </ol>
      <AddButton label={text.addBand} isDisabled={desk.readOnly} onPress={() => put([...bands, { when: '-', points: 0 }])} />
    </EntryFrame>
  );
}

function FactorBox({ factor, index }: { readonly factor: Factor; readonly index: number }) {
  const desk = useDesk();
  const text = useTexts(scorecardTexts);
  const path = ['factors', index] as const;
  return (
    <>
      <div className="entry-two">
        <EntryFrame title={text.title}><LineInput label={text.title} value={scenarioText(desk.scenario, factor.title, desk.locale) ?? ''} readOnly={desk.readOnly} onCommit={(next) => desk.setText([...path, 'title'], factor.title ?? '', next, text.change(text.title))} /></EntryFrame>
        <EntryFrame title={text.name} problems={desk.problemsAt([...path, 'id'])}><LineInput mono when="leaving" label={text.name} value={factor.id} readOnly={desk.readOnly} onCommit={(id) => (id.trim() === '' ? undefined : desk.set([...path, 'id'], id.trim(), text.change(text.name)))} /></EntryFrame>
      </div>
      <EntryFrame title={text.value}><FormulaInput label={text.value} value={factor.expr} scope={desk.scope} readOnly={desk.readOnly} outside={desk.problemsAt([...path, 'expr'])} onChange={(expr) => desk.set([...path, 'expr'], expr, text.change(text.value))} /></EntryFrame>
      <Bands factor={factor} index={index} />
      <div className="entry-two">
        <EntryFrame title={text.weight}><NumberInput optional label={text.weight} value={factor.weight} placeholder="1" path={[...path, 'weight']} /></EntryFrame>
        <EntryFrame title={text.missing} help={text.missingHint}><NumberInput optional label={text.missing} value={factor.missing} path={[...path, 'missing']} /></EntryFrame>
      </div>
    </>
  );
}

function Grades({ config }: { readonly config: ScorecardConfig }) {
  const desk = useDesk();
  const text = useTexts(scorecardTexts);
  const grades = config.grades ?? [];
  const put = (next: typeof grades) => desk.set(['grades'], next.length === 0 ? undefined : next, text.change(text.grades));
  return (
    <EntryFrame title={text.grades}>
      <ol className="score-bands">
        {grades.map((grade, at) => (
          // oxlint-disable-next-line react/no-array-index-key -- grades have no identity but their place
          <li key={at} data-grade="">
            <LineInput label={`${text.grade} ${at + 1}`} value={grade.grade} readOnly={desk.readOnly} onCommit={(next) => desk.set(['grades', at, 'grade'], next, text.change(text.grades))} />
            <span className="score-from">{text.from}</span>
            <NumberInput label={`${text.from} ${at + 1}`} value={grade.from} path={['grades', at, 'from']} />
            <IconButton size="small" label={text.removeGrade(grade.grade)} icon={<X size={13} aria-hidden="true" />} isDisabled={desk.readOnly} onPress={() => put(grades.toSpliced(at, 1))} />
          </li>
        ))}
      </ol>
      <AddButton label={text.addGrade} isDisabled={desk.readOnly} onPress={() => put([...grades, { from: 0, grade: '' }])} />
    </EntryFrame>
  );
}

/** A scorecard as a clerk reads it: factors with their bands, grades, and the score of a sample beside them. */
export function ScorecardEditor() {
  const desk = useDesk();
  const text = useTexts(scorecardTexts);
  const config = desk.node.config as unknown as ScorecardConfig;
  const factors = config.factors ?? [];
  const put = (next: readonly Factor[]) => desk.set(['factors'], next, text.change(text.factors));
  const move = (from: number, by: -1 | 1) => {
    const moved = factors[from];
    if (moved !== undefined && from + by >= 0 && from + by < factors.length) put(factors.toSpliced(from, 1).toSpliced(from + by, 0, moved));
  };
  const fresh = () => freshName(Object.fromEntries(factors.map(({ id }) => [id, true])), 'factor');
  return (
    <>
      <EntryFrame title={text.start}><NumberInput optional label={text.start} value={config.start} placeholder="0" path={['start']} /></EntryFrame>
      <EntryFrame title={text.factors} required problems={desk.problemsAt(['factors'])} end={String(factors.length)}>
        {factors.length === 0 ? <p className="entry-help">{text.noFactors}</p> : null}
        {factors.map((factor, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- the name may be edited, so place is the identity
          <ItemBox key={index} title={scenarioText(desk.scenario, factor.title, desk.locale) ?? factor.id} {...(desk.readOnly ? {} : { onMove: (by: -1 | 1) => move(index, by), ...(factors.length === 1 ? {} : { onRemove: () => put(factors.toSpliced(index, 1)) }) })}>
            <FactorBox factor={factor} index={index} />
          </ItemBox>
        ))}
        <AddButton label={text.addFactor} isDisabled={desk.readOnly} onPress={() => put([...factors, { id: fresh(), expr: '', bands: [{ when: '-', points: 0 }] }])} />
      </EntryFrame>
      <Grades config={config} />
      {factors.length === 0 ? null : <ScorecardPreview config={config} />}
    </>
  );
}
