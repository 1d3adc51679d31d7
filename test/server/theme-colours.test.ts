import { describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { contrast, fromOklch, toOklch } from '../../server/services/theme/colour.ts';
import { ACCENTS, notesOn, palettesOf } from '../../server/services/theme/palette.ts';

const tokens = readFileSync('builder/src/ui/tokens.css', 'utf8');
const [light = '', dark = ''] = tokens.split('[data-theme=dark]');
const grounds = (css: string) => ['bg', 'surface', 'surface-2', 'surface-3'].map((name) => new RegExp(`--${name}:(#[0-9A-F]{6})`).exec(css)?.[1] ?? '');

/** Colours from all over, the worst ones included. */
const WISHES = ['#FFFFFF', '#000000', '#FFFF00', '#00FF00', '#00FFFF', '#FF0000', '#0000FF', '#FF00FF', '#FFCC00', '#808080', '#2347C5', '#F4F4F0', '#7FFFD4', '#123456', '#FEFEFE', ...ACCENTS.map(({ colour }) => colour)];

describe('colours from an accent', () => {
  it.each([['#000000', '#FFFFFF', 21], ['#767676', '#FFFFFF', 4.54], ['#2347C5', '#FFFFFF', 7.56]])('%s on %s has a contrast of %d', (one, other, ratio) => {
    expect(Math.round(contrast(one, other) * 100) / 100).toBe(ratio);
  });

  it.each(WISHES)('%s comes back from its lightness, chroma and hue', (colour) => {
    expect(fromOklch(toOklch(colour))).toBe(colour);
  });

  it.each(WISHES)('%s gives both themes an accent that is read on every ground of theirs and on its own, and written on', (wish) => {
    const palettes = palettesOf(wish);
    const ratios = [['light', grounds(light)], ['dark', grounds(dark)]].flatMap(([mode, all]) => {
      const { accent, hover, soft, on, focus } = palettes[mode as 'light' | 'dark'];
      return [...[...(all as string[]), soft].flatMap((ground) => [contrast(accent, ground), contrast(hover, ground)]), contrast(on, accent), contrast(on, hover), ...(all as string[]).map((ground) => contrast(focus, ground) + 1.5)];
    });
    expect(ratios.filter((ratio) => ratio < 4.5)).toEqual([]);
  });

  it('are as they were chosen where that can be read', () => {
    expect(ACCENTS.flatMap(({ colour }) => [palettesOf(colour).light.accent === colour, notesOn(colour).some(({ kind }) => kind === 'shade')])).toEqual(ACCENTS.flatMap(() => [true, false]));
  });

  it('say when they are near a colour that means something', () => {
    expect([notesOn('#A61B29'), notesOn('#2347C5'), notesOn('#808080').filter(({ kind }) => kind === 'near')]).toEqual([[{ kind: 'near', state: 'err' }], [], []]);
  });
});
