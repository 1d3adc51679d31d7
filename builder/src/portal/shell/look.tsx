import { createContext, useCallback, useContext, useEffect, useLayoutEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import type { Me } from '../../../../server/api/account.ts';
import type { PortalTheme } from '../../../../server/api/theme.ts';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { paletteRules, rememberedLook, rememberLook, takePalette } from './first-palette.ts';
import { shellTexts } from './text.ts';

interface Look {
  readonly theme: PortalTheme | undefined;
  readonly setTheme: (theme: PortalTheme | undefined) => void;
}

const Context = createContext<Look>({ theme: undefined, setTheme: () => undefined });

function usePalette(colours: PortalTheme['colours']): void {
  const own = useRef<CSSStyleSheet>(undefined);
  useLayoutEffect(() => {
    own.current ??= takePalette();
    own.current.replaceSync(paletteRules(colours));
  }, [colours]);
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

/** How the space of the reader, or of a form, looks: colours, name, logo, footer. `drawn`: for whom the page was drawn already. */
export function LookProvider({ children, drawn }: { readonly children: ReactNode; readonly drawn?: Me }) {
  const [theme, set] = useState(() => (drawn ? drawn.theme : rememberedLook()));
  usePalette(theme?.colours);
  useBrowserFrame(theme);
  const setTheme = useCallback((next: PortalTheme | undefined) => {
    rememberLook(next);
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
