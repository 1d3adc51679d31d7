import { Play, WandSparkles } from 'lucide-react';
import { useState } from 'react';
import type { CaseFile } from '../../../../runtime/schema/case.ts';
import type { FormField } from '../../../../runtime/schema/field.ts';
import type { Scenario } from '../../../../runtime/schema/scenario.ts';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { Button } from '../../ui/button.tsx';
import { RadioGroup, SegmentedControl } from '../../ui/choice.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Select } from '../../ui/select.tsx';
import { ErrorState } from '../../ui/states.tsx';
import { useDocument } from '../document/document-context.tsx';
import { scenarioText } from '../document/scenario-text.ts';
import { useTrace, type TestInput } from '../document/trace-context.tsx';
import { TestFields } from './test-fields.tsx';
import { testRunTexts } from './test-run-text.ts';
import { useAnswers } from './use-answers.ts';

interface StartNode {
  readonly id: string;
  readonly fields: readonly FormField[];
}

export function startOf(scenario: Scenario, flow: string): StartNode | undefined {
  const found = Object.entries(scenario.flows[flow]?.nodes ?? {}).find(([, node]) => node.type.startsWith('start.'));
  if (found === undefined) return undefined;
  const fields = found[1].config['fields'];
  return { id: found[0], fields: Array.isArray(fields) ? (fields as readonly FormField[]) : [] };
}

/** Chooses a case or takes typed input, and runs. */
export function RunDialog({ cases, onClose }: { readonly cases: CaseFile; readonly onClose: () => void }) {
  const text = useTexts(testRunTexts);
  const { locale } = useLocale();
  const { scenario, flow } = useDocument();
  const trace = useTrace();
  const start = startOf(scenario, flow);
  const fitting = cases.cases.filter((item) => (item.flow ?? 'main') === flow);
  const before = trace.input;
  const [source, setSource] = useState(before?.start !== undefined || fitting.length === 0 ? 'hand' : 'case');
  const [caseId, setCaseId] = useState<string | null>(before?.caseId ?? fitting[0]?.id ?? null);
  const [data, setData] = useState<'live' | 'case'>(before?.data ?? (before?.start === undefined && fitting.length > 0 ? 'case' : 'live'));
  const hand = useAnswers({ scenario, node: start?.id ?? '', fields: start?.fields ?? [], before: before?.start ?? fitting[0]?.start, cases });
  const [refused, setRefused] = useState<string>();
  const titleOf = (id: string): string => scenarioText(scenario, fitting.find((item) => item.id === id)?.title, locale) ?? id;
  const run = (): void => {
    const typed = source === 'hand' ? hand.read() : undefined;
    if (source === 'hand' && typed === undefined) return;
    const input: TestInput = typed === undefined ? { flow, ...(caseId === null ? {} : { caseId, caseTitle: titleOf(caseId) }), data: 'case' } : { flow, start: typed, data };
    setRefused(undefined);
    trace.run(input).then(
      (ran) => (ran?.status === 'refused' ? setRefused(ran.error === undefined ? text.refused : text.notBegun(ran.error.message)) : onClose()),
      () => undefined,
    );
  };
  const ready = start !== undefined && (source === 'hand' || caseId !== null);
  return (
    <Dialog
      title={text.title}
      open
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text.cancel}</Button>
          <Button look="primary" icon={<Play size={14} aria-hidden="true" />} busy={trace.running} isDisabled={!ready} onPress={run}>
            {text.run}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p className="ui-quiet">{text.note}</p>
        {start === undefined ? <p role="alert">{text.noStart}</p> : null}
        <SegmentedControl label={text.from} value={source} onChange={setSource} options={[{ id: 'case', label: text.byCase }, { id: 'hand', label: text.byHand }]} />
        {source === 'case' ? (
          <Select label={text.case} value={caseId} onChange={setCaseId} placeholder={text.noCases} isDisabled={fitting.length === 0} options={fitting.map((item) => ({ id: item.id, label: scenarioText(scenario, item.title, locale) ?? item.id, end: item.id }))} />
        ) : start === undefined ? null : (
          <>
            {start.fields.length === 0 ? <p className="ui-quiet">{text.noFields}</p> : null}
            {start.fields.length === 0 ? null : <div><Button size="small" icon={<WandSparkles size={13} aria-hidden="true" />} onPress={hand.fill}>{text.fillSample}</Button></div>}
            <TestFields scenario={scenario} node={start.id} fields={start.fields} values={hand.values} errors={hand.errors} round={hand.round} cases={cases} onChange={hand.change} />
            <RadioGroup label={text.data} value={data} onChange={(id) => setData(id === 'live' ? 'live' : 'case')} flow="row" options={[{ id: 'live', label: text.dataLive }, { id: 'case', label: text.dataNone }]} />
          </>
        )}
        {refused === undefined ? null : <p role="alert" className="ui-error">{refused}</p>}
        {trace.error === undefined ? null : <ErrorState error={trace.error} />}
      </div>
    </Dialog>
  );
}
