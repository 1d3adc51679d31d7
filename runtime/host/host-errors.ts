import { defineError } from '../errors.ts';
import type { Breach } from './running-totals.ts';

/** Coded errors of the in-memory host; a real store throws the same codes. */
export const hostErrors = {
  SCN_DATA_UNKNOWN: defineError<{ dataset: string }>('SCN_DATA_UNKNOWN', (d) => `没有数据集“${d.dataset}”。请检查名称。 / There is no dataset "${d.dataset}". Check the name.`),
  SCN_DATA_UNIQUE: defineError<{ dataset: string; fields: readonly string[] }>('SCN_DATA_UNIQUE', (d) => `“${d.dataset}”里 ${d.fields.join('、')} 相同的行已经有了。请改值，或改为更新那一行。 / "${d.dataset}" already has a row with the same ${d.fields.join(', ')}. Change the value or update that row.`),
  SCN_DATA_TOTAL: defineError<Breach>('SCN_DATA_TOTAL', (d) => `“${d.dataset}”的总量约束“${d.total}”不成立：${d.group} 的合计会是 ${d.value}，要求 ${d.limit}。请核对数量。 / The total "${d.total}" of "${d.dataset}" would not hold: ${d.group} would come to ${d.value}, and must be ${d.limit}. Check the amounts.`),
  SCN_STORE_CONFLICT: defineError<{ dataset: string; id: string }>('SCN_STORE_CONFLICT', (d) => `“${d.dataset}”的行 ${d.id} 刚被改过。请重新读取。 / Row ${d.id} of "${d.dataset}" was changed meanwhile. Read it again.`),
  SCN_HTTP_STUB: defineError<{ connection: string; method: string; path: string }>('SCN_HTTP_STUB', (d) => `试运行不访问外部：${d.connection} ${d.method} ${d.path} 没有准备回应。请给这个节点固定一个值。 / A test run reaches nothing outside: no answer is prepared for ${d.method} ${d.path} of ${d.connection}. Pin a value for the node.`),
  SCN_SQL_STUB: defineError<{ connection: string }>('SCN_SQL_STUB', (d) => `试运行不访问外部数据库“${d.connection}”。请在节点里“试一试”，再固定为样例。 / A test run reaches no outside database ("${d.connection}"). Try the node, then pin the sample.`),
  SCN_RUN_CALENDAR_UNKNOWN: defineError<{ calendar: string }>('SCN_RUN_CALENDAR_UNKNOWN', (d) => `没有工作日历“${d.calendar}”。请导入它。 / There is no calendar "${d.calendar}". Import it.`),
  SCN_SCRIPT_NONE: defineError<Record<string, never>>('SCN_SCRIPT_NONE', () => '这里不能运行脚本。请在服务器上试运行。 / Scripts cannot run here. Do a test run on the server.'),
  SCN_SCRIPT_FAILED: defineError<{ line: number; reason: string }>('SCN_SCRIPT_FAILED', (d) => `脚本第 ${d.line} 行出错：${d.reason}。请改脚本，或把“出错”接到备用步骤。 / Line ${d.line} of the script failed: ${d.reason}. Mend the script, or connect "Error" to another step.`),
  SCN_SCRIPT_TIME: defineError<{ limitMs: number }>('SCN_SCRIPT_TIME', (d) => `脚本超过 ${d.limitMs} 毫秒，已停下。请少算一些，或调高时间。 / The script took longer than ${d.limitMs} ms and was stopped. Do less, or raise the limit.`),
  SCN_SCRIPT_MEMORY: defineError<{ limitMb: number }>('SCN_SCRIPT_MEMORY', (d) => `脚本用的内存超过 ${d.limitMb} MB，已停下。请分批处理。 / The script needed more than ${d.limitMb} MB and was stopped. Work in smaller parts.`),
  SCN_SCRIPT_SIZE: defineError<{ what: 'input' | 'result'; limit: string }>('SCN_SCRIPT_SIZE', (d) => `脚本的${d.what === 'input' ? '输入' : '结果'}超过 ${d.limit}。请只取需要的部分。 / The ${d.what} of the script is beyond ${d.limit}. Take only what is needed.`),
};
