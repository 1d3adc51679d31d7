import { useState } from 'react';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Select } from '../../ui/select.tsx';
import { useNodeTypes } from '../document/catalogue.ts';
import { useCheck } from '../document/check-context.tsx';
import { useDocument } from '../document/document-context.tsx';
import { nodeTitle, portTitle } from '../document/scenario-text.ts';
import { canvasTexts } from './canvas-text.ts';
import { useCommands } from './commands.tsx';
import type { Link } from '../../../../runtime/schema/links.ts';
import { flowOrder, linksOf } from './flow-graph.ts';
import { connect, refusesLink } from './graph-changes.ts';

const NO_EDGE = '';

/** Connecting without a mouse: way out and target from lists, or an edge to be put into. */
export function ConnectDialog({ source, onClose }: { readonly source: string; readonly onClose: () => void }) {
  const text = useTexts(canvasTexts);
  const { locale } = useLocale();
  const { scenario, flow: flowId } = useDocument();
  const check = useCheck();
  const types = useNodeTypes();
  const commands = useCommands();
  const flow = scenario.flows[flowId];
  const ports = check.info(flowId, source)?.ports ?? types.get(flow?.nodes[source]?.type ?? '')?.ports ?? [];
  const [port, setPort] = useState(ports[0]?.id ?? null);
  const targets = flow === undefined || port === null ? [] : flowOrder(flow).filter((id) => !flow.nodes[id]?.type.startsWith('start.') && !['self', 'same'].includes(refusesLink(scenario, flowId, source, port, id) ?? ''));
  const [target, setTarget] = useState<string | null>(null);
  const [edge, setEdge] = useState<string>(NO_EDGE);
  const links = flow === undefined || !commands.fitsEdges(source) ? [] : linksOf(flow);
  const chosen = target !== null && targets.includes(target) ? target : null;
  const edgeWords = (link: Link): string => text.edgeWords(nodeTitle(scenario, flowId, link.source, locale), portTitle(scenario, link.source, check.info(flowId, link.source)?.ports.find(({ id }) => id === link.port) ?? { id: link.port }, locale), nodeTitle(scenario, flowId, link.target, locale));
  return (
    <Dialog
      title={text.connectTitle(nodeTitle(scenario, flowId, source, locale))}
      size="narrow"
      open
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text.cancel}</Button>
          <Button
            look="primary"
            isDisabled={edge === NO_EDGE && (port === null || chosen === null)}
            onPress={() => {
              if (edge !== NO_EDGE) commands.splice(source, edge);
              else if (port !== null && chosen !== null) commands.connect(source, port, chosen);
              onClose();
            }}
          >
            {text.connectDo}
          </Button>
        </>
      }
    >
      <div className="stack">
        <Select label={text.connectPort} value={port} onChange={setPort} options={ports.map((item) => ({ id: item.id, label: portTitle(scenario, source, item, locale) }))} />
        <Select label={text.connectTarget} value={chosen} onChange={setTarget} placeholder={targets.length === 0 ? text.noTarget : text.connectTarget} options={targets.map((id) => ({ id, label: nodeTitle(scenario, flowId, id, locale), end: id }))} />
        {links.length === 0 ? null : <Select label={text.insertEdge} value={edge} onChange={setEdge} options={[{ id: NO_EDGE, label: text.insertNowhere }, ...links.map((link) => ({ id: link.id, label: edgeWords(link) }))]} />}
      </div>
    </Dialog>
  );
}

export interface BackWish {
  readonly source: string;
  readonly port: string;
  readonly target: string;
}

/** A connection to an earlier node: only as rework, and only when a person says so. */
export function BackDialog({ wish, onClose }: { readonly wish: BackWish; readonly onClose: () => void }) {
  const text = useTexts(canvasTexts);
  const { locale } = useLocale();
  const { scenario, flow, edit } = useDocument();
  const name = (id: string): string => nodeTitle(scenario, flow, id, locale);
  return (
    <Dialog
      alert
      title={text.backTitle}
      size="narrow"
      open
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text.cancel}</Button>
          <Button
            look="primary"
            onPress={() => {
              edit({ label: text.backLabel(name(wish.source), name(wish.target)), changes: connect(scenario, flow, wish.source, wish.port, wish.target, true) });
              onClose();
            }}
          >
            {text.backDo}
          </Button>
        </>
      }
    >
      <p>{text.backText(name(wish.source), name(wish.target))}</p>
    </Dialog>
  );
}
