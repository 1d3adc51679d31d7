import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '../../ui/tokens.css';
import '../../ui/base.css';
import { App } from './app.tsx';
import { Providers } from './providers.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('designer.html has no #root');
createRoot(root).render(
  <StrictMode>
    <Providers>
      <App />
    </Providers>
  </StrictMode>,
);
