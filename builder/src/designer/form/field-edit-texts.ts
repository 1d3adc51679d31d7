import { defineTexts } from '../../text/catalogue.ts';

/** Words of the parts of a question that came with tables, regions and computed values. */
export const fieldEditTexts = defineTexts(
  {
    columns: '列', columnsHelp: '每一行都填这些列。“最小”“最大”是行数。', heading: '列名', addColumn: '加一列', sum: '表下合计', choicesHelp: '用“、”分开；不写就随便填。',
    compute: '算法', computeHelp: '用 form.名称 读前面的答案。写了算法，就没有人能填它；手机上随填随算，提交时服务器再算一次。', columnComputeHelp: '用 row.名称 读本行。写了算法，这一列就不用填。',
    depth: '填到哪一级', d_city: '市', d_county: '县（市、区）', d_town: '乡镇（街道）', regionHelp: '自带浙江省到乡镇街道的代码（国家统计局 2023 年）。别处的地区：选项来自数据集，代码按级相接，例如 33、3301、330106。',
    minChoices: '最少选几项', maxChoices: '最多选几项', requiredWhen: '何时必填', offered: '只给这些选项', offeredHelp: '公式给出一个列表，例如按 user.duties 分给不同的人；不写就全给。', previewAllOffered: '“只给这些选项”在预览里不算，全部选项都在。', rows: '行数', day: '可以写日期，也可以写 today、today+30。', fromDataset: '一步生成', fromDatasetWhat: (dataset: string) => `按“${dataset}”的列加问题`, fromDatasetDone: (dataset: string, count: number) => `按“${dataset}”加 ${count} 个问题`,
    layout: '分页', l_one: '一页填完', l_tabs: '分标签', l_section: '一小节一页', l_question: '一题一页', sectionName: '小节名称', newSection: '新的小节', sectionAdded: '加小节', showErrors: '看报错',
    checks: (words: string) => `检查：${words}`, computed: (words: string) => `算出：${words}`, needed: (words: string) => `当 ${words} 时必填`, saying: (words: string) => `不对时说：${words}`, memberHelp: '从本系统的同事和单位里选，不用另备名单。',
  },
  {
    columns: 'Columns', columnsHelp: 'Every row asks these. “Least” and “most” count rows.', heading: 'Heading', addColumn: 'Add column', sum: 'Sum below the table', choicesHelp: 'Parted by commas; none: anything may be typed.',
    compute: 'Computed as', computeHelp: 'Reads earlier answers as form.name. Nobody fills in what is computed; it follows the typing, and the server computes it again.', columnComputeHelp: 'Reads its row as row.name. A computed column is not filled in.',
    depth: 'Down to', d_city: 'city', d_county: 'county or district', d_town: 'town or street', regionHelp: 'Zhejiang down to towns and streets is built in (National Bureau of Statistics, 2023). Elsewhere: options from a dataset whose codes continue each other, such as 33, 3301, 330106.',
    minChoices: 'Fewest chosen', maxChoices: 'Most chosen', requiredWhen: 'Required when', offered: 'Only these choices', offeredHelp: 'A formula that gives a list, for instance by user.duties; left out, all are offered.', previewAllOffered: ' “Only these choices” is not worked out here; all choices are shown.', rows: 'Rows', day: 'A date, or today, or today+30.', fromDataset: 'In one step', fromDatasetWhat: (dataset) => `Questions for the columns of “${dataset}”`, fromDatasetDone: (dataset, count) => `Add ${count} questions for “${dataset}”`,
    layout: 'Pages', l_one: 'all on one page', l_tabs: 'tabs', l_section: 'a page for each section', l_question: 'a page for each question', sectionName: 'Name of the section', newSection: 'New section', sectionAdded: 'Add section', showErrors: 'Show errors',
    checks: (words) => `Check: ${words}`, computed: (words) => `Computed: ${words}`, needed: (words) => `Required when ${words}`, saying: (words) => `When wrong: ${words}`, memberHelp: 'Chosen from the colleagues and units of this system; no list is needed.',
  },
);
