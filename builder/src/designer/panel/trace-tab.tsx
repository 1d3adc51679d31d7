import { Pin, PinOff } from 'lucide-react';
import { useTexts } from '../../text/locale.tsx';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { useTrace } from '../document/trace-context.tsx';
import { useDesk } from './entry-desk.tsx';
import { LegalBasis } from './explanation-view.tsx';
import { hitRules } from './hit-rules.ts';
import { panelTexts } from './panel-texts.ts';
import { ValueView } from './value-view.tsx';
import { WhySection } from './why-section.tsx';

/** Grounds of the rules that hit, then of the node itself. */
export function groundsOf(config: Readonly<Record<string, unknown>>, nodeBasis: readonly string[], explanation: unknown): readonly string[] {
  const rules = (config['rules'] ?? []) as readonly { readonly id: string; readonly basis?: readonly string[] }[];
  const hit = hitRules(explanation);
  return [...new Set([...rules.filter((rule) => hit.includes(rule.id)).flatMap((rule) => rule.basis ?? []), ...nodeBasis])];
}

/** What the node did in the last test run. */
export function TraceTab() {
  const desk = useDesk();
  const text = useTexts(panelTexts);
  const { node, stale, pins, pin } = useTrace();
  const trace = node(desk.id);
  if (trace === undefined) return <EmptyState title={text.noRun}>{text.noRunText}</EmptyState>;
  const pinned = Object.hasOwn(pins, desk.id);
  return (
    <>
      {stale(desk.id) ? <p className="panel-note" data-tone="warn">{text.stale}</p> : null}
      {trace.status === 'dead' ? <p className="panel-note">{text.dead}</p> : null}
      {trace.status === 'waiting' ? <p className="panel-note" data-tone="warn">{text.waiting}</p> : null}
      {trace.error === undefined ? null : (
        <p className="panel-note" data-tone="err">
          {trace.error.message} <code>{trace.error.code}</code>
        </p>
      )}
      <section className="panel-section">
        <div className="ui-row">
          {trace.ms === undefined ? null : <Chip>{text.duration(trace.ms < 10 ? trace.ms.toFixed(2) : String(Math.round(trace.ms)))}</Chip>}
          {(trace.ports ?? []).map((port) => (
            <Chip key={port} tone="ok">
              {text.leftBy} {desk.info?.ports.find((one) => one.id === port)?.title[desk.locale] ?? port}
            </Chip>
          ))}
          {pinned ? <Chip tone="accent">{text.pinned}</Chip> : null}
        </div>
      </section>
      <WhySection trace={trace} />
      <LegalBasis keys={groundsOf(desk.node.config, desk.node.basis ?? [], trace.explanation)} />
      {trace.input === undefined ? null : (
        <section className="panel-section">
          <h3>{text.input}</h3>
          <ValueView value={trace.input} />
        </section>
      )}
      <section className="panel-section">
        <h3>{text.gave}</h3>
        <ValueView value={trace.output} />
        <Button size="small" icon={pinned ? <PinOff size={13} aria-hidden="true" /> : <Pin size={13} aria-hidden="true" />} isDisabled={trace.output === undefined} onPress={() => pin(desk.id, pinned ? undefined : trace.output)}>
          {pinned ? text.unpin : text.pin}
        </Button>
        <p className="entry-help">{text.pinHint}</p>
      </section>
    </>
  );
}
