import { askEarly, fetchParts } from '../../client/early.ts';
import { firstLocale } from '../../text/first-locale.ts';

// A script of its own, a kilobyte: it asks for the draft and for the canvas while the designer's own script is still on its way.
const locale = firstLocale();
document.documentElement.lang = locale;
void askEarly('/api/me', locale);
const [, id, tab = 'canvas'] = /^\/studio\/s\/([^/]+)(?:\/([^/]+))?/.exec(location.pathname) ?? [];
if (id !== undefined) void askEarly(`/api/scenarios/${id}`, locale);
// What nobody takes stays on the line: only the canvas is sure to want these.
if (id !== undefined && tab === 'canvas') {
  void askEarly('/api/node-types', locale);
  fetchParts(document.currentScript);
}
