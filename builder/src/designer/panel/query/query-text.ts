import { defineTexts } from '../../../text/catalogue.ts';

export const queryTexts = defineTexts(
  {
    give: '给出什么',
    many: '多行', one: '一行', count: '只数行数',
    manyHint: '给出 rows、count（符合的总数）和 more（后面还有没有）。不填“最多几行”时取前 100 行。',
    oneHint: '给出 row 和 found；有多行符合时按排序取第一行。',
    countHint: '只给出 count 和 found，不取任何一行。',
    joins: '连上别的表', joinsHelp: '按相同的值，把另一个数据集的一行带到这一行旁边，公式里写作 row.名称.列名；没有对得上的就是空。',
    propose: '按登记的引用连',
    proposal: (column: string, dataset: string, key: string) => `${column} → ${dataset}.${key}`,
    joined: '连哪个数据集', on: '哪两列的值相同', here: '本表的列', there: '那边的列', addPair: '再加一对列', removePair: (n: number) => `删除第 ${n} 对列`,
    at: '取哪天有效的', fields: '带出哪些列', add: '连一个数据集', choose: '选一列',
  },
  {
    give: 'What it gives',
    many: 'Rows', one: 'One row', count: 'Count only',
    manyHint: 'Gives rows, count (all that match) and more (whether there are rows beyond). Without “most rows” the first 100 are taken.',
    oneHint: 'Gives row and found; of several that match, the first in order.',
    countHint: 'Gives count and found only, and takes no row.',
    joins: 'Joined datasets', joinsHelp: 'Brings a row of another dataset beside this one where values are the same; formulas read it as row.name.column. Without a match it is null.',
    propose: 'Join by a declared reference',
    proposal: (column, dataset, key) => `${column} → ${dataset}.${key}`,
    joined: 'Joined dataset', on: 'Columns that hold the same', here: 'Column here', there: 'Column there', addPair: 'Add a pair of columns', removePair: (n) => `Remove pair ${n}`,
    at: 'Valid on', fields: 'Columns to bring', add: 'Join a dataset', choose: 'Choose a column',
  },
);
