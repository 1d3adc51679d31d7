import { useMemo } from 'react';
import { ViewportPortal } from 'reactflow';
import { useDocumentPart } from '../../document/document-context.tsx';
import type { CardNode } from '../flow-elements.ts';
import { CARD_HEIGHT, type Point } from '../sizes.ts';
import { annotationsOf } from '../../document/annotations.ts';
import './annotations.css';
import { frameAround } from './frame.ts';
import { GroupBox } from './group-box.tsx';
import { NoteBox } from './note-box.tsx';

/** Notes and groups of the flow on show, drawn under its cards. */
export function Annotations({ nodes, onShift }: { readonly nodes: readonly CardNode[]; readonly onShift: (nodes: readonly string[], by: Point) => void }) {
  const flow = useDocumentPart((state) => state.flow);
  const scenario = useDocumentPart((state) => state.history.present);
  const drawn = useMemo(() => annotationsOf(scenario, flow), [scenario, flow]);
  const entries = Object.entries(drawn);
  if (entries.length === 0) return null;
  const cards = new Map(nodes.map((node) => [node.id, { at: node.position, height: node.height ?? CARD_HEIGHT }]));
  return (
    <ViewportPortal>
      <div className="annotations">
        {entries.map(([id, annotation]) => {
          if (annotation.kind === 'note') return <NoteBox key={id} id={id} note={annotation} flow={flow} />;
          const frame = frameAround(annotation.nodes.flatMap((node) => cards.get(node) ?? []));
          return frame === undefined ? null : <GroupBox key={id} id={id} group={annotation} flow={flow} frame={frame} onShift={onShift} />;
        })}
      </div>
    </ViewportPortal>
  );
}
