import type { LocalText } from '../../../runtime/schema/text.ts';
import type { RightName, SpaceRole } from '../../api/units.ts';
import type { Action } from './roles.ts';

const say = (zh: string, en: string): LocalText => ({ 'zh-CN': zh, en });

/** What an action is called; the English ones follow "the right to". */
export const actionWords: Readonly<Record<Action, LocalText>> = {
  'scenario.view': say('看场景', 'see the scenario'),
  'scenario.create': say('新建场景', 'make scenarios'),
  'scenario.edit': say('改场景', 'change the scenario'),
  'scenario.try': say('试运行', 'try the scenario'),
  'scenario.publish': say('发布', 'publish'),
  'scenario.operate': say('处理办件和触发', 'handle its runs and triggers'),
  'scenario.trigger': say('暂停触发、换触发密钥', 'pause triggers and renew their secrets'),
  'scenario.delete': say('删除场景', 'delete the scenario'),
  'scenario.share': say('改归属和授权', 'change where it belongs and who has rights'),
  'run.view': say('看办件记录', 'see its runs'),
  'run.open': say('看别人的办件', 'open runs of others'),
  'dataset.view': say('看数据集的定义', 'see the definition of the dataset'),
  'dataset.rows': say('看数据行', 'read its rows'),
  'dataset.write': say('改数据行', 'change its rows'),
  'dataset.edit': say('改数据集的定义', 'change the definition of the dataset'),
  'dataset.share': say('改数据集的归属和授权', 'change where the dataset belongs and who has rights'),
  'unit.view': say('看单位', 'see the unit'),
  'unit.manage': say('管理单位', 'manage the unit'),
  'person.view': say('看人员', 'see the person'),
  'person.manage': say('管理人员', 'manage the person'),
  'audit.view': say('看审计', 'read the audit'),
  'privacy.manage': say('定保存期限、删除个人信息', 'say how long things are kept and erase persons'),
  'house.look': say('使用设计器', 'use the designer'),
  'house.manage': say('管理整个平台', 'manage the whole server'),
};

export const roleWords: Readonly<Record<SpaceRole, LocalText>> = {
  admin: say('管理员', 'administrator'),
  designer: say('设计人员', 'designer'),
  publisher: say('发布人员', 'publisher'),
  operator: say('运维人员', 'operator'),
  auditor: say('审计人员', 'auditor'),
  protector: say('个人信息保护负责人', 'data protection officer'),
};

export const rightWords: Readonly<Record<RightName, LocalText>> = {
  owner: say('所有者', 'owner'),
  editor: say('可编辑', 'editor'),
  viewer: say('可查看', 'viewer'),
  publisher: say('可发布', 'publisher'),
  operator: say('可运维', 'operator'),
  auditor: say('可审计', 'auditor'),
};
