import { renderToString } from 'react-dom/server';
import { Portal } from '../portal.tsx';
import { paletteRules } from '../shell/first-palette.ts';
import { shellTexts } from '../shell/text.ts';
import { FIRST_READS, readerOf, type FirstPage } from './first-page.ts';

interface Drawn {
  readonly title: string;
  /** Rules for the colours of the reader's space; empty for ours. */
  readonly palette: string;
  readonly body: string;
}

/** For the server, which loads this built: what it has to ask, and the start page drawn from the answers, so that it is seen and can be used before a script has come. */
export const reads: readonly string[] = FIRST_READS;
export function draw(first: FirstPage): Drawn {
  const { theme } = readerOf(first);
  const t = shellTexts[first.locale];
  return {
    title: `${t.apps} · ${theme?.name?.[first.locale] ?? t.portal}`,
    palette: paletteRules(theme?.colours),
    body: renderToString(<Portal first={first} at={Date.parse(first.now)} path="/portal/" />),
  };
}
