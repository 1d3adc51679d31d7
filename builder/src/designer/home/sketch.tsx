import type { TemplateItem } from '../../../../server/api/scenario.ts';
import { tileCategory } from '../../ui/category-tile.tsx';

type Sketch = TemplateItem['sketch'];

const WIDTH = 190;
const HEIGHT = 62;

/** Grid positions (flow runs along y in the scenario) laid on their side: wide and low. */
function place(sketch: Sketch): readonly { readonly x: number; readonly y: number; readonly category: string }[] {
  const xs = sketch.nodes.map((node) => node.x);
  const ys = sketch.nodes.map((node) => node.y);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const tall = bottom - top > right - left;
  const along = (node: { x: number; y: number }): number => (tall ? (node.y - top) / (bottom - top || 1) : (node.x - left) / (right - left || 1));
  const across = (node: { x: number; y: number }): number => (tall ? (right === left ? 0.5 : (node.x - left) / (right - left)) : bottom === top ? 0.5 : (node.y - top) / (bottom - top));
  return sketch.nodes.map((node) => ({ category: node.category, x: 12 + along(node) * (WIDTH - 24), y: 11 + across(node) * (HEIGHT - 22) }));
}

/** Marks shrink where a scenario has more steps than the drawing has room for, so that they do not run into one another. */
function markSize(spots: readonly { readonly x: number; readonly y: number }[]): number {
  const gap = (values: readonly number[], room: number): number => room / Math.max(1, new Set(values.map(Math.round)).size - 1);
  const wide = gap(spots.map((spot) => spot.x), WIDTH - 24) / 14;
  const high = gap(spots.map((spot) => spot.y), HEIGHT - 22) / 10;
  return Math.max(0.35, Math.min(1, wide, high));
}

function Mark({ category, x, y, size }: { readonly category: string; readonly x: number; readonly y: number; readonly size: number }) {
  const fill = `var(--c-${tileCategory(category)})`;
  const [half, low] = [6 * size, 4 * size];
  if (category === 'start') return <circle cx={x} cy={y} r={low} fill={fill} />;
  if (category === 'rule') return <path d={`M${x} ${y - half}l${half} ${half}-${half} ${half}-${half}-${half}z`} fill={fill} />;
  return <rect x={x - half} y={y - low} width={half * 2} height={low * 2} rx={category === 'human' ? low : 2 * size} fill={fill} />;
}

/** The little drawing of a template; decorative unless it is told what to say. */
export function SketchDrawing({ sketch, label }: { readonly sketch: Sketch; readonly label?: string }) {
  const spoken = label === undefined ? ({ 'aria-hidden': true } as const) : ({ role: 'img', 'aria-label': label } as const);
  if (sketch.nodes.length === 0) return <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className="sketch" {...spoken} />;
  const spots = place(sketch);
  const size = markSize(spots);
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className="sketch" {...spoken}>
      {sketch.edges.map(([from, to], index) => {
        const start = spots[from];
        const end = spots[to];
        if (start === undefined || end === undefined) return null;
        const middle = (start.x + end.x) / 2;
        return <path key={`${index} ${from} ${to}`} d={`M${start.x} ${start.y}H${middle}V${end.y}H${end.x}`} fill="none" stroke="var(--line-strong)" strokeWidth={0.8} />;
      })}
      {spots.map((spot, index) => (
        <Mark key={index} {...spot} size={size} />
      ))}
    </svg>
  );
}
