import { askEarly } from '../../client/early.ts';
import { firstLocale } from '../../text/first-locale.ts';

// A script of its own, a kilobyte: it asks for the draft and for the canvas while the designer's own script is still on its way.
const locale = firstLocale();
document.documentElement.lang = locale;
void askEarly('/api/me', locale);
const [, id, tab = 'canvas'] = /^\/studio\/s\/([^/]+)(?:\/([^/]+))?/.exec(location.pathname) ?? [];
if (id !== undefined) {
  for (const path of [`/api/scenarios/${id}`, '/api/node-types']) void askEarly(path, locale);
  const parts = tab === 'canvas' ? document.currentScript?.dataset['parts'] : undefined;
  for (const href of parts?.split(' ') ?? []) document.head.append(Object.assign(document.createElement('link'), { rel: 'modulepreload', href }));
}
