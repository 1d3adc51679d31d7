import { ScenarioError } from '../../runtime/errors.ts';
import type { JsonObject } from '../../runtime/schema/json.ts';
import type { LocalText } from '../../runtime/schema/text.ts';

/**
 * Every error a store can give: what happened, where, and what to do. `{name}` is filled from the details.
 * The key is the code; a code is never reused.
 */
export const STORE_ERRORS = {
  SCN_STORE_CONFLICT: {
    'zh-CN': '{what} 已被他人修改（现为第 {actual} 版，您基于第 {expected} 版）。请重新载入后再改。',
    en: '{what} was changed by someone else (now {actual}, you started from {expected}). Load it again, then repeat the change.',
  },
  SCN_STORE_SEQUENCE: {
    'zh-CN': '运行 {run} 的事件序号不连续：应为 {expected}，实为 {actual}。这是程序错误，请报告。',
    en: 'Events of run {run} are not dense: expected {expected}, got {actual}. This is a fault in the program; please report it.',
  },
  SCN_STORE_DUPLICATE: {
    'zh-CN': '这次提交已经受理过（运行 {runId}）。请打开该运行，不要重复提交。',
    en: 'This submission was already accepted (run {runId}). Open that run instead of sending it again.',
  },
  SCN_STORE_FULL: {
    'zh-CN': '服务器的磁盘满了：这次没有存下，以前存的都在。请管理员腾出或加大空间，然后再做一次。（{path}）',
    en: 'The disk of the server is full: this was not saved, everything saved before is safe. Ask an administrator to free or add space, then do it again. ({path})',
  },
  SCN_STORE_WRITE: {
    'zh-CN': '服务器写不进磁盘：这次没有存下，以前存的都在。请管理员检查磁盘，然后再做一次。（{path}，{reason}）',
    en: 'The server could not write to its disk: this was not saved, everything saved before is safe. Ask an administrator to check the disk, then do it again. ({path}, {reason})',
  },
  SCN_STORE_BROKEN: {
    'zh-CN': '服务器写磁盘出错后没能恢复，不再接受修改，以前存的都在。请管理员检查磁盘并重启服务。（{path}，{reason}）',
    en: 'The server could not recover from a failed write and takes no more changes; everything saved before is safe. Ask an administrator to check the disk and restart the server. ({path}, {reason})',
  },
  SCN_STORE_CLOSED: {
    'zh-CN': '存储已关闭，不再接受修改。请等服务重新启动后重试。',
    en: 'The store is closed and takes no more changes. Repeat the change when the server is up again.',
  },
  SCN_STORE_CORRUPT: {
    'zh-CN': '{file} 在第 {offset} 字节处损坏（{reason}），未启动以免丢失数据。请从备份恢复该文件，或联系维护人员修复。',
    en: '{file} is damaged at byte {offset} ({reason}); not started, so that nothing is lost. Restore that file from a backup or have it repaired.',
  },
  SCN_STORE_FORMAT: {
    'zh-CN': '数据文件夹 {path} 由更新的版本写成（格式 {format}）。请使用写它的版本或更新的版本。',
    en: 'The data folder {path} was written by a newer version (format {format}). Start it with that version or a newer one.',
  },
  SCN_STORE_LOCKED: {
    'zh-CN': '数据文件夹 {path} 正由进程 {pid} 使用（始于 {since}）。请先停止该进程，或换一个数据文件夹。',
    en: 'The data folder {path} is in use by process {pid} (since {since}). Stop that process first, or use another data folder.',
  },
  SCN_STORE_LIMIT: {
    'zh-CN': '{what}将达到 {count} 行，超过上限 {limit} 行，没有写入。请删除不用的数据，或请管理员改用 PostgreSQL 存储。',
    en: 'With this, {what} would hold {count} rows, over the limit of {limit}; nothing was written. Delete data no longer needed, or let an administrator use the PostgreSQL store.',
  },
  SCN_STORE_CURSOR: {
    'zh-CN': '翻页标记无效。请从第一页重新开始。',
    en: 'The page cursor is not valid. Start again from the first page.',
  },
  SCN_STORE_URL: {
    'zh-CN': '数据库地址不对。应形如 postgres://用户:密码@主机:5432/数据库名；密码中的特殊字符须按网址规则转义。',
    en: 'The address of the database is not valid. It looks like postgres://user:password@host:5432/database; special characters of the password are percent-encoded.',
  },
  SCN_STORE_DOWN: {
    'zh-CN': '数据库 {database} 没有回应（{reason}）。已保存的内容不受影响；数据库恢复后会自动继续。请稍后重试；同一次提交不会重复办理。',
    en: 'The database {database} does not answer ({reason}). Everything saved is safe; work goes on by itself when it is back. Try again in a moment; the same submission (clientKey) is not done twice.',
  },
  SCN_STORE_ABSENT: {
    'zh-CN': '等了 {seconds} 秒，数据库 {database} 一直没有回应（{reason}），因此没有启动，数据没有动过。请启动数据库，或检查地址和网络，再运行一次。',
    en: 'The database {database} did not answer for {seconds} seconds ({reason}), so nothing was started and no data was touched. Start the database, or check its address and the network, and run it again.',
  },
  SCN_STORE_REFUSED: {
    'zh-CN': '数据库 {database} 拒绝了连接或操作（{reason}）。请检查地址、用户、密码、权限和数据库编码。',
    en: 'The database {database} refused ({reason}). Check address, user, password, rights and the encoding of the database.',
  },
  SCN_STORE_BUSY: {
    'zh-CN': '数据库 {database} 正忙，多次尝试仍未成功（{reason}）；这次修改未保存。请稍后重试；同一次提交不会重复办理。',
    en: 'The database {database} is too busy and did not take the change after several attempts ({reason}); it was not saved. Try again in a moment; the same submission (clientKey) is not done twice.',
  },
  SCN_STORE_SCHEMA: {
    'zh-CN': '数据库 {database} 由更新的版本使用过（结构 {schema}，本版本只认识到 {newest}）。请使用该版本或更新的版本。',
    en: 'The database {database} was used by a newer version (schema {schema}; this one knows up to {newest}). Start that version or a newer one.',
  },
  SCN_STORE_KEY: {
    'zh-CN': '本服务的密钥与已存机密所用的密钥不同。请把各服务的 SCENARIO_STUDIO_KEY 设为同一值（即首个服务数据文件夹中 secret.key 的内容）。',
    en: 'The secret key of this server is not the one the stored secrets were sealed with. Set SCENARIO_STUDIO_KEY to the same value on every server (what secret.key in the data folder of the first one holds).',
  },
  SCN_STORE_ARCHIVE: {
    'zh-CN': '存档 {file} 第 {line} 行无法使用（{reason}）；没有写入任何内容。请换一份完整的存档。',
    en: 'The archive {file} cannot be used (line {line}: {reason}); nothing was written. Use a whole archive.',
  },
  SCN_STORE_NONE: {
    'zh-CN': '{path} 不是数据文件夹。请检查路径。',
    en: '{path} is not a data folder. Check the path.',
  },
  SCN_STORE_NOT_EMPTY: {
    'zh-CN': '目标存储中已有内容，未写入。请使用新的数据文件夹或空的数据库。',
    en: 'The target store is not empty; nothing was written. Use a new data folder or an empty database.',
  },
  SCN_STORE_HALF: {
    'zh-CN': '该存储的恢复或迁移在第 {done} 条处中断，内容不完整，未启动。请用相同的命令继续，或换一个存储。',
    en: 'Filling this store was interrupted at entry {done}: it is not whole, and the server does not start on it. Repeat the same restore or migrate command to go on, or use another store.',
  },
  SCN_STORE_IN_USE: {
    'zh-CN': '有服务正在使用该存储。请先停止所有服务，再重试。',
    en: 'A server is at work on the store. Stop all servers first, then try again.',
  },
  SCN_ERASE_OPEN: {
    'zh-CN': '还有 {count} 个未结束的运行提到此人（{runs}），什么都没有写入。请先在运维页办结或取消这些运行，再抹去。',
    en: '{count} runs that name the person have not ended ({runs}); nothing was written. Finish or cancel them on the operations page first, then erase.',
  },
  SCN_ERASE_KEY: {
    'zh-CN': '没有密钥，审计无法记下抹去的是谁。请放回数据文件夹里的 secret.key，或设置 SCENARIO_STUDIO_KEY 后重试。',
    en: 'There is no key, so the audit cannot say who was erased. Put secret.key back into the data folder or set SCENARIO_STUDIO_KEY, then try again.',
  },
  SCN_STORE_DIFFERS: {
    'zh-CN': '写入后核对不一致：{section} 应有 {wanted} 条，实有 {found} 条（或内容不同）。请勿使用目标存储；源存储未改动。',
    en: 'The check after writing failed: {section} should have {wanted} entries, has {found} (or other content). Do not use the target; the source is unchanged.',
  },
  SCN_STORE_VALUE: {
    'zh-CN': '有一个值数据库无法保存（{reason}）：可能含有控制字符，或用作索引的文字过长。请改短或去掉特殊字符后重试。',
    en: 'A value cannot be stored ({reason}): it holds a control character, or a text used in an index is too long. Shorten it or remove the character, then repeat the change.',
  },
  SCN_DATA_UNKNOWN: {
    'zh-CN': '没有名为 {dataset} 的数据集。请检查名称，或先建立该数据集。',
    en: 'There is no dataset {dataset}. Check the name, or create the dataset first.',
  },
  SCN_DATA_UNIQUE: {
    'zh-CN': '数据集 {dataset} 中 {fields} 为 {values} 的记录已存在（{row}）。请改用该记录，或换一个值。',
    en: 'Dataset {dataset} already has a row with {fields} = {values} ({row}). Use that row, or choose another value.',
  },
  SCN_DATA_NOT_UNIQUE: {
    'zh-CN': '数据集 {dataset} 要求 {fields} 不重复，而已有的记录 {rows} 同为 {values}。没有保存。请先改正这些记录，或去掉这个要求。',
    en: 'Dataset {dataset} is to have no two rows alike in {fields}, but the rows {rows} all have {values}. Nothing was saved. Mend those rows first, or leave the rule out.',
  },
  SCN_DATA_REF: {
    'zh-CN': '数据集 {dataset} 的“{field}”写的是 {value}，而数据集 {to} 里没有这一条（记录 {row}）。没有保存。请改成已有的，或先在 {to} 里加上它。',
    en: '“{field}” of dataset {dataset} says {value}, but dataset {to} has no such row (row {row}). Nothing was saved. Use one that is there, or add it to {to} first.',
  },
  SCN_DATA_REFERRED: {
    'zh-CN': '数据集 {dataset} 的 {value} 还被数据集 {by} 的 {count} 条记录引用（“{field}”），不能删除，也不能改它的键。请先改正或删除那些记录。',
    en: '{value} of dataset {dataset} is still referred to by {count} rows of dataset {by} (“{field}”), so it cannot be deleted or get another key. Change or delete those rows first.',
  },
  SCN_DATA_TOTAL: {
    'zh-CN': '数据集 {dataset} 的总量约束“{total}”不成立：{group} 的合计会是 {value}，要求 {limit}。没有保存。请核对数量后再试。',
    en: 'The total “{total}” of dataset {dataset} would not hold: {group} would come to {value}, and must be {limit}. Nothing was saved. Check the amounts, then try again.',
  },
  SCN_DATA_CONFLICT: {
    'zh-CN': '数据集 {dataset} 的记录 {row} {state}。请重新读取后再改。',
    en: 'Row {row} of dataset {dataset} {state}. Read it again, then repeat the change.',
  },
  SCN_TASK_UNKNOWN: {
    'zh-CN': '没有编号为 {task} 的待办。请刷新列表。',
    en: 'There is no task {task}. Refresh the list.',
  },
  SCN_TASK_CLAIMED: {
    'zh-CN': '待办 {task} 已由 {by} 领取，至 {until}。请等其释放，或另选一项。',
    en: 'Task {task} is claimed by {by} until {until}. Wait until it is released, or choose another one.',
  },
  SCN_TASK_DONE: {
    'zh-CN': '待办 {task} 已由 {by} 于 {at} 办结。无需再办。',
    en: 'Task {task} was finished by {by} at {at}. Nothing is left to do.',
  },
} as const satisfies Record<string, LocalText>;

