import { useQueryClient } from '@tanstack/react-query';
import { ChevronDown, ChevronUp, CircleAlert, FlaskConical, RotateCcw } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import type { Scenario } from '../../../../../runtime/schema/scenario.ts';
import type { Trace } from '../../../../../server/api/scenario.ts';
import { useLocale, useTexts } from '../../../text/locale.tsx';
import { Button, IconButton } from '../../../ui/button.tsx';
import { Chip } from '../../../ui/chip.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../../ui/states.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { useDatasets } from '../../document/catalogue.ts';
import { useDocumentBinding, useDocumentPart } from '../../document/document-context.tsx';
import { isRecord } from '../../document/pointer.ts';
import { useTrace } from '../../document/trace-context.tsx';
import { nodeTitle } from '../../document/scenario-text.ts';
import { FrozenCanvas, FrozenDocument } from '../shared/frozen-flow.tsx';
import { stampText } from '../shared/format.ts';
import { caseFromTrace, rowsRead } from './case-from-trace.ts';
import { fetchRows } from './fetch-rows.ts';
import { IncidentBar } from './incident-bar.tsx';
import { NodeFacts } from './node-facts.tsx';
import { runSign } from './run-state.ts';
import { runTexts } from './run-text.ts';
import { stepsOf, stoppedStep } from './steps.ts';
import { Timeline } from './timeline.tsx';
import { useKeepCase } from './use-keep-case.ts';
import { withoutPersons } from './without-persons.ts';
import { useRelease, useRunTrace } from './use-runs.ts';

/** What to look at first: where it stopped, else the last rule that decided, else the last step. */
function firstPath(trace: Trace): string | undefined {
  const steps = stepsOf(trace);
  const rule = steps.findLast((step) => isRecord(step.trace.explanation) && step.trace.explanation['kind'] === 'table');
  return (stoppedStep(trace) ?? rule ?? steps.at(-1))?.path;
}

