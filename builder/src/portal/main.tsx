import { StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { QueryClientProvider } from '@tanstack/react-query';
import { Router } from 'wouter';
import { LocaleProvider } from '../text/locale.tsx';
import { App } from './app.tsx';
import { createQueryClient } from './client/use-api.ts';
import { LookProvider } from './shell/look.tsx';
import { PreferencesProvider } from './shell/preferences.tsx';
import { RouteFocusProvider } from './shell/route-focus.tsx';
import { keepForOffline } from './worker/register.ts';
import '../ui/tokens.css';
import './style/base.css';
import './style/shell.css';

function Portal() {
  const [queries] = useState(createQueryClient);
  return (
    <QueryClientProvider client={queries}>
      <LocaleProvider>
        <PreferencesProvider>
          <LookProvider><Router base="/portal"><RouteFocusProvider><App /></RouteFocusProvider></Router></LookProvider>
        </PreferencesProvider>
      </LocaleProvider>
    </QueryClientProvider>
  );
}

const root = document.getElementById('root');
if (root) createRoot(root).render(<StrictMode><Portal /></StrictMode>);
keepForOffline();
