import { defineTexts } from '../../text/catalogue.ts';

export const boardTexts = defineTexts(
  {
    back: '应用',
    asOf: (when: string) => `数据到 ${when}`,
    definition: '怎么算的',
    dataTable: '数据表',
    hidden: '少于规定件数，不显示',
    hiddenNote: '件数太少的不显示，免得认出具体的人。',
    earlierNote: (when: string) => `部分数字是 ${when} 的：那以后变化的件数太少，为免认出具体的人，够多时再更新。`,
    noData: '这段时间没有数据。',
    group: '分组',
    none: '—',
    synthetic: '合成数据',
  },
  {
    back: 'Apps',
    asOf: (when) => `Data up to ${when}`,
    definition: 'How this is counted',
    dataTable: 'numbers',
    hidden: 'too few to show',
    hiddenNote: 'Very small numbers are not shown, so that nobody can be recognised.',
    earlierNote: (when) => `Some figures are from ${when}: too few records have changed since, and a newer figure could point at somebody. They follow once enough have.`,
    noData: 'No data for this period.',
    group: 'Group',
    none: '—',
    synthetic: 'Synthetic data',
  },
);