function Walk({ scenario, trace }: { readonly scenario: Scenario; readonly trace: Trace }) {
  const text = useTexts(runTexts);
  const { store } = useDocumentBinding();
  const picked = useDocumentPart((state) => state.selection.nodes[0]);
  const [path, setPath] = useState(() => firstPath(trace));
  useEffect(() => {
    if (path !== undefined) store.select({ nodes: [path] });
    // The first choice only; later ones come from the person.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [store]);
  useEffect(() => {
    if (picked !== undefined) setPath((old) => (old?.split('/').at(-1) === picked ? old : picked));
  }, [picked]);
  const choose = (next: string): void => {
    setPath(next);
    store.select({ nodes: [next.split('/').at(-1) ?? next] });
  };
  return (
    <div className="run-body">
      <Timeline scenario={scenario} trace={trace} chosen={path} onChoose={choose} />
      <div className="run-right">
        <section className="run-canvas" data-region="" tabIndex={-1} aria-label={text.drawing}>
          <FrozenCanvas />
          <p className="run-legend">
            <span>{text.walked}</span>
            {stoppedStep(trace) === undefined ? null : <span data-kind="stop">{text.stopHere}</span>}
            <span data-kind="dead">{text.notReached}</span>
          </p>
        </section>
        <NodeFacts scenario={scenario} trace={trace} path={path} />
      </div>
    </div>
  );
}

export interface RunDetailProps {
  readonly run: string;
  readonly previous: (() => void) | undefined;
  readonly next: (() => void) | undefined;
}

function useReplay(trace: Trace | undefined, scenario: Scenario | undefined) {
  const { id } = useDocumentBinding();
  const test = useTrace();
  const [, navigate] = useLocation();
  const text = useTexts(runTexts);
  const toast = useToast();
  const { list } = useDatasets();
  const make = async (past: Trace, of: Scenario): Promise<void> => {
    const catalogue = new Map(list.map((item) => [item.definition.id, item.definition]));
    const { rows } = await fetchRows(of, catalogue, rowsRead(of, past));
    const plain = caseFromTrace(of, past, { id: 'replay', title: past.subject ?? '', rows });
    const { made, replaced } = of.synthetic === true ? { made: plain, replaced: 0 } : withoutPersons(of, plain, catalogue);
    navigate(`/s/${id}/canvas`);
    if (replaced > 0) toast({ text: text.replayNoPersons(replaced) });
    await test.run({ flow: past.flow, caseTitle: made.title === '' ? text.noSubject : made.title, start: made.start, at: made.at, ...(made.user === undefined ? {} : { user: made.user }), ...(made.answers === undefined ? {} : { answers: made.answers }), rows: made.rows ?? {}, data: 'case' });
  };
  return (): void => {
    if (trace !== undefined && scenario !== undefined) make(trace, scenario).catch(() => toast({ text: text.replayFailed }));
  };
}

/** One run: how it went, the path on the canvas, and the facts of every step. */
export function RunDetail({ run, previous, next }: RunDetailProps) {
  const text = useTexts(runTexts);
  const { locale } = useLocale();
  const client = useQueryClient();
  const trace = useRunTrace(run);
  const release = useRelease(trace.data?.release);
  const { keepRun, busy } = useKeepCase();
  const replay = useReplay(trace.data, release.data?.scenario);
  if (trace.isPending || (release.isPending && trace.data?.release !== undefined)) return <Skeleton rows={8} height={32} />;
  if (trace.isError) return <ErrorState error={trace.error} onRetry={() => void trace.refetch()} />;
  if (release.isError) return <ErrorState error={release.error} onRetry={() => void release.refetch()} />;
  if (release.data === undefined) return <EmptyState title={text.gone} />;
  const { scenario } = release.data;
  const { word, tone, icon: Sign } = runSign(trace.data.status);
  const starter = isRecord(trace.data.starter) && typeof trace.data.starter['name'] === 'string' ? text.starter(trace.data.starter['name']) : undefined;
  const stopped = stoppedStep(trace.data);
  const update = (fresh: Trace): void => {
    client.setQueryData(['run', run], fresh);
    void client.invalidateQueries({ queryKey: ['runs'] });
  };
  return (
    <div className="run-page">
      <header className="run-head">
        <div>
          <h2>{trace.data.subject ?? text.noSubject}</h2>
          <em>{[run, `v${release.data.release.number}`, stampText(trace.data.startedAt, locale), starter].filter(Boolean).join(' · ')}</em>
        </div>
        <Chip tone={tone} icon={<Sign aria-hidden="true" />}>
          {text[word]}
        </Chip>
        <span className="ui-grow" />
        <IconButton label={text.previousRun} icon={<ChevronUp size={16} aria-hidden="true" />} isDisabled={previous === undefined} {...(previous === undefined ? {} : { onPress: previous })} />
        <IconButton label={text.nextRun} icon={<ChevronDown size={16} aria-hidden="true" />} isDisabled={next === undefined} {...(next === undefined ? {} : { onPress: next })} />
        <Button icon={<RotateCcw size={14} strokeWidth={1.75} aria-hidden="true" />} onPress={replay}>
          {text.replay}
        </Button>
        <Button icon={<FlaskConical size={14} strokeWidth={1.75} aria-hidden="true" />} busy={busy} onPress={() => keepRun(trace.data, scenario)}>
          {text.toCase}
        </Button>
      </header>
      {stopped === undefined ? null : <IncidentBar run={run} step={stopped} title={nodeTitle(scenario, trace.data.flow, stopped.node, locale)} canMend={trace.data.status === 'incident' || trace.data.status === 'waiting' || trace.data.status === 'running'} onDone={update} />}
      {stopped === undefined && trace.data.error !== undefined ? (
        <div className="run-incident" role="alert">
          <CircleAlert size={20} strokeWidth={1.75} aria-hidden="true" />
          <span>
            <b>{text.failedRun}</b>
            {trace.data.error.message} <code className="ui-code">{trace.data.error.code}</code>
          </span>
        </div>
      ) : null}
      <FrozenDocument key={`${run} ${trace.dataUpdatedAt}`} id={scenario.id} scenario={scenario} flow={trace.data.flow} trace={trace.data}>
        <Walk scenario={scenario} trace={trace.data} />
      </FrozenDocument>
    </div>
  );
}
