/** What mostly follows a type of node, counted over the edges of all templates; most frequent first. */
const AFTER: Readonly<Record<string, readonly string[]>> = {
  'start.form': ['data.query', 'human.form', 'rule.table', 'flow.switch', 'data.insert'],
  'start.row': ['flow.call', 'data.query', 'rule.table'],
  'start.schedule': ['data.query', 'flow.each'],
  'start.webhook': ['data.query', 'data.insert', 'rule.table'],
  'data.query': ['rule.expression', 'rule.table', 'data.query', 'flow.switch', 'flow.each'],
  'data.insert': ['human.form', 'output.page', 'flow.switch', 'rule.expression', 'output.notify'],
  'data.update': ['output.page', 'human.form', 'output.notify', 'flow.switch', 'flow.call'],
  'rule.table': ['rule.expression', 'flow.switch', 'output.page', 'data.insert', 'data.update'],
  'rule.rows': ['rule.expression', 'human.form', 'data.update', 'output.page'],
  'rule.expression': ['rule.table', 'data.update', 'human.form', 'flow.switch', 'output.page'],
  'rule.scorecard': ['data.query', 'flow.switch', 'output.page'],
  'human.form': ['data.update', 'rule.expression', 'rule.table', 'output.page', 'data.insert'],
  'human.approval': ['data.update', 'human.form', 'output.notify', 'output.page'],
  'flow.switch': ['data.query', 'output.page', 'human.form', 'data.insert', 'rule.expression'],
  'flow.each': ['rule.expression', 'human.form', 'output.page'],
  'flow.call': ['flow.switch', 'rule.expression', 'output.page', 'data.query'],
  'flow.wait': ['output.page', 'flow.switch', 'output.notify'],
  'output.notify': ['output.page', 'flow.switch', 'human.form'],
};
const AFTER_ERROR: readonly string[] = ['output.page', 'flow.switch', 'human.form', 'output.notify'];
/** Nodes of plugins and of types that no template goes on from: by category. */
const AFTER_CATEGORY: Readonly<Record<string, readonly string[]>> = {
  start: ['data.query', 'human.form', 'rule.table'],
  data: ['rule.expression', 'rule.table', 'flow.switch', 'output.page'],
  rule: ['flow.switch', 'rule.expression', 'output.page', 'data.update'],
  human: ['data.update', 'rule.expression', 'output.page'],
  flow: ['data.query', 'output.page', 'human.form'],
  output: ['output.page', 'flow.switch', 'human.form'],
};

/** Types that fit behind a way out, the likeliest first; empty where nothing is known. */
export function likelyNext(source: { readonly type: string; readonly category: string } | undefined, port: string): readonly string[] {
  if (port === 'error') return AFTER_ERROR;
  if (source === undefined) return [];
  return AFTER[source.type] ?? AFTER_CATEGORY[source.category] ?? [];
}
