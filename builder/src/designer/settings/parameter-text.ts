import { defineTexts } from '../../text/catalogue.ts';

/** Texts of parameters that have a value for each key. */
export const parameterTexts = defineTexts(
  {
    asTable: '每一项一个值（参数表）', keyTitle: '按什么取值', keyTitleHint: '如区县、品种；公式里写 lookup(param.名称, 取值)。', keyList: '项来自哪个选项表', keyListNone: '不限', keyOf: '哪一项', otherKeys: '其他', addRow: '加一行', newKey: '新项',
    moreRows: (n: number) => `再显示 ${n} 行`, rowsShown: (shown: number, all: number) => `显示 ${shown} / ${all} 行`, findKey: '找一项',
    paste: '从 Excel 粘贴', pasteHint: '从 Excel 或 WPS 复制后粘在这里，每行依次是：哪一项、取值、起用日、停用日、依据。项写“其他”就是其余各项的值。', pasteDo: '加进表里', pasteTaken: (n: number) => `${n} 行已加进表里，下面这些要改好再加：`, pasteFault: (line: number, cell: string, why: string) => `第 ${line} 行“${cell}”：${why}`, pasteMore: (n: number) => `另有 ${n} 行`,
    paste_number: '不是数字', paste_duration: '不是时长，写成 PT4H、P30D 这样', paste_json: 'JSON 没写完整', paste_day: '日历上没有这一天', paste_days: '停用日早于起用日', paste_basis: '没有这个依据，先在“依据”里加上', paste_value: '没有取值', paste_truth: '写“是”或“否”', paste_many: '超过 5000 行，放不下了',
  },
  {
    asTable: 'A value for each key (parameter table)', keyTitle: 'Looked up by', keyTitleHint: 'Such as county or kind; formulas say lookup(param.name, value).', keyList: 'Keys of which list', keyListNone: 'Any', keyOf: 'Key', otherKeys: 'all others', addRow: 'Add a row', newKey: 'key',
    moreRows: (n) => `Show ${n} more rows`, rowsShown: (shown, all) => `${shown} of ${all} rows`, findKey: 'Find a key',
    paste: 'Paste from Excel', pasteHint: 'Copy in Excel or WPS and paste here; each line holds key, value, first day, last day, basis. The key “others” stands for all other keys.', pasteDo: 'Add to the table', pasteTaken: (n) => `${n} lines are in the table; mend these and add them again:`, pasteFault: (line, cell, why) => `Line ${line}, “${cell}”: ${why}`, pasteMore: (n) => `${n} lines more`,
    paste_number: 'not a number', paste_duration: 'not a duration; write PT4H or P30D', paste_json: 'the JSON is not complete', paste_day: 'no such day in the calendar', paste_days: 'ends before it begins', paste_basis: 'no such basis; add it under “Legal bases” first', paste_value: 'no value', paste_truth: 'write yes or no', paste_many: 'more than 5,000 rows: no room',
  },
);
