import { defineTexts } from '../../../text/catalogue.ts';

export const scorecardTexts = defineTexts(
  {
    start: '起始分', factors: '评分项', factor: '评分项', addFactor: '加评分项', noFactors: '还没有评分项', name: '名称', title: '标题', value: '取什么值', bands: '分档', band: '落在', points: '得分', addBand: '加一档', weight: '权重', missing: '缺值得', missingHint: '不填：缺值就不给总分', grades: '等级', from: '不低于', grade: '等级', addGrade: '加等级', badNumber: '这里要填数字。',
    removeBand: (n: number) => `删除第 ${n} 档`, removeGrade: (grade: string) => `删除等级 ${grade}`, order: '从上到下，第一个符合的算。', ownPoints: '不分档：取到的值就是得分，再乘权重。',
    preview: '用样例算分', total: '总分', noTotal: '不给总分', lacks: (names: string) => `缺：${names}`, gradeIs: (grade: string) => `等级 ${grade}`, noGrade: '没有等级', range: (low: string, high: string) => `可能的总分：${low} 到 ${high}`, change: (what: string) => `修改：${what}`, noBand: '没有一档符合', fromRun: '没填的来自上次试运行',
  },
  {
    start: 'Start with', factors: 'Factors', factor: 'Factor', addFactor: 'Add factor', noFactors: 'No factors yet', name: 'Name', title: 'Title', value: 'Value', bands: 'Bands', band: 'Falls in', points: 'Points', addBand: 'Add band', weight: 'Weight', missing: 'When missing', missingHint: 'empty: no total without the value', grades: 'Grades', from: 'From', grade: 'Grade', addGrade: 'Add grade', badNumber: 'A number is wanted here.',
    removeBand: (n) => `Delete band ${n}`, removeGrade: (grade) => `Delete grade ${grade}`, order: 'Top to bottom, the first that fits counts.', ownPoints: 'Without bands the value itself is the points, times the weight.',
    preview: 'Score a sample', total: 'Total', noTotal: 'No total', lacks: (names) => `missing: ${names}`, gradeIs: (grade) => `Grade ${grade}`, noGrade: 'no grade', range: (low, high) => `Possible totals: ${low} to ${high}`, change: (what) => `Change: ${what}`, noBand: 'no band fits', fromRun: 'what is not typed comes from the last test run',
  },
);
