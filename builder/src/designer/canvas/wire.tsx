import { Plus } from 'lucide-react';
import { memo, useState } from 'react';
import { EdgeLabelRenderer, type EdgeProps } from 'reactflow';
import { useCommands } from './commands.tsx';
import { useCoverage } from './coverage-context.tsx';
import { useEdgeMark } from './marks.ts';
import { bendsOf, labelSpot, middleSpot, pathOf } from './route-edge.ts';
import { CARD_WIDTH } from './sizes.ts';
import { useIsDropEdge } from './splice.ts';
import type { WireData } from './view-model.ts';
import { useWireLook } from './wire-looks.ts';

/** Chinese letters are 12 px wide, Latin ones about 7. */
function wordsWidth(words: string): number {
  return Array.from(words).reduce((sum, letter) => sum + ((letter.codePointAt(0) ?? 0) > 0x2e80 ? 12 : 7), 16);
}

function shortened(words: string): string {
  const letters = Array.from(words);
  return letters.length > 16 ? `${letters.slice(0, 15).join('')}…` : words;
}

/** One edge: upright and level runs with round corners, a label where it reads best, and `+` under the pointer. */
const DrawnWire = memo(function DrawnWire({ id, sourceX, sourceY, targetX, targetY, selected, data }: Pick<EdgeProps, 'id' | 'sourceX' | 'sourceY' | 'targetX' | 'targetY' | 'selected'> & { readonly data: WireData }) {
  const [over, setOver] = useState(false);
  const commands = useCommands();
  const mark = useEdgeMark(id);
  const coverage = useCoverage();
  const drop = useIsDropEdge(id);
  // React Flow knows one way in per card; the bars are spread along the edge of the card.
  const to = { x: targetX + (data.to - 0.5) * CARD_WIDTH, y: targetY };
  const bends = bendsOf({ x: sourceX, y: sourceY }, to, data.lane);
  const path = pathOf(bends);
  const words = data.label === undefined ? undefined : shortened(data.label);
  const spot = words === undefined ? undefined : labelSpot(bends, wordsWidth(words));
  // Whoever cannot hover selects the edge first.
  const middle = over || selected ? middleSpot(bends) : undefined;
  return (
    <g className="wire" data-state={data.state} data-mark={mark} data-cover={coverage === undefined ? undefined : coverage.edge(id) ? 'full' : 'none'} data-back={data.back ? '' : undefined} data-selected={selected ? '' : undefined} data-drop={drop ? '' : undefined} onMouseEnter={() => setOver(true)} onMouseLeave={() => setOver(false)}>
      <path d={path} className="wire-line" fill="none" />
      <path d={path} className="react-flow__edge-interaction" fill="none" strokeOpacity={0} strokeWidth={24} />
      {middle === undefined || commands.readOnly ? null : (
        <g className="wire-plus" transform={`translate(${middle.x} ${middle.y})`} onClick={(event) => commands.insertAt(id, { x: event.clientX, y: event.clientY })}>
          <circle r={12} />
          <Plus x={-7} y={-7} size={14} strokeWidth={2.4} aria-hidden="true" />
        </g>
      )}
      {words === undefined || spot === undefined ? null : (
        <EdgeLabelRenderer>
          <span className="wire-label" data-state={data.state} data-strong={data.strong ? '' : undefined} title={data.title ?? data.label} style={{ transform: `translate(-50%,-50%) translate(${spot.x}px,${spot.y}px)`, ...(spot.level ? {} : { maxWidth: Math.max(48, data.room) }) }}>
            {words}
          </span>
        </EdgeLabelRenderer>
      )}
    </g>
  );
});

export const Wire = memo(function Wire({ id, sourceX, sourceY, targetX, targetY, selected = false }: EdgeProps) {
  const data = useWireLook(id);
  return data === undefined ? null : <DrawnWire id={id} sourceX={sourceX} sourceY={sourceY} targetX={targetX} targetY={targetY} selected={selected} data={data} />;
});
