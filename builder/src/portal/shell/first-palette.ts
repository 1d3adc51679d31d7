import type { Palette, PortalTheme } from '../../../../server/api/theme.ts';

declare global {
  var firstPalette: CSSStyleSheet | undefined;
}

const KEY = 'scenario-portal.look';
const TOKENS: Readonly<Record<keyof Palette, string>> = { accent: '--accent', hover: '--accent-hover', soft: '--accent-soft', line: '--accent-line', on: '--on-accent', focus: '--focus' };

/** The look of the last visit: the first picture, and the page without a network, have it, too. */
export function rememberedLook(): PortalTheme | undefined {
  try {
    const kept = localStorage.getItem(KEY);
    return kept === null ? undefined : (JSON.parse(kept) as PortalTheme);
  } catch {
    return undefined;
  }
}

export function rememberLook(theme: PortalTheme | undefined): void {
  try {
    if (theme) localStorage.setItem(KEY, JSON.stringify(theme));
    else localStorage.removeItem(KEY);
  } catch {
    // Without storage the look comes with the first answer.
  }
}

const rules = (palette: Palette): string => (Object.keys(TOKENS) as (keyof Palette)[]).map((part) => `${TOKENS[part]}:${palette[part]}`).join(';');

export const paletteRules = (colours: PortalTheme['colours']): string => (colours ? `:root{${rules(colours.light)}}[data-theme=dark]{${rules(colours.dark)}}` : '');

/** A sheet made by script, which the policy of the page allows where it refuses styles in its text. It comes after the sheets of the page. */
function addPalette(): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  return sheet;
}

/** Colours before anything is painted: those the page was drawn with, else those of the last visit. The page goes on with the same sheet. */
export function showFirstPalette(drawn: string | undefined): void {
  const first = drawn ?? paletteRules(rememberedLook()?.colours);
  if (first === '') return;
  globalThis.firstPalette = addPalette();
  globalThis.firstPalette.replaceSync(first);
}

export function takePalette(): CSSStyleSheet {
  const sheet = globalThis.firstPalette ?? addPalette();
  globalThis.firstPalette = undefined;
  return sheet;
}
