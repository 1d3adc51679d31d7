import type { Scenario } from '../../../../../runtime/schema/scenario.ts';
import type { Trace } from '../../../../../server/api/scenario.ts';
import { useLocale, useTexts } from '../../../text/locale.tsx';
import { CategoryTile } from '../../../ui/category-tile.tsx';
import { useNodeTypes } from '../../document/catalogue.ts';
import { nodeTitle, portTitle, scenarioText } from '../../document/scenario-text.ts';
import { canvasTexts } from '../../canvas/canvas-text.ts';
import { valueWords } from '../../canvas/value-words.ts';
import { durationText, preciseClock } from '../shared/format.ts';
import { reasonOf } from '../../document/reason.ts';
import { runTexts } from './run-text.ts';
import { stepsOf, type Step } from './steps.ts';

export interface TimelineProps {
  readonly scenario: Scenario;
  readonly trace: Trace;
  readonly chosen: string | undefined;
  readonly onChoose: (path: string) => void;
}

/** How long the step took: its own work, else from begin to end. */
function tookMs({ trace }: Step): number | undefined {
  if (trace.ms !== undefined) return trace.ms;
  if (trace.startedAt === undefined || trace.endedAt === undefined) return undefined;
  const span = Date.parse(trace.endedAt) - Date.parse(trace.startedAt);
  return span > 0 ? span : undefined;
}

function useLine(scenario: Scenario, trace: Trace): (step: Step) => string | undefined {
  const text = useTexts(runTexts);
  const words = useTexts(canvasTexts);
  const { locale } = useLocale();
  return (step) => {
    if (step.trace.error !== undefined) return step.trace.error.message;
    if (step.trace.status === 'waiting') return text.waitsFor;
    const type = scenario.flows[trace.flow]?.nodes[step.node]?.type ?? '';
    const left = step.trace.ports?.[0];
    if (left !== undefined && left !== 'out') return portTitle(scenario, step.node, { id: left }, locale);
    if (type.startsWith('output.')) return undefined;
    return valueWords(step.trace.output, { rows: words.valueRows, none: words.valueNone, yes: words.valueYes, no: words.valueNo }, (key, value) => scenarioText(scenario, `@${step.node}.${key}.${value}`, locale));
  };
}

/** The course of a run, step by step; the chosen step is shown on the canvas and below it. */
export function Timeline({ scenario, trace, chosen, onChoose }: TimelineProps) {
  const text = useTexts(runTexts);
  const { locale } = useLocale();
  const types = useNodeTypes();
  const line = useLine(scenario, trace);
  const steps = stepsOf(trace);
  return (
    <section className="run-timeline" aria-label={text.timeline} data-region="" tabIndex={-1}>
      <h3>
        {text.path}
        <span>
          {text.steps(steps.length)}
          {trace.ms === undefined ? '' : ` · ${text.total(durationText(trace.ms, locale))}`}
        </span>
      </h3>
      <ol>
        {steps.map((step) => {
          const node = scenario.flows[trace.flow]?.nodes[step.node];
          const type = types.get(node?.type ?? '');
          const reason = reasonOf(step.trace);
          const took = tookMs(step);
          return (
            <li key={step.path} data-state={step.trace.status} style={step.depth === 0 ? undefined : { marginLeft: step.depth * 16 }}>
              <CategoryTile category={type?.category ?? node?.type.split('.')[0] ?? 'flow'} icon={type?.icon ?? 'puzzle'} />
              <button type="button" className="run-step" data-state={step.trace.status} {...(step.path === chosen ? { 'aria-current': 'step' as const } : {})} onClick={() => onChoose(step.path)}>
                <span className="run-step-head">
                  <b>{nodeTitle(scenario, trace.flow, step.node, locale)}</b>
                  {(step.trace.round ?? 1) > 1 ? <span className="ui-quiet">{text.round(step.trace.round ?? 1)}</span> : null}
                  <time>{took === undefined ? preciseClock(step.trace.endedAt ?? step.trace.startedAt ?? '') : `+${durationText(took, locale)}`}</time>
                </span>
                {reason === undefined ? (
                  <span className="run-step-line">{line(step)}</span>
                ) : (
                  <span className="run-step-hit">
                    <b>{reason.rule}</b>
                    {reason.sentence}
                  </span>
                )}
              </button>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
