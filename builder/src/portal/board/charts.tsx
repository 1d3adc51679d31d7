import { useLocale } from '../../text/locale.tsx';
import { formatFigure, lineRuns, niceTop, valueOf, type Tile } from './chart-scale.ts';

interface ChartProps {
  readonly tile: Tile;
  readonly column: Tile['columns'][number];
}

const WIDTH = 560;
const LEFT = 120;
const ROW = 34;

/** Bars lie flat: labels may be long, and phones are narrow. Numbers stand at the bars; the table has them all. */
export function BarChart({ tile, column }: ChartProps) {
  const { locale } = useLocale();
  const top = niceTop(Math.max(0, ...tile.groups.map((group) => valueOf(group, column.id) ?? 0)));
  const height = tile.groups.length * ROW;
  return (
    <svg className="chart" viewBox={`0 0 ${WIDTH} ${height}`} aria-hidden="true">
      {tile.groups.map((group, index) => {
        const value = valueOf(group, column.id);
        const width = value === null ? 0 : Math.max(2, (value / top) * (WIDTH - LEFT - 110));
        const shown = value === null ? '—' : formatFigure(value, column.unit, locale);
        return (
          <g key={group.label} transform={`translate(0 ${index * ROW})`}>
            <text className="chart-label" x={LEFT - 10} y={ROW / 2 + 5} textAnchor="end">{group.label}</text>
            <rect className="chart-bar" x={LEFT} y={6} width={width} height={ROW - 12} rx={3} />
            <text className="chart-value" x={LEFT + width + 8} y={ROW / 2 + 5}>{typeof shown === 'string' ? shown : `${shown.number}${shown.unit}`}</text>
          </g>
        );
      })}
    </svg>
  );
}

const HEIGHT = 200;
const PAD = 60;

export function LineChart({ tile, column }: ChartProps) {
  const { locale } = useLocale();
  const values = tile.groups.map((group) => valueOf(group, column.id));
  const top = niceTop(Math.max(0, ...values.map((value) => value ?? 0)));
  const step = tile.groups.length > 1 ? (WIDTH - PAD - 30) / (tile.groups.length - 1) : 0;
  const x = (index: number) => PAD + index * step;
  const y = (value: number) => HEIGHT - 30 - (value / top) * (HEIGHT - 52);
  const every = Math.ceil(tile.groups.length / 8);
  return (
    <svg className="chart" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      {[0, top / 2, top].map((mark) => {
        const { number, unit } = formatFigure(mark, column.unit, locale);
        return <g key={mark}><line className="chart-grid" x1={PAD} x2={WIDTH - 20} y1={y(mark)} y2={y(mark)} /><text className="chart-axis" x={PAD - 6} y={y(mark) + 4} textAnchor="end">{number}{unit}</text></g>;
      })}
      {lineRuns(values).map((run) => <polyline key={run[0]?.index} className="chart-line" points={run.map((point) => `${x(point.index)},${y(point.value)}`).join(' ')} />)}
      {values.map((value, index) => (value === null ? null : <circle key={tile.groups[index]?.label} className="chart-dot" cx={x(index)} cy={y(value)} r={3.5} />))}
      {tile.groups.map((group, index) => (index % every === 0 ? <text key={group.label} className="chart-axis" x={x(index)} y={HEIGHT - 8} textAnchor="middle">{group.label}</text> : null))}
    </svg>
  );
}
