import { askEarly } from '../../client/early.ts';
import { firstLocale } from '../../text/first-locale.ts';
import { SHELL_READS, START_READS } from './reads.ts';
import { wasSignedIn } from './signed-in.ts';

// A script of its own, a kilobyte: on a slow network it asks while the portal's own script is still on its way.
const locale = firstLocale();
document.documentElement.lang = locale;
void askEarly('/api/me', locale);
if (wasSignedIn()) for (const path of /^\/portal\/?$/.test(location.pathname) ? [...SHELL_READS, ...START_READS] : SHELL_READS) void askEarly(path, locale);
