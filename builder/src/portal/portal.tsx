import { StrictMode, useEffect, useState } from 'react';
import { QueryClientProvider } from '@tanstack/react-query';
import { Router } from 'wouter';
import { LocaleProvider } from '../text/locale.tsx';
import { App } from './app.tsx';
import { createQueryClient } from './client/use-api.ts';
import { takePageOver } from './early/held-press.ts';
import { keepAnswers, readerOf, type FirstPage } from './first/first-page.ts';
import { DrawnAt } from './format/use-now.ts';
import { LookProvider } from './shell/look.tsx';
import { PreferencesProvider } from './shell/preferences.tsx';
import { RouteFocusProvider } from './shell/route-focus.tsx';

interface PortalProps {
  /** What the server drew the page from, and when. */
  readonly first?: FirstPage;
  readonly at?: number;
  /** Where there is no address bar. */
  readonly path?: string;
}

/** The whole portal, as the server draws its first page and as the browser takes it over. */
export function Portal({ first, at = 0, path }: PortalProps) {
  const [queries] = useState(() => {
    const client = createQueryClient();
    if (first) keepAnswers(client, first, at);
    return client;
  });
  // The last effect of the first drawing: everything on the page answers from here on.
  useEffect(takePageOver, []);
  return (
    <StrictMode>
      <QueryClientProvider client={queries}>
        <DrawnAt value={first?.now}>
          <LocaleProvider {...(first ? { drawn: first.locale } : {})}>
            <PreferencesProvider>
              <LookProvider {...(first ? { drawn: readerOf(first) } : {})}><Router base="/portal" {...(path === undefined ? {} : { ssrPath: path })}><RouteFocusProvider><App /></RouteFocusProvider></Router></LookProvider>
            </PreferencesProvider>
          </LocaleProvider>
        </DrawnAt>
      </QueryClientProvider>
    </StrictMode>
  );
}
