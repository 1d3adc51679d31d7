import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { I18nProvider, RouterProvider } from 'react-aria-components';
import { Router, useLocation } from 'wouter';
import { RequestError } from '../../client/request.ts';
import { LocaleProvider, useLocale } from '../../text/locale.tsx';
import { ToastProvider } from '../../ui/toast.tsx';
import { ThemeProvider } from './theme.tsx';

function newClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        refetchOnWindowFocus: false,
        // An answer that refuses will refuse again; only silence is worth another try.
        retry: (count, error) => count < 2 && error instanceof RequestError && error.problem.status === 0,
      },
    },
  });
}

function Localised({ children }: { readonly children: ReactNode }) {
  const { locale } = useLocale();
  const [, navigate] = useLocation();
  return (
    <I18nProvider locale={locale === 'en' ? 'en-GB' : 'zh-CN'}>
      <RouterProvider navigate={navigate}>
        <ToastProvider>{children}</ToastProvider>
      </RouterProvider>
    </I18nProvider>
  );
}

export function Providers({ children }: { readonly children: ReactNode }) {
  const [client] = useState(newClient);
  return (
    <QueryClientProvider client={client}>
      <ThemeProvider>
        <LocaleProvider>
          <Router base="/studio">
            <Localised>{children}</Localised>
          </Router>
        </LocaleProvider>
      </ThemeProvider>
    </QueryClientProvider>
  );
}
