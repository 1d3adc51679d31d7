import type { LocalText } from '../../../runtime/schema/text.ts';
import type { AccentNote, Palette } from '../../api/theme.ts';
import { contrast, fromOklch, mix, toOklch } from './colour.ts';

/** WCAG 2.2, success criterion 1.4.3: text on its ground. */
export const NEED = 4.5;

/** The grounds of `builder/src/ui/tokens.css` on which the accent stands as text, and what is derived from them. */
interface Ground {
  readonly grounds: readonly string[];
  readonly surface: string;
  /** How much accent is in its own soft ground and in its line. */
  readonly soft: number;
  readonly line: number;
  /** Which way more contrast lies. */
  readonly step: 1 | -1;
}

const LIGHT: Ground = { grounds: ['#FFFFFF', '#F4F4F0', '#FAFAF7', '#EEEEE8'], surface: '#FFFFFF', soft: 0.09, line: 0.34, step: -1 };
const DARK: Ground = { grounds: ['#131518', '#1B1E23', '#20242A', '#2A2F37'], surface: '#1B1E23', soft: 0.14, line: 0.4, step: 1 };

/** In the dark a saturated accent glares: it begins this light. */
const DARK_LIGHTNESS = 0.74;
const STEP = 0.005;
const HOVER = 0.07;
const PALE = '#FFFFFF';
const INK = '#14161A';

/** What `builder/src/ui/tokens.css` says by colour: done, look, stop. */
const STATES = [['ok', '#1A6B3C'], ['warn', '#835000'], ['err', '#B3261E']] as const;
/** Radians of hue within which two colours are taken for each other at a glance, and the least chroma that has a hue. */
const NEAR = 0.3;
const COLOURED = 0.06;

const worst = (colour: string, grounds: readonly string[]): number => Math.min(...grounds.map((ground) => contrast(colour, ground)));
const onOf = (colour: string): string => (contrast(PALE, colour) >= contrast(INK, colour) ? PALE : INK);

/** Whether an accent can be read on every ground, on its own soft one, and can be written on. */
function holds(accent: string, { grounds, surface, soft }: Ground): boolean {
  return worst(accent, [...grounds, mix(accent, surface, soft)]) >= NEED && contrast(onOf(accent), accent) >= NEED;
}

function fit(accent: string, ground: Ground): string {
  const from = toOklch(accent);
  if (ground.step === -1 && holds(accent, ground)) return accent.toUpperCase();
  for (let l = ground.step === 1 ? Math.max(from.l, DARK_LIGHTNESS) : from.l; l > 0 && l < 1; l += ground.step * STEP) {
    const shade = fromOklch({ ...from, l });
    if (holds(shade, ground)) return shade;
  }
  return ground.step === 1 ? PALE : INK;
}

function paletteOf(accent: string, ground: Ground): Palette {
  const shade = toOklch(accent);
  const hover = fromOklch({ ...shade, l: Math.min(0.97, Math.max(0.12, shade.l + ground.step * HOVER)) });
  return { accent, hover, soft: mix(accent, ground.surface, ground.soft), line: mix(accent, ground.surface, ground.line), on: onOf(accent), focus: hover };
}

/** The colours of both themes from one accent; each holds AA on every ground of ours. */
export function palettesOf(accent: string): { readonly light: Palette; readonly dark: Palette } {
  return { light: paletteOf(fit(accent, LIGHT), LIGHT), dark: paletteOf(fit(accent, DARK), DARK) };
}

const rounded = (ratio: number): number => Math.floor(ratio * 100) / 100;

function isNear(accent: string, state: string): boolean {
  const [one, other] = [toOklch(accent), toOklch(state)];
  const turn = Math.abs(one.h - other.h) % (2 * Math.PI);
  return one.c >= COLOURED && Math.min(turn, 2 * Math.PI - turn) < NEAR;
}

/** What somebody who chooses an accent should know of it. */
export function notesOn(accent: string): AccentNote[] {
  const used = fit(accent, LIGHT);
  const shade = used === accent.toUpperCase() ? [] : [{ kind: 'shade' as const, wanted: accent.toUpperCase(), used, ratio: rounded(worst(accent, LIGHT.grounds)), need: NEED, usedRatio: rounded(worst(used, LIGHT.grounds)) }];
  return [...shade, ...STATES.filter(([, colour]) => isNear(used, colour)).map(([state]) => ({ kind: 'near' as const, state }))];
}

/** Accents that hold as they are, to choose from. */
export const ACCENTS: readonly { readonly colour: string; readonly title: LocalText }[] = [
  { colour: '#2347C5', title: { 'zh-CN': '青花', en: 'Cobalt' } },
  { colour: '#1F4E79', title: { 'zh-CN': '黛蓝', en: 'Slate blue' } },
  { colour: '#0B6B72', title: { 'zh-CN': '湖绿', en: 'Teal' } },
  { colour: '#6A3FC0', title: { 'zh-CN': '堇紫', en: 'Violet' } },
  { colour: '#A0336F', title: { 'zh-CN': '梅红', en: 'Plum' } },
  { colour: '#A61B29', title: { 'zh-CN': '绛红', en: 'Crimson' } },
  { colour: '#3B414C', title: { 'zh-CN': '墨灰', en: 'Ink' } },
];
