import { row } from './problem-row.ts';

/** Units, people, and how they prove who they are. */
export const peopleProblems = {
  SCN_UNIT_CLOSED: row('“{unit}”已停用，不能再放进新的内容。', '“{unit}” is closed and takes nothing new.', '请选在用的单位，或先重新启用它。', 'Choose a unit that is open, or open it again first.'),
  SCN_UNIT_CIRCLE: row('“{unit}”不能移到它自己或下级单位里。', '“{unit}” cannot be moved into itself or below itself.', '请选别的上级单位；最上级单位不能移动。', 'Choose another parent; the root cannot be moved.'),
  SCN_UNIT_ROOT: row('最上级单位不能停用。', 'The root unit cannot be closed.', '可以改它的名称。', 'It can be renamed.'),
  SCN_UNIT_TWICE: row('“{unit}”填了两次。', '“{unit}” is named twice.', '一个人在一个单位里只填一次，职责写在一起。', 'Name each unit once, with all duties in it.'),
  SCN_UNIT_NOT_OWN: row('账号不属于单位“{unit}”。', 'The account does not belong to the unit “{unit}”.', '请选自己的单位，或请管理员加上。', 'Choose a unit of yours, or ask an administrator to add it.'),
} as const;
