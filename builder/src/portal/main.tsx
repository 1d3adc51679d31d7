import { createRoot, hydrateRoot } from 'react-dom/client';
import { readFirstPage } from './first/first-page.ts';
import { Portal } from './portal.tsx';
import { keepForOffline } from './worker/register.ts';
import '../ui/tokens.css';
import './style/base.css';
import './style/shell.css';

const root = document.getElementById('root');
const first = readFirstPage();
if (root && first) hydrateRoot(root, <Portal first={first} at={performance.timeOrigin} />);
else if (root) createRoot(root).render(<Portal />);
keepForOffline();
