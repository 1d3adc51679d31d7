import { askEarly, fetchParts } from '../../client/early.ts';
import { firstLocale } from '../../text/first-locale.ts';
import { showFirstPalette } from '../shell/first-palette.ts';
import { isBig, showSize, showTheme } from '../shell/first-look.ts';
import { holdPresses } from './held-press.ts';
import { sayWhenScriptIsLost } from './late-words.ts';
import { loadOlder } from './load-older.ts';
import { SHELL_READS, START_READS } from './reads.ts';
import { wasSignedIn } from './signed-in.ts';

// A script of its own, a kilobyte, before anything is painted: on a slow network it asks while the portal's own script is still on its way.
const script = document.currentScript;
const locale = firstLocale();
const page = document.documentElement;
const { drawn, palette, nobody } = page.dataset;
page.lang = locale;
loadOlder(script);
showTheme();
showFirstPalette(palette);
showSize(isBig());
if (drawn === locale) {
  // What the server drew itself it has asked itself.
  holdPresses((path) => {
    const app = /^\/portal\/apps\/([^/]+)$/.exec(path)?.[1];
    if (app === undefined) return;
    void askEarly(`/api/portal/apps/${app}`, locale);
    fetchParts(script);
  });
} else {
  sayWhenScriptIsLost();
  // Drawn in another language than this device reads: it is not shown, and drawn anew.
  if (drawn !== undefined) page.dataset['redrawn'] = '';
  void askEarly('/api/me', locale);
  if (nobody === undefined && wasSignedIn()) for (const path of /^\/portal\/?$/.test(location.pathname) ? [...SHELL_READS, ...START_READS] : SHELL_READS) void askEarly(path, locale);
}
