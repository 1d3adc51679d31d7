import { message } from './message.ts';

/** Datasets, queries and pages. */
export const dataMessages = {
  SCN_DATA_DATASET_UNKNOWN: message('error', (f) => `数据集“${f['dataset']}”没有在场景里声明`, '在“数据”里加上它，或改选一个。', (f) => `The dataset “${f['dataset']}” is not declared in the scenario`, 'Add it under data, or choose another.'),
  SCN_DATA_USE_UNKNOWN: message('error', (f) => `目录里没有数据集“${f['address']}”`, '请数据单位先登记；或导入一份。', (f) => `The catalogue has no dataset “${f['address']}”`, 'Ask its owner to register it, or import one.'),
  SCN_DATA_FIELD_UNKNOWN: message('error', (f) => `“${f['dataset']}”没有字段“${f['field']}”`, '改用现有字段，或请数据单位开放。', (f) => `“${f['dataset']}” has no field “${f['field']}”`, 'Use a field that exists, or ask for it.'),
  SCN_DATA_FIELD_CLOSED: message('error', (f) => `“${f['dataset']}”的字段“${f['field']}”不在本场景申请的范围里`, '在“数据”里勾上这个字段，并说明用途。', (f) => `Field “${f['field']}” of “${f['dataset']}” is not among those this scenario asked for`, 'Tick it under data and say what for.'),
  SCN_DATA_FIELD_TWICE: message('error', (f) => `“${f['dataset']}”里字段“${f['field']}”写了两次`, '改名或删掉一个。', (f) => `Field “${f['field']}” appears twice in “${f['dataset']}”`, 'Rename or remove one.'),
  SCN_DATA_UNIQUE_UNKNOWN: message('error', (f) => `“${f['dataset']}”的唯一键或对象字段“${f['field']}”不是它的字段`, '改成现有字段。', (f) => `“${f['field']}”, named as unique or subject of “${f['dataset']}”, is not one of its fields`, 'Use a field that exists.'),
  SCN_DATA_TOTAL_WRONG: message('error', (f) => `“${f['dataset']}”的总量约束“${f['total']}”不对：${f['reason']}`, '相加的列要是数字，分组的列要是文字、数字、是否或日期；下限和上限至少写一个，下限不大于上限。', (f) => `The total “${f['total']}” of “${f['dataset']}” is wrong: ${f['reason']}`, 'Add up a column of numbers; group by texts, numbers, yes/no or dates; give a least or a most, and least not above most.'),
  SCN_DATA_UNUSED: message('info', (f) => `数据集“${f['dataset']}”声明了却没有用到`, '最小必要：不用就从场景里拿掉。', (f) => `Dataset “${f['dataset']}” is declared but not used`, 'Ask only for what is needed: remove it.'),
  SCN_DATA_VALUE_MISSING: message('warning', (f) => `写入“${f['dataset']}”时没有给必填字段“${f['field']}”`, '补上取值。', (f) => `Writing to “${f['dataset']}” leaves the required field “${f['field']}” empty`, 'Give it a value.'),
  SCN_DATA_SHARED_WRITE: message('error', (f) => `“${f['dataset']}”是别的单位的数据集，场景不能写`, '写到场景自己的数据集里。', (f) => `“${f['dataset']}” belongs to another unit; a scenario cannot write to it`, 'Write to a dataset of the scenario itself.'),
  SCN_DATA_COMPUTED_MOVE: message('error', (f) => `“${f['dataset']}”的列“${f['field']}”由公式算出，不能用拖动来改`, '换一列分栏，或不允许移动。', (f) => `Column “${f['field']}” of “${f['dataset']}” is worked out by a formula and cannot be changed by moving cards`, 'Take another column for the board, or let nobody move cards.'),
  SCN_DATA_AT_MISSING: message('warning', (f) => `“${f['dataset']}”的行有有效期，查询没有说看哪一天`, '填“哪一天有效”，通常是办件的日期。', (f) => `Rows of “${f['dataset']}” have validity dates, but the query names no day`, 'Fill in the day, usually the day of the case.'),
  SCN_GRANT_MISSING: message('warning', (f) => `“${f['dataset']}”属于别的单位，本场景还没有获准使用`, '在“数据目录”里申请；获准前运行会停在这一步。', (f) => `“${f['dataset']}” belongs to another unit and this scenario has no grant`, 'Apply in the data catalogue; until then runs stop at this step.'),
  SCN_GRANT_COLUMN: message('warning', (f) => `“${f['dataset']}”的列“${f['field']}”不在授权里`, '显示、筛选、排序、连表都算使用：去掉它，或补充申请。', (f) => `Column “${f['field']}” of “${f['dataset']}” was not granted`, 'Showing, filtering, sorting and joining all count: take it out or apply for it.'),
  SCN_GRANT_COUNT_ONLY: message('warning', (f) => `“${f['dataset']}”的列“${f['field']}”只许用于统计`, '只在分组和统计里用它。', (f) => `Column “${f['field']}” of “${f['dataset']}” may be counted only`, 'Use it in groups and measures only.'),
  SCN_GRANT_ENDS: message('warning', (f) => `使用“${f['dataset']}”的授权到 ${f['until']} 为止`, '在“数据授权”里申请续期。', (f) => `The grant for “${f['dataset']}” ends on ${f['until']}`, 'Ask for renewal under Data grants.'),
  SCN_FORM_ASKED_ONCE: message('info', (f) => `“${f['field']}”在“${f['dataset']}”里已经有了，可以不再让人填`, '先查共享数据，请本人核对；数据里没有时再问。', (f) => `“${f['field']}” is already in “${f['dataset']}”; people need not be asked again`, 'Look it up and let the person check it; ask only where it is missing.'),
};
