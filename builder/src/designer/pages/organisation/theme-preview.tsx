import type { CSSProperties } from 'react';
import type { Palette, PortalTheme } from '../../../../../server/api/theme.ts';
import { useLocale, useTexts } from '../../../text/locale.tsx';
import { LogoMark } from '../../app/logo.tsx';
import { themeTexts } from './theme-text.ts';

function tokens(palette: Palette | undefined): CSSProperties {
  if (palette === undefined) return {};
  return { '--accent': palette.accent, '--accent-hover': palette.hover, '--accent-soft': palette.soft, '--accent-line': palette.line, '--on-accent': palette.on, '--focus': palette.focus } as CSSProperties;
}

function Sample({ theme, mode }: { readonly theme: PortalTheme | undefined; readonly mode: 'light' | 'dark' }) {
  const text = useTexts(themeTexts);
  const { locale } = useLocale();
  const foot = [theme?.footer?.[locale], theme?.contact, theme?.filing].filter((part) => part !== undefined);
  return (
    <figure className="theme-sample">
      <figcaption>{text[mode]}</figcaption>
      <div className="theme-page" data-theme={mode} style={tokens(theme?.colours?.[mode])}>
        <div className="theme-top">{theme?.logo ? <img src={theme.logo.src} alt="" /> : <LogoMark />}<b>{theme?.name?.[locale] ?? text.samplePortal}</b></div>
        <div className="theme-body">
          <strong>{text.sampleTitle}</strong>
          <span className="theme-tabs"><span data-on="true">{text.sampleChosen}</span><span>{text.sampleOther}</span></span>
          <span className="theme-button">{text.sampleButton}</span>
          <span className="theme-link">{text.sampleLink}</span>
        </div>
        {foot.length === 0 ? null : <div className="theme-foot">{foot.map((part) => <span key={part}>{part}</span>)}</div>}
      </div>
    </figure>
  );
}

/** The portal of the space in both themes, as it would be. */
export function ThemePreview({ theme }: { readonly theme: PortalTheme | undefined }) {
  const text = useTexts(themeTexts);
  return (
    <section className="theme-preview" aria-label={text.preview}>
      <Sample theme={theme} mode="light" />
      <Sample theme={theme} mode="dark" />
    </section>
  );
}
