import { defineTexts } from '../../text/catalogue.ts';

export const conditionTexts = defineTexts(
  {
    view: '写法', conditions: '条件', formula: '公式', all: '全部', any: '任一', match: '满足', matchTail: '：', addRow: '再加一条', addFirst: '写第一条', addGroup: '加一组', addFormula: '加一行公式', leftMenu: '换成字段或公式', removeRow: '去掉这个条件', field: '字段', operator: '比较', value: '值', valueFrom: '从', valueTo: '到', valueKind: '值的来源',
    kind_value: '填一个值', kind_field: '和另一个字段比', kind_formula: '用公式', kind_today: '今天', leftFormula: '左边用公式', leftField: '左边选字段', ungroup: '拆开这一组', manyAdd: '加一个值', leftLabel: '左边的公式', formulaLine: '公式',
    'op_=': '是', 'op_!=': '不是', 'op_<': '小于', 'op_<=': '不超过', 'op_>': '大于', 'op_>=': '不少于', 'at_<': '早于', 'at_<=': '不晚于', 'at_>': '晚于', 'at_>=': '不早于', op_between: '在…之间', op_in: '是其中之一', 'op_not-in': '不是其中任何', op_contains: '含有', 'op_not-contains': '不含', op_starts: '开头是', op_ends: '结尾是', op_has: '包含', op_lacks: '不包含', op_items: '至少有一项', 'op_no-items': '一项也没有', op_yes: '为“是”', op_no: '为“否”', op_empty: '为空', op_filled: '有值',
    empty: '还没有条件。', unfinished: '没填完的条件还不算数。',
    why_broken: '公式没写完整，先改好才能用条件列出来。', why_choice: '“如果…那么…”只能用公式写。', why_loop: '逐项的判断（some、every、for）只能用公式写。', why_range: '不含端点的区间只能用公式写。', why_type: '判断类型只能用公式写。', why_value: '这个公式不是条件，或比条件能说的多。', whyHere: (part: string) => `这一段：${part}`,
    met: '成立', notMet: '不成立', unknown: '缺值，说不清', actual: (value: string) => `现在是 ${value}`,
  },
  {
    view: 'Written as', conditions: 'Conditions', formula: 'Formula', all: 'all', any: 'any', match: 'Match', matchTail: ' of:', addRow: 'Add another', addFirst: 'Write the first', addGroup: 'Add group', addFormula: 'Add a formula line', leftMenu: 'Field or formula', removeRow: 'Remove this condition', field: 'Field', operator: 'Comparison', value: 'Value', valueFrom: 'From', valueTo: 'To', valueKind: 'Where the value comes from',
    kind_value: 'Type a value', kind_field: 'Compare with another field', kind_formula: 'Use a formula', kind_today: 'Today', leftFormula: 'Formula on the left', leftField: 'Field on the left', ungroup: 'Undo this group', manyAdd: 'Add a value', leftLabel: 'Formula on the left', formulaLine: 'Formula',
    'op_=': 'is', 'op_!=': 'is not', 'op_<': 'is less than', 'op_<=': 'is at most', 'op_>': 'is more than', 'op_>=': 'is at least', 'at_<': 'is before', 'at_<=': 'is on or before', 'at_>': 'is after', 'at_>=': 'is on or after', op_between: 'is between', op_in: 'is one of', 'op_not-in': 'is none of', op_contains: 'contains', 'op_not-contains': 'does not contain', op_starts: 'begins with', op_ends: 'ends with', op_has: 'includes', op_lacks: 'does not include', op_items: 'has at least one', 'op_no-items': 'has none', op_yes: 'is yes', op_no: 'is no', op_empty: 'is empty', op_filled: 'has a value',
    empty: 'No condition yet.', unfinished: 'A line that is not finished does not count yet.',
    why_broken: 'The formula is not complete; mend it before it can be listed as conditions.', why_choice: '"if … then …" can only be written as a formula.', why_loop: 'A test of every item (some, every, for) can only be written as a formula.', why_range: 'A range without its ends can only be written as a formula.', why_type: 'A test of type can only be written as a formula.', why_value: 'This formula is no condition, or says more than conditions can.', whyHere: (part) => `This part: ${part}`,
    met: 'holds', notMet: 'does not hold', unknown: 'no value, undecided', actual: (value) => `now ${value}`,
  },
);
