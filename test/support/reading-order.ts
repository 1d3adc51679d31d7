/** Reads the accessibility tree, as Playwright writes it down, in the order a screen reader goes through it. */
interface Line {
  readonly depth: number;
  readonly role: string;
  readonly name: string;
  readonly level: number | undefined;
}

const LANDMARKS = new Set(['banner', 'main', 'contentinfo', 'navigation', 'search', 'complementary', 'region', 'form', 'alert', 'dialog']);
const CONTROLS = new Set(['link', 'button', 'textbox', 'searchbox', 'combobox', 'checkbox', 'radio', 'spinbutton', 'switch', 'tab', 'listbox']);
/** `group` is not among them: a fold is one, and its summary names it. */
const NAMED_GROUPS = new Set(['navigation', 'region', 'dialog', 'radiogroup', 'table', 'img']);

function linesOf(tree: string): Line[] {
  return tree.split('\n').flatMap((text) => {
    const match = /^(\s*)- '?([a-z]+)(?: "((?:[^"\\]|\\.)*)")?(.*)$/.exec(text);
    if (!match) return [];
    const [, indent = '', role = '', name = '', rest = ''] = match;
    if (role === 'text' || role === 'paragraph') return [];
    const level = /\[level=(\d)\]/.exec(rest)?.[1];
    return [{ depth: indent.length / 2, role, name, level: level === undefined ? undefined : Number(level) }];
  });
}

/** Landmarks, headings and controls with their names, one a line. */
export function outlineOf(tree: string): string[] {
  return linesOf(tree)
    .filter(({ role, level }) => LANDMARKS.has(role) || CONTROLS.has(role) || level !== undefined || role === 'group' || role === 'table')
    .map(({ role, name, level }) => `${role}${level ?? ''}${name === '' ? '' : ` ${name}`}`);
}

/** What a person who hears the page instead of seeing it would stumble over; empty = nothing. `data` are words people wrote, in whatever language. */
export function breachesOf(tree: string, locale: 'zh-CN' | 'en', data: readonly string[]): string[] {
  const ours = (name: string) => ['中文', ...data].reduce((left, words) => left.replaceAll(words, ''), name);
  const lines = linesOf(tree);
  const breaches: string[] = [];
  const top = lines.filter(({ depth }) => depth === 0).map(({ role }) => role);
  const order = ['banner', 'main', 'contentinfo'].map((role) => top.indexOf(role)).filter((index) => index >= 0);
  if (top.filter((role) => role === 'main').length !== 1) breaches.push('not exactly one main');
  if (order.some((index, at) => at > 0 && index < (order[at - 1] ?? 0))) breaches.push(`landmarks out of order: ${top.join(' ')}`);
  if (top.includes('banner') && lines[0]?.role !== 'link') breaches.push('no way past the banner comes first');
  const headings = lines.filter(({ level }) => level !== undefined);
  if (headings.filter(({ level }) => level === 1).length !== 1) breaches.push(`not exactly one h1: ${headings.map(({ name }) => name).join(' | ')}`);
  headings.forEach(({ level = 1, name }, index) => {
    if (level - (headings[index - 1]?.level ?? 0) > 1) breaches.push(`heading "${name}" leaves out a level`);
  });
  for (const { role, name } of lines) {
    if ((CONTROLS.has(role) || NAMED_GROUPS.has(role)) && name === '') breaches.push(`a ${role} without a name`);
    if (locale === 'en' && /[\u4E00-\u9FFF]/.test(ours(name))) breaches.push(`Chinese on an English page: ${role} ${name}`);
  }
  return breaches;
}
