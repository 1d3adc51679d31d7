import { useCallback, useState } from 'react';
import { useLocale } from '../../text/locale.tsx';
import { formatFigure, labelStep, linePlaces, lineRuns, niceTop, textWidth, valueOf, type Tile } from './chart-scale.ts';

interface ChartProps {
  readonly tile: Tile;
  readonly column: Tile['columns'][number];
}

/** Bars lie flat: labels may be long, and phones are narrow, where a label stands above its bar. Numbers stand at the bars; the table has them all. */
export function BarChart({ tile, column }: ChartProps) {
  const { locale } = useLocale();
  const top = niceTop(Math.max(0, ...tile.groups.map((group) => valueOf(group, column.id) ?? 0)));
  return (
    <div className="bars" aria-hidden="true">
      {tile.groups.map((group, at) => {
        const value = valueOf(group, column.id);
        const shown = value === null ? undefined : formatFigure(value, column.unit, locale);
        return (
          // oxlint-disable-next-line react/no-array-index-key -- two groups may be called the same
          <div key={at} className="bars-row">
            <span className="bars-label"><bdi>{group.label}</bdi></span>
            <span className="bars-track">{value === null ? null : <span className="bars-bar" style={{ inlineSize: `${(Math.max(0, value) / top) * 100}%` }} />}</span>
            <span className="bars-value">{shown === undefined ? '—' : `${shown.number}${shown.unit}`}</span>
          </div>
        );
      })}
    </div>
  );
}

const HEIGHT = 200;
/** Before it has been measured. */
const FIRST_WIDTH = 560;

/** Width of an element in pixels, so that what is drawn in it has letters of their true size. */
function useWidth(): readonly [number, (element: Element | null) => (() => void) | undefined] {
  const [width, setWidth] = useState(FIRST_WIDTH);
  const measure = useCallback((element: Element | null) => {
    if (element === null) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      const now = Math.round(entry?.contentRect.width ?? 0);
      if (now > 0) setWidth(now);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [width, measure];
}

export function LineChart({ tile, column }: ChartProps) {
  const { locale } = useLocale();
  const [width, measure] = useWidth();
  const values = tile.groups.map((group) => valueOf(group, column.id));
  const top = niceTop(Math.max(0, ...values.map((value) => value ?? 0)));
  const marks = [0, top / 2, top].map((mark) => ({ mark, ...formatFigure(mark, column.unit, locale) }));
  const left = 12 + textWidth(marks.map(({ number, unit }) => `${number}${unit}`));
  const names = textWidth(tile.groups.map(({ label }) => label));
  const { start, step } = linePlaces({ count: tile.groups.length, width, axis: left, names });
  const x = (index: number) => start + index * step;
  const y = (value: number) => HEIGHT - 30 - (value / top) * (HEIGHT - 52);
  const every = labelStep(tile.groups.length, width - start, names);
  return (
    <div className="chart-frame" ref={measure}>
      <svg className="chart" viewBox={`0 0 ${width} ${HEIGHT}`} aria-hidden="true">
        {marks.map(({ mark, number, unit }) => (
          <g key={mark}>
            <line className="chart-grid" x1={left} x2={width - 4} y1={y(mark)} y2={y(mark)} />
            <text className="chart-axis" x={left - 6} y={y(mark) + 4} textAnchor="end">{number}{unit}</text>
          </g>
        ))}
        {lineRuns(values).map((run) => <polyline key={run[0]?.index} className="chart-line" points={run.map((point) => `${x(point.index)},${y(point.value)}`).join(' ')} />)}
        {tile.groups.map((group, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- two groups may be called the same
          <g key={index}>
            {typeof values[index] === 'number' ? <circle className="chart-dot" cx={x(index)} cy={y(values[index])} r={3.5} /> : null}
            {index % every === 0 ? <text className="chart-axis" x={x(index)} y={HEIGHT - 8} textAnchor="middle">{group.label}</text> : null}
          </g>
        ))}
      </svg>
    </div>
  );
}
