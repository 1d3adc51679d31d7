/** A small scenario with everything a run can meet: start form, query, table, inline form, insert, result page, dashboard. */
export const visitDatasets = [
  {
    id: 'lab/item', title: '项目', key: ['code'], unique: [['code']],
    fields: [{ id: 'code', type: 'string' }, { id: 'name', type: 'string' }, { id: 'days', type: 'integer' }],
    synthetic: true,
  },
];

export const visitScenario = {
  format: 1,
  id: 'visit',
  title: '@title',
  purpose: '@purpose',
  zone: 'Asia/Shanghai',
  calendar: 'cn',
  synthetic: true,
  bases: { law: { title: '示例办法', article: '第三条', level: 'national', from: '2022-03-01' }, made: { title: '模板约定', level: 'invented' } },
  parameters: {},
  roles: { doctor: '@role.doctor', health: '@role.health' },
  lists: { why: { items: ['a', 'b'] } },
  datasets: {
    item: { use: 'lab/item', fields: ['code', 'name', 'days'] },
    done: { own: { title: '结果', fields: [{ id: 'code', type: 'string' }, { id: 'choice', type: 'string' }, { id: 'money', type: 'number', optional: true }] } },
  },
  flows: {
    main: {
      nodes: {
        ask: { type: 'start.form', stage: '@s1', config: { roles: ['doctor'], fields: [{ id: 'code', type: 'string', options: { dataset: 'item', value: 'code', label: 'name' } }, { id: 'age', type: 'integer', min: 0 }, { id: 'note', type: 'string', optional: true, visible: 'form.age > 10' }] } },
        found: { type: 'data.query', config: { dataset: 'item', where: 'row.code = ask.code', one: true, fields: ['name', 'days'] } },
        judged: {
          type: 'rule.table', lock: 'prescribed',
          config: {
            hitPolicy: 'FIRST',
            inputs: [{ id: 'known', expr: 'found.found' }, { id: 'old', expr: 'ask.age > found.row.days' }],
            outputs: [{ id: 'class', type: 'string', enum: ['ok', 'old', 'none'] }],
            rules: [
              { id: 'R1', when: { known: 'false' }, then: { class: '"none"' }, basis: ['made'] },
              { id: 'R2', when: { old: 'true' }, then: { class: '"old"' }, basis: ['law'] },
              { id: 'R3', when: {}, then: { class: '"ok"' }, basis: ['law', 'made'] },
            ],
            incomplete: { class: '"none"' },
          },
        },
        route: { type: 'flow.switch', config: { cases: [{ port: 'ok', when: 'judged.class = "ok"' }], else: 'no' } },
        decide: {
          type: 'human.form', stage: '@s2',
          config: { assign: { user: 'run.starter' }, mode: 'inline', show: ['found.row.name'], fields: [{ id: 'why', type: 'string', optional: true, options: { list: 'why' } }], outcomes: [{ port: 'yes', preselect: 'true' }, { port: 'no', require: 'why != null' }] },
        },
        save: { type: 'data.insert', config: { dataset: 'done', values: { code: 'ask.code', choice: 'decide.outcome', money: '180' } } },
        end: { type: 'output.page', stage: '@s3', config: { title: '@end.title', text: '@end.text', tone: 'success', explain: ['judged'], figures: [{ title: '节省', value: '180', unit: 'yuan' }] } },
        stop: { type: 'output.page', stage: '@s3', config: { text: '@stop.text', explain: ['judged'] } },
      },
      edges: { e1: ['ask.out', 'found'], e2: ['found.out', 'judged'], e3: ['judged.out', 'route'], e4: ['route.ok', 'decide'], e5: ['route.no', 'stop'], e6: ['decide.yes', 'save'], e7: ['decide.no', 'save'], e8: ['save.out', 'end'] },
    },
  },
  pages: { board: { type: 'dashboard', roles: ['health'], tiles: [{ id: 'rate', dataset: 'done', measures: { yes: { count: 'row.choice = "yes"' }, all: { count: 'true' }, money: { sum: 'row.money' }, middle: { median: 'row.money' } }, values: { rate: 'yes / all', money: 'money', middle: 'middle' }, units: { rate: 'percent', money: 'yuan' } }] } },
  texts: {
    title: { 'zh-CN': '就诊', en: 'Visit' }, purpose: { 'zh-CN': '试一试', en: 'A try' }, 'role.doctor': { 'zh-CN': '医师', en: 'Doctor' }, 'role.health': { 'zh-CN': '卫健', en: 'Health' },
    s1: { 'zh-CN': '已开单', en: 'Ordered' }, s2: { 'zh-CN': '待决定', en: 'To decide' }, s3: { 'zh-CN': '闭环', en: 'Closed' },
    'end.title': { 'zh-CN': '已互认', en: 'Recognised' }, 'end.text': { 'zh-CN': '项目 {found.row.name} 不用再做', en: '{found.row.name} need not be done again' }, 'stop.text': { 'zh-CN': '{found.row.name} 没有可互认的', en: 'Nothing to recognise for {found.row.name}' },
    'judged.R3': { 'zh-CN': '{found.row.name}还在有效期内', en: '{found.row.name} is still valid' },
    'ask.code': { 'zh-CN': '项目', en: 'Item' }, 'ask.age': { 'zh-CN': '天数', en: 'Days' }, 'ask.note': { 'zh-CN': '备注', en: 'Note' }, 'judged.known': { 'zh-CN': '在目录里', en: 'In the list' }, 'judged.old': { 'zh-CN': '过期', en: 'Too old' },
    'decide.yes': { 'zh-CN': '互认', en: 'Recognise' }, 'decide.no': { 'zh-CN': '不互认', en: 'Refuse' }, 'decide.why': { 'zh-CN': '理由', en: 'Reason' }, 'why.a': { 'zh-CN': '病情变化', en: 'Condition changed' }, 'why.b': { 'zh-CN': '其他', en: 'Other' },
  },
  layout: {},
};

export const visitCases = {
  format: 1,
  rows: { item: [{ code: 'CT', name: '胸部CT', days: 30 }] },
  cases: [{ id: 'ok', title: '在有效期内', at: '2022-01-20T10:00:00+08:00', user: { id: 'he', duties: ['doctor'] }, start: { code: 'CT', age: 15 }, answers: [{ node: 'decide', outcome: 'yes', data: {} }], expect: { status: 'completed', end: 'end', rules: { judged: 'R3' } } }],
};
