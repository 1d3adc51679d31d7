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

function Mark({ category, x, y }: { readonly category: string; readonly x: number; readonly y: number }) {
  const fill = `var(--c-${tileCategory(category)})`;
  if (category === 'start') return <circle cx={x} cy={y} r={4} fill={fill} />;
  if (category === 'rule') return <path d={`M${x} ${y - 6}l6 6-6 6-6-6z`} fill={fill} />;
  return <rect x={x - 6} y={y - 4} width={12} height={8} rx={category === 'human' ? 4 : 2} fill={fill} />;
}

/** The little drawing of a template. Decorative. */
export function SketchDrawing({ sketch }: { readonly sketch: Sketch }) {
  if (sketch.nodes.length === 0) return <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className="sketch" aria-hidden="true" />;
  const spots = place(sketch);
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className="sketch" aria-hidden="true">
      {sketch.edges.map(([from, to], index) => {
        const start = spots[from];
        const end = spots[to];
        if (start === undefined || end === undefined) return null;
        const middle = (start.x + end.x) / 2;
        return <path key={`${index} ${from} ${to}`} d={`M${start.x} ${start.y}H${middle}V${end.y}H${end.x}`} fill="none" stroke="var(--line-strong)" strokeWidth={0.8} />;
      })}
      {spots.map((spot, index) => (
        <Mark key={index} {...spot} />
      ))}
    </svg>
  );
}
