import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { iconPng } from '../../../builder/build/app-icons.ts';

describe('the icon of the installed portal', () => {
  it.each([192, 512])('is a PNG of %i pixels with the strokes where the drawing has them', (size) => {
    const png = iconPng(size);
    expect([png.subarray(0, 8).toString('hex'), png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual(['89504e470d0a1a0a', size, size]);
    const data = inflateSync(png.subarray(41, 41 + png.readUInt32BE(33)));
    const at = (x: number, y: number) => data.subarray((y * size) / 32 * (size * 3 + 1) + 1 + (x * size) / 32 * 3).subarray(0, 3).toString('hex');
    expect([at(0, 0), at(9, 8), at(22, 11), at(13, 16), at(14, 16), at(9, 20), at(8, 20)]).toEqual(['2347c5', 'ffffff', 'ffffff', '2347c5', 'ffffff', 'ffffff', '2347c5']);
  });
});
