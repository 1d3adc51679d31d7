import type { ThemePart, ThemeView, ThemeWish } from '../../../../../server/api/theme.ts';

/** What is typed in the dialog. */
export interface ThemeEntry {
  readonly name: string;
  readonly nameEn: string;
  /** `keep`, base64, or empty for none of its own. */
  readonly logo: string;
  readonly accent: string;
  readonly footer: string;
  readonly footerEn: string;
  readonly contact: string;
  readonly filing: string;
}

export const HEX = /^#[0-9A-Fa-f]{6}$/;

export function entryOf({ own }: ThemeView): ThemeEntry {
  return { name: own.name?.['zh-CN'] ?? '', nameEn: own.name?.en ?? '', logo: own.logo ? 'keep' : '', accent: own.accent ?? '', footer: own.footer?.['zh-CN'] ?? '', footerEn: own.footer?.en ?? '', contact: own.contact ?? '', filing: own.filing ?? '' };
}

function words(zh: string, en: string): ThemeWish['name'] {
  return zh.trim() === '' ? undefined : { 'zh-CN': zh.trim(), ...(en.trim() === '' ? {} : { en: en.trim() }) };
}

/** What the server is asked for; a colour that is still being typed is left open. */
export function wishOf(entry: ThemeEntry, baseVersion: number): ThemeWish {
  const [name, footer] = [words(entry.name, entry.nameEn), words(entry.footer, entry.footerEn)];
  const [contact, filing] = [entry.contact.trim(), entry.filing.trim()];
  return {
    ...(name ? { name } : {}),
    ...(entry.logo === '' ? {} : { logo: entry.logo }),
    ...(HEX.test(entry.accent) ? { accent: entry.accent } : {}),
    ...(footer ? { footer } : {}),
    ...(contact === '' ? {} : { contact }),
    ...(filing === '' ? {} : { filing }),
    baseVersion,
  };
}

/** The unit a part comes from when it is left open. */
export const fromOf = ({ above }: ThemeView, part: ThemePart): string | undefined => above.find((one) => one.part === part)?.unitName;
