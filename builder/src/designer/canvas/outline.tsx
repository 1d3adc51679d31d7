import { CornerDownRight } from 'lucide-react';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { CategoryTile } from '../../ui/category-tile.tsx';
import { useNodeTypes } from '../document/catalogue.ts';
import { useCheck } from '../document/check-context.tsx';
import { useDocument } from '../document/document-context.tsx';
import { nodeTitle, portTitle } from '../document/scenario-text.ts';
import { useTrace } from '../document/trace-context.tsx';
import { canvasTexts } from './canvas-text.ts';
import { useCommands } from './commands.tsx';
import { flowOrder, linksOf } from './flow-graph.ts';
import { stateWord } from './state-words.ts';

/** The flow as a list in flow order: everything the canvas shows, for keyboard and screen reader. */
export function Outline() {
  const text = useTexts(canvasTexts);
  const { locale } = useLocale();
  const { scenario, flow: flowId, selection } = useDocument();
  const types = useNodeTypes();
  const check = useCheck();
  const trace = useTrace();
  const commands = useCommands();
  const flow = scenario.flows[flowId];
  if (flow === undefined || Object.keys(flow.nodes).length === 0) return <p className="ui-list-empty">{text.outlineEmpty}</p>;
  const links = linksOf(flow);
  return (
    <ol className="outline" aria-label={text.outline}>
      {flowOrder(flow).map((id) => {
        const type = types.get(flow.nodes[id]?.type ?? '');
        const state = trace.node(id)?.status;
        const problems = check.of(flowId, id);
        return (
          <li key={id} className="outline-item" data-selected={selection.nodes.includes(id) ? '' : undefined}>
            <button type="button" className="outline-node" aria-current={selection.nodes.includes(id)} onClick={() => commands.goTo(id)}>
              <CategoryTile category={type?.category ?? 'flow'} icon={type?.icon ?? 'puzzle'} size="small" />
              <span className="ui-grow">{nodeTitle(scenario, flowId, id, locale)}</span>
              <em>{[problems.length > 0 ? text.problemsSpoken(problems.filter((item) => item.severity === 'error').length, problems.filter((item) => item.severity === 'warning').length) : '', stateWord(text, state)].filter((word) => word !== '').join(' · ')}</em>
            </button>
            <ul>
              {links
                .filter((link) => link.source === id)
                .map((link) => (
                  <li key={link.id}>
                    <button type="button" className="outline-link" onClick={() => commands.goTo(link.target)}>
                      <CornerDownRight size={12} aria-hidden="true" />
                      <span>{portTitle(scenario, id, check.info(flowId, id)?.ports.find((port) => port.id === link.port) ?? { id: link.port }, locale)}</span>
                      <b>{nodeTitle(scenario, flowId, link.target, locale)}</b>
                      {link.back ? <em>{text.back}</em> : null}
                    </button>
                  </li>
                ))}
            </ul>
          </li>
        );
      })}
    </ol>
  );
}
