/** Longitude and latitude on a plane: near enough for a province, and no tiles from outside. */

export interface Box {
  readonly west: number;
  readonly east: number;
  readonly south: number;
  readonly north: number;
}

export interface Plane {
  readonly width: number;
  readonly height: number;
  readonly x: (lng: number) => number;
  readonly y: (lat: number) => number;
  /** Round degrees for the lines of the grid. */
  readonly lngs: readonly number[];
  readonly lats: readonly number[];
}

/** A place of one point still shows its surroundings: about 2 km. */
const LEAST = 0.02;
const MARGIN = 0.08;

export function boxOf(points: readonly (readonly [number, number])[]): Box {
  const lngs = points.map(([lng]) => lng);
  const lats = points.map(([, lat]) => lat);
  const grown = (from: number, to: number): [number, number] => {
    const more = Math.max((to - from) * MARGIN, (LEAST - (to - from)) / 2, 0);
    return [from - more, to + more];
  };
  const [west, east] = grown(Math.min(...lngs), Math.max(...lngs));
  const [south, north] = grown(Math.min(...lats), Math.max(...lats));
  return { west, east, south, north };
}

const STEPS = [1, 2, 5];

/** At most `most` round numbers between two. */
export function roundMarks(from: number, to: number, most: number): readonly number[] {
  const power = 10 ** Math.floor(Math.log10((to - from) / most));
  const step = [...STEPS.map((one) => one * power), 10 * power].find((one) => (to - from) / one <= most) ?? 10 * power;
  const first = Math.ceil(from / step - 1e-9);
  const count = Math.floor(to / step + 1e-9) - first + 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) => Number(((first + index) * step).toPrecision(12)));
}

/** A degree of longitude is shorter than one of latitude, the more so the further north. */
export function planeOf(box: Box, width: number, tallest: number): Plane {
  const shrink = Math.cos((((box.south + box.north) / 2) * Math.PI) / 180);
  const wide = (box.east - box.west) * shrink;
  const high = box.north - box.south;
  const scale = Math.min(width / wide, tallest / high);
  const height = Math.max(200, Math.min(tallest, Math.round(high * scale)));
  const left = (width - wide * scale) / 2;
  const top = (height - high * scale) / 2;
  return {
    width, height,
    x: (lng) => left + (lng - box.west) * shrink * scale,
    y: (lat) => top + (box.north - lat) * scale,
    lngs: roundMarks(box.west, box.east, 6), lats: roundMarks(box.south, box.north, 5),
  };
}
