import { getViewportForBounds, type FitViewOptions, type ReactFlowInstance } from 'reactflow';
import { CARD_WIDTH } from './sizes.ts';

/** Below this nobody can read a card. */
const READABLE = 0.5;
/** What a flow opens at that would be unreadable as a whole. */
const OPEN_AT = 0.75;
/** Room above the first card. */
const ABOVE = 96;

export interface Pane {
  readonly width: number;
  readonly height: number;
}

/** Shows the whole flow where it can be read, else its beginning; the key for the whole is the reader's. */
export function openView(flow: ReactFlowInstance, options: FitViewOptions & { readonly padding: NonNullable<FitViewOptions['padding']> }, { width, height }: Pane): void {
  const [first] = flow.getNodes();
  const whole = getViewportForBounds(flow.getNodesBounds(flow.getNodes()), width, height, 0.01, options.maxZoom ?? 1, options.padding);
  if (first === undefined || width === 0 || whole.zoom >= READABLE) void flow.fitView(options);
  else void flow.setViewport({ x: width / 2 - (first.position.x + CARD_WIDTH / 2) * OPEN_AT, y: ABOVE - first.position.y * OPEN_AT, zoom: OPEN_AT });
}