export type StoreErrorCode = keyof typeof STORE_ERRORS;

type Words = Readonly<Record<keyof LocalText, JsonObject>>;
const NONE: Words = { 'zh-CN': {}, en: {} };

/** Words of a message that depend on more than one detail, or on which of several things it is about. */
export function storeWords(code: string, { what, expected, actual }: JsonObject): Words {
  if (code === 'SCN_STORE_LIMIT') {
    return what === 'store' ? { 'zh-CN': { what: '这台服务器的全部数据集合计' }, en: { what: 'all datasets of this server together' } } : { 'zh-CN': { what: `数据集 ${asWord(what)} ` }, en: { what: `the dataset ${asWord(what)}` } };
  }
  if (code !== 'SCN_DATA_CONFLICT') return NONE;
  if (actual === 0) return { 'zh-CN': { state: '已经不在了' }, en: { state: 'is not there any more' } };
  return { 'zh-CN': { state: `已被修改（现为第 ${asWord(actual)} 版，您基于第 ${asWord(expected)} 版）` }, en: { state: `has changed (now ${asWord(actual)}, you started from ${asWord(expected)})` } };
}

/** The coded error; `message` is English, the other language comes from {@link STORE_ERRORS} and `details`. */
export function storeError(code: StoreErrorCode, details: JsonObject, cause?: unknown): ScenarioError {
  const words: JsonObject = { ...details, ...storeWords(code, details).en };
  const message = STORE_ERRORS[code].en.replace(/\{(\w+)\}/g, (_, name: string) => asWord(words[name]));
  return new ScenarioError(code, message, details, cause);
}

function asWord(value: JsonObject[string] | undefined): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null);
}
