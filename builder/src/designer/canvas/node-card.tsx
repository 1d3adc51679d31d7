import { Check, CircleAlert, Clock, Lock, Minus, Pin, Plus, TriangleAlert } from 'lucide-react';
import { memo } from 'react';
import { Handle, Position, type NodeProps } from 'reactflow';
import { useTexts } from '../../text/locale.tsx';
import { CategoryTile, tileCategory } from '../../ui/category-tile.tsx';
import { CommentBadge } from '../review/open-comments.tsx';
import { testRunTexts } from '../test-run/test-run-text.ts';
import { OthersMark } from '../together/others-mark.tsx';
import { canvasTexts } from './canvas-text.ts';
import { useCoverage, type NodeCover } from './coverage-context.tsx';
import { useNodeMark, type Mark } from './marks.ts';
import { portPart } from './sizes.ts';
import { toolTexts } from './tool-text.ts';
import type { CardData } from './view-model.ts';

const MARK_TONES = { added: 'ok', changed: 'warn', removed: 'err' } as const;

function MarkBadge({ mark }: { readonly mark: Exclude<Mark, 'same'> }) {
  const text = useTexts(canvasTexts);
  return (
    <span className="card-badge card-mark" data-tone={MARK_TONES[mark]}>
      {mark === 'added' ? <Plus aria-hidden="true" /> : mark === 'removed' ? <Minus aria-hidden="true" /> : text.markChanged}
    </span>
  );
}

function StateBadge({ data }: { readonly data: CardData }) {
  if (data.state === 'error' || (data.state === 'none' && data.errors > 0)) {
    return (
      <span className="card-badge" data-tone="err">
        <CircleAlert aria-hidden="true" />
      </span>
    );
  }
  if (data.state === 'waiting') {
    return (
      <span className="card-badge" data-tone="warn">
        <Clock aria-hidden="true" />
      </span>
    );
  }
  if (data.state === 'running') return <span className="card-badge card-busy" data-tone="accent" />;
  if (data.state === 'done') {
    return (
      <span className="card-badge" data-tone="ok">
        {data.pinned ? <Pin aria-hidden="true" /> : <Check aria-hidden="true" />}
      </span>
    );
  }
  if (data.warnings === 0) return null;
  return (
    <span className="card-badge" data-tone="warn">
      <TriangleAlert aria-hidden="true" />
    </span>
  );
}

function coverState({ reached, rules }: NodeCover): 'none' | 'part' | 'full' {
  if (!reached) return 'none';
  return rules !== undefined && rules.hit < rules.total ? 'part' : 'full';
}

function CoverNote({ cover }: { readonly cover: NodeCover }) {
  const text = useTexts(toolTexts);
  if (cover.reached && cover.rules === undefined) return null;
  return <span className="card-note card-cover">{cover.rules === undefined || !cover.reached ? text.notCovered : text.rulesHit(cover.rules.hit, cover.rules.total)}</span>;
}

/** One node on the canvas: tile, title, a line of live fact, ports and state. Labels for readers are on the wrapper. */
export const NodeCard = memo(function NodeCard({ data, selected }: NodeProps & { readonly data: CardData }) {
  const text = useTexts(canvasTexts);
  const test = useTexts(testRunTexts);
  const mark = useNodeMark(data.id);
  const cover = useCoverage()?.node(data.id);
  return (
    <div className="card" data-category={tileCategory(data.category)} data-state={data.state} data-mark={mark} data-cover={cover === undefined ? undefined : coverState(cover)} data-selected={selected ? '' : undefined} data-invalid={data.errors > 0 ? '' : undefined} style={{ height: data.height }}>
      <div className="card-head">
        <CategoryTile category={data.category} icon={data.icon} />
        <span className="card-words">
          <b>
            <span>{data.title}</span>
            {data.lock === 'prescribed' ? <Lock className="card-lock" aria-hidden="true" /> : null}
          </b>
          <span className="card-line">
          <span className="card-fact">{data.state === 'error' || (data.state === 'none' && data.errors > 0) ? (data.message ?? data.fact) : data.fact}</span>
          {data.time === undefined ? null : <em className="card-time">{data.time}</em>}
          </span>
        </span>
      </div>
      {data.hit === undefined ? null : (
        <div className="card-hit">
          <b>{data.hit.rule}</b>
          <span>{data.hit.words}</span>
          <em>{data.hit.time}</em>
        </div>
      )}
      {data.lock === 'optional' && cover === undefined ? <span className="card-note">{text.optional}</span> : null}
      {data.stale && cover === undefined ? <span className="card-note">{text.stale}</span> : null}
      {cover === undefined ? null : <CoverNote cover={cover} />}
      {mark === undefined ? <StateBadge data={data} /> : mark === 'same' ? null : <MarkBadge mark={mark} />}
      {data.halts ? <span className="card-halt" title={test.breakpoint} /> : null}
      <CommentBadge node={data.id} />
      <OthersMark node={data.id} />
      <Handle type="target" position={Position.Top} id="in" className="card-in" isConnectableStart={false} />
      {data.ins.map((entry, index) => (
        <span key={entry.edge} className="card-bar" data-state={entry.state} style={{ left: `${portPart(index, data.ins.length) * 100}%` }} />
      ))}
      {data.ins.length === 0 && data.category !== 'start' ? <span className="card-bar" style={{ left: '50%' }} /> : null}
      {data.outs.map((port, index) => (
        <Handle key={port.id} type="source" position={Position.Bottom} id={port.id} className="card-out" data-state={port.state} data-used={port.used ? '' : undefined} style={{ left: `${portPart(index, data.outs.length) * 100}%` }} title={port.title} />
      ))}
    </div>
  );
});
