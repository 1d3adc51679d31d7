import { deflateSync } from 'node:zlib';
import type { Plugin } from 'vite';

/** `public/icon.svg` on its grid of 32: three strokes of 工 as left, top, width, height. The ground fills the square, so that a launcher may cut any shape from it. */
const GRID = 32;
const STROKES = [[9, 8, 14, 4], [14, 12, 4, 8], [9, 20, 14, 4]] as const;
const GROUND = [0x23, 0x47, 0xC5] as const;
const STROKE = [0xFF, 0xFF, 0xFF] as const;

function crc32(bytes: Buffer): number {
  let crc = 0xFF_FF_FF_FF;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xED_B8_83_20 : crc >>> 1;
  }
  return (crc ^ 0xFF_FF_FF_FF) >>> 0;
}

function chunk(kind: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

/** The icon as PNG; `size` is a multiple of the grid, so that every edge lies on a pixel. */
export function iconPng(size: number): Buffer {
  const unit = size / GRID;
  const isStroke = (x: number, y: number) => STROKES.some(([left, top, width, height]) => x >= left * unit && x < (left + width) * unit && y >= top * unit && y < (top + height) * unit);
  const rows = Array.from({ length: size }, (_, y) => Buffer.from([0, ...Array.from({ length: size }, (_cell, x) => (isStroke(x, y) ? STROKE : GROUND)).flat()]));
  const head = Buffer.alloc(13);
  head.writeUInt32BE(size, 0);
  head.writeUInt32BE(size, 4);
  // 8 bits a channel, red green blue.
  head.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]), chunk('IHDR', head), chunk('IDAT', deflateSync(Buffer.concat(rows), { level: 9 })), chunk('IEND', Buffer.alloc(0))]);
}

/** Draws the icons of the installed portal. */
export function appIcons(): Plugin {
  return {
    name: 'app-icons',
    apply: 'build',
    generateBundle() {
      for (const size of [192, 512]) this.emitFile({ type: 'asset', fileName: `icon-${size}.png`, source: iconPng(size) });
    },
  };
}
