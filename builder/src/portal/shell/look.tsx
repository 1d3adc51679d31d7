import { createContext, useCallback, useContext, useEffect, useLayoutEffect, useMemo, useState, type ReactNode } from 'react';
import type { Palette, PortalTheme } from '../../../../server/api/theme.ts';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { shellTexts } from './text.ts';

const KEY = 'scenario-portal.look';
const TOKENS: Readonly<Record<keyof Palette, string>> = { accent: '--accent', hover: '--accent-hover', soft: '--accent-soft', line: '--accent-line', on: '--on-accent', focus: '--focus' };

interface Look {
  readonly theme: PortalTheme | undefined;
  readonly setTheme: (theme: PortalTheme | undefined) => void;
}

const Context = createContext<Look>({ theme: undefined, setTheme: () => undefined });

/** The look of the last visit: the first picture, and the page without a network, have it, too. */
function remembered(): PortalTheme | undefined {
  try {
    const kept = localStorage.getItem(KEY);
    return kept === null ? undefined : (JSON.parse(kept) as PortalTheme);
  } catch {
    return undefined;
  }
}

function remember(theme: PortalTheme | undefined): void {
  try {
    if (theme) localStorage.setItem(KEY, JSON.stringify(theme));
    else localStorage.removeItem(KEY);
  } catch {
    // Without storage the look comes with the first answer.
  }
}

const rules = (palette: Palette) => (Object.keys(TOKENS) as (keyof Palette)[]).map((part) => `${TOKENS[part]}:${palette[part]}`).join(';');

/** A sheet made by script, which the policy of the page allows where it refuses styles in its text. It comes after the sheets of the page. */
function usePalette(colours: PortalTheme['colours']): void {
  const sheet = useMemo(() => new CSSStyleSheet(), []);
  useLayoutEffect(() => {
    document.adoptedStyleSheets = [...document.adoptedStyleSheets.filter((one) => one !== sheet), sheet];
    sheet.replaceSync(colours ? `:root{${rules(colours.light)}}[data-theme=dark]{${rules(colours.dark)}}` : '');
  }, [sheet, colours]);
}

function setLink(rel: string, href: string): void {
  document.querySelector(`link[rel="${rel}"]`)?.setAttribute('href', href);
}

/** What the browser takes for installing, and the colour of its own frame. */
function useBrowserFrame(theme: PortalTheme | undefined): void {
  useEffect(() => {
    const space = theme && encodeURIComponent(theme.space);
    setLink('manifest', space === undefined ? '/portal.webmanifest' : `/portal.webmanifest?space=${space}`);
    setLink('apple-touch-icon', theme?.colours === undefined ? '/icon-192.png' : `/api/public/spaces/${space ?? ''}/icon-192.png?v=${theme.colours.light.accent.slice(1)}`);
    // The page says its own colour in its text; there it returns to.
    const meta = document.querySelector<HTMLMetaElement>('meta[name="theme-color"]');
    if (!meta) return;
    meta.dataset['built'] ??= meta.content;
    meta.content = theme?.colours?.light.accent ?? meta.dataset['built'];
  }, [theme]);
}

/** How the space of the reader, or of a form, looks: colours, name, logo, footer. */
export function LookProvider({ children }: { readonly children: ReactNode }) {
  const [theme, set] = useState(remembered);
  usePalette(theme?.colours);
  useBrowserFrame(theme);
  const setTheme = useCallback((next: PortalTheme | undefined) => {
    remember(next);
    set((before) => (JSON.stringify(before) === JSON.stringify(next) ? before : next));
  }, []);
  const value = useMemo(() => ({ theme, setTheme }), [theme, setTheme]);
  return <Context value={value}>{children}</Context>;
}

export const useLook = (): PortalTheme | undefined => useContext(Context).theme;

/** Shows a look once an answer has told it; `answered` is whether one has. */
export function useShownLook(answered: boolean, theme: PortalTheme | undefined): void {
  const { setTheme } = useContext(Context);
  useLayoutEffect(() => {
    if (answered) setTheme(theme);
  }, [answered, theme, setTheme]);
}

/** What the portal is called here. */
export function usePortalName(): string {
  const t = useTexts(shellTexts);
  const { locale } = useLocale();
  return useLook()?.name?.[locale] ?? t.portal;
}
