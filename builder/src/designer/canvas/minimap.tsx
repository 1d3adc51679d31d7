import { memo, useDeferredValue, useEffect, useMemo, useRef, useState, type PointerEvent } from 'react';
import { Panel, useReactFlow, useStore } from 'reactflow';
import { useTexts } from '../../text/locale.tsx';
import { tileCategory } from '../../ui/category-tile.tsx';
import { canvasTexts } from './canvas-text.ts';
import type { CardNode } from './flow-elements.ts';
import { boundsOf, mapWindow, pathsOf, type Rect } from './minimap-drawing.ts';

const WIDTH = 152;
const HEIGHT = 94;

function colourOf({ data }: CardNode): string {
  return data.state === 'dead' ? 'var(--line-2)' : `var(--c-${tileCategory(data.category)})`;
}

/** One path for all cards of a colour: 1,000 cards are a handful of elements. */
const Blocks = memo(function Blocks({ nodes }: { readonly nodes: readonly CardNode[] }) {
  const paths = useMemo(() => pathsOf(nodes, colourOf), [nodes]);
  return [...paths].map(([colour, path]) => <path key={colour} d={path} style={{ fill: colour }} />);
});

/** What of the flow is seen, in flow units. */
function useSeen(): Rect {
  const [x, y, zoom] = useStore((state) => state.transform);
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  return { x: -x / zoom, y: -y / zoom, width: width / zoom, height: height / zoom };
}

/** The whole flow, small: a press looks there, a drag moves what is seen, the wheel zooms. */
export function Minimap({ nodes }: { readonly nodes: readonly CardNode[] }) {
  const text = useTexts(canvasTexts);
  const flow = useReactFlow();
  const seen = useSeen();
  // While a card is dragged the map may lag behind it.
  const drawn = useDeferredValue(nodes);
  const bounds = useMemo(() => boundsOf(drawn), [drawn]);
  // Held still while it is dragged: it grows with what is seen, and the place under the pointer would run away.
  const [held, setHeld] = useState<{ readonly x: number; readonly y: number; readonly shown: Rect }>();
  const shown = held?.shown ?? mapWindow(bounds, seen, WIDTH / HEIGHT);
  const drawing = useRef<SVGSVGElement>(null);
  // A passive listener, as React adds it, could not keep the page from scrolling.
  useEffect(() => {
    const element = drawing.current;
    const wheel = (event: WheelEvent): void => {
      event.preventDefault();
      void flow.zoomTo(flow.getZoom() * 2 ** (-event.deltaY * (event.deltaMode === 1 ? 0.05 : 0.002)));
    };
    element?.addEventListener('wheel', wheel, { passive: false });
    return () => element?.removeEventListener('wheel', wheel);
  }, [flow]);
  const placeOf = (event: PointerEvent<SVGSVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    return { x: shown.x + ((event.clientX - box.x) / box.width) * shown.width, y: shown.y + ((event.clientY - box.y) / box.height) * shown.height };
  };
  const look = (x: number, y: number): void => void flow.setCenter(x, y, { zoom: flow.getZoom() });
  const press = (event: PointerEvent<SVGSVGElement>): void => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const at = placeOf(event);
    const inside = at.x > seen.x && at.x < seen.x + seen.width && at.y > seen.y && at.y < seen.y + seen.height;
    const middle = inside ? { x: seen.x + seen.width / 2, y: seen.y + seen.height / 2 } : at;
    setHeld({ x: middle.x - at.x, y: middle.y - at.y, shown });
    if (!inside) look(at.x, at.y);
  };
  const move = (event: PointerEvent<SVGSVGElement>): void => {
    if (held === undefined) return;
    const at = placeOf(event);
    look(at.x + held.x, at.y + held.y);
  };
  const release = (): void => setHeld(undefined);
  return (
    <Panel position="bottom-right" className="canvas-minimap">
      <svg ref={drawing} role="img" aria-label={text.minimap} width={WIDTH} height={HEIGHT} viewBox={`${shown.x} ${shown.y} ${shown.width} ${shown.height}`} onPointerDown={press} onPointerMove={move} onPointerUp={release} onPointerCancel={release}>
        <Blocks nodes={drawn} />
        <rect className="canvas-minimap-seen" x={seen.x} y={seen.y} width={seen.width} height={seen.height} />
      </svg>
    </Panel>
  );
}
