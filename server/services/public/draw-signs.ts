import { randomInt } from 'node:crypto';
import { GLYPHS } from './glyphs.ts';
import { greyPng } from './png.ts';

const WIDTH = 220;
const HEIGHT = 72;

type Point = readonly [x: number, y: number];
interface Segment {
  readonly from: Point;
  readonly to: Point;
  readonly thick: number;
}

/** Between two bounds, in thousandths. */
const between = (least: number, most: number): number => least + ((most - least) * randomInt(1001)) / 1000;

function lines(points: readonly Point[], thick: number): Segment[] {
  return points.slice(1).map((to, index) => ({ from: points[index] ?? to, to, thick }));
}

/** One sign, leaning, turned and pulled out of shape differently each time. */
function strokes(sign: string, left: number): Segment[] {
  const [turn, lean, wide, high, thick] = [between(-0.38, 0.38), between(-0.25, 0.25), between(5.5, 8), between(6.2, 8), between(1.3, 2.1)];
  const [middleX, middleY] = [left + between(-3, 3), HEIGHT / 2 + between(-6, 6)];
  return (GLYPHS[sign] ?? '').split(' ').flatMap((stroke) => {
    const points = (stroke.match(/../g) ?? []).map((pair): Point => {
      const [x, y] = [(Number(pair[0]) - 2) * wide + between(-1.2, 1.2), (Number(pair[1]) - 3) * high + between(-1.2, 1.2)];
      const leaning = x + y * lean;
      return [middleX + leaning * Math.cos(turn) - y * Math.sin(turn), middleY + leaning * Math.sin(turn) + y * Math.cos(turn)];
    });
    return lines(points, thick);
  });
}

/** A line of the ink of the signs, through all of them. */
function wave(): Segment[] {
  const [middle, swing, length, begin] = [between(18, HEIGHT - 18), between(6, 16), between(28, 60), between(0, 6)];
  const points = Array.from({ length: 23 }, (_, step): Point => [step * 10, middle + swing * Math.sin(begin + (step * 10) / length)]);
  return lines(points, between(0.7, 1.2));
}

function distance(x: number, y: number, { from, to }: Segment): number {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const along = Math.min(1, Math.max(0, ((x - from[0]) * dx + (y - from[1]) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(x - from[0] - along * dx, y - from[1] - along * dy);
}

/** Inks the pixels near a line; its edge is soft over one pixel. */
function inkInPlace(grey: Uint8Array, segment: Segment, ink: number): void {
  const reach = segment.thick + 1;
  const [top, bottom] = [Math.min(segment.from[1], segment.to[1]) - reach, Math.max(segment.from[1], segment.to[1]) + reach];
  const [left, right] = [Math.min(segment.from[0], segment.to[0]) - reach, Math.max(segment.from[0], segment.to[0]) + reach];
  for (let y = Math.max(0, Math.floor(top)); y < Math.min(HEIGHT, bottom); y += 1) {
    for (let x = Math.max(0, Math.floor(left)); x < Math.min(WIDTH, right); x += 1) {
      const cover = Math.min(1, Math.max(0, segment.thick + 0.5 - distance(x, y, segment)));
      const at = y * WIDTH + x;
      grey[at] = Math.min(grey[at] ?? 255, Math.round(255 - cover * (255 - ink)));
    }
  }
}

/** Draws signs into a picture that people read and that no path or text gives away. */
export function drawSigns(signs: string): Buffer {
  const grey = new Uint8Array(WIDTH * HEIGHT).map(() => 255 - randomInt(34));
  const step = WIDTH / (signs.length + 0.6);
  const segments = [...signs.split('').flatMap((sign, index) => strokes(sign, step * (index + 0.8))), ...wave(), ...wave()];
  for (const segment of segments) inkInPlace(grey, segment, 40 + randomInt(50));
  for (let dot = 0; dot < 260; dot += 1) grey[randomInt(WIDTH * HEIGHT)] = 60 + randomInt(120);
  return greyPng(WIDTH, HEIGHT, grey);
}
