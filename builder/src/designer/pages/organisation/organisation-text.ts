import { defineTexts } from '../../../text/catalogue.ts';

export const organisationTexts = defineTexts(
  {
    title: '组织', note: (n: number) => `${n} 个单位`,
    rule: '复核要求', ruleOf: (unit: string) => `${unit}的复核要求`, ruleTitle: (unit: string) => `${unit}：发布前谁要看过`, ruleHint: '管本单位和所有下级单位的场景；下级只能更严。发布的人自己不算。', ruleSaved: (unit: string) => `${unit}的复核要求已保存`,
    add: '加下级单位', change: '改', close: '停用', open: '恢复', closed: '已停用',
    name: '名称', nameEmpty: '请填名称', id: '编号', idHint: '各处都用它认这个单位，定了不能改', idBad: '编号只用字母、数字、. _ -',
    level: '层级', level_province: '省', level_city: '市', level_county: '县（市、区）', level_department: '部门', parent: '上级单位',
    people: '人数', act: '操作', saved: (name: string) => `“${name}”已保存`, none: '没有可看的单位',
    importTitle: '导入组织', importText: '两个 CSV 文件，可以只选一个；先看结果，再决定导入。', unitsFile: '单位文件', peopleFile: '人员文件', unitsColumns: '列：编号,名称,层级,上级', peopleColumns: '列：账号,姓名,单位,职责,负责人,角色（角色@单位编号）',
    choose: '选文件', pickFile: '选 CSV 文件', pickOther: '换一个', finish: '完成', look: '看看会怎样', doImport: '导入', keepGood: '只导入没错的行', counts: (what: string, add: number, change: number, same: number) => `${what}：加 ${add}，改 ${change}，不变 ${same}`,
    units: '单位', persons: '人员', badRows: (n: number) => `${n} 行有错`, line: '行', column: '列', column_id: '编号', column_name: '名称', column_level: '层级', column_parent: '上级', column_login: '账号', column_unit: '单位', column_duties: '职责', column_head: '负责人', column_roles: '角色', value: '内容', problem: '问题', fine: '没有错', done: '已导入', undo: '撤销导入', undone: (n: number, kept: number) => (kept === 0 ? `已撤销 ${n} 项` : `已撤销 ${n} 项；${kept} 项后来改过，没有动`),
    passwords: '新账号没有密码：在“成员与角色”里给本人发设密码的链接，或用单点登录。',
    exportUnits: '导出单位', exportPeople: '导出人员',
    why: '为什么能看、能做', whyText: '问的是服务器自己的判断。', person: '谁', action: '做什么', thing: '对什么', ask: '问', kind_scenario: '场景', kind_unit: '单位', kind_house: '整个平台', pick: '请选择',
    action_view: '看', action_edit: '改', action_publish: '发布', action_operate: '处理办件', action_share: '授权', action_manage: '管理',
  },
  {
    title: 'Organisation', note: (n) => (n === 1 ? '1 unit' : `${n} units`),
    rule: 'Review rule', ruleOf: (unit) => `Review rule of ${unit}`, ruleTitle: (unit) => `${unit}: who must review before publishing`, ruleHint: 'For scenarios of this unit and of all units below; those can only ask for more. Whoever publishes does not count.', ruleSaved: (unit) => `The review rule of ${unit} is saved`,
    add: 'Add below', change: 'Change', close: 'Close', open: 'Open again', closed: 'Closed',
    name: 'Name', nameEmpty: 'Enter a name', id: 'Id', idHint: 'Identifies the unit everywhere; it cannot be changed later', idBad: 'Letters, digits, . _ - only',
    level: 'Level', level_province: 'Province', level_city: 'City', level_county: 'County', level_department: 'Department', parent: 'Parent',
    people: 'People', act: 'Action', saved: (name) => `“${name}” is saved`, none: 'No units to see',
    importTitle: 'Import an organisation', importText: 'Two CSV files, or one of them; look first, then decide.', unitsFile: 'Units', peopleFile: 'People', unitsColumns: 'Columns: id,name,level,parent', peopleColumns: 'Columns: login,name,unit,duties,head,roles (role@unit)',
    choose: 'Choose a file', pickFile: 'Choose a CSV file', pickOther: 'Choose another', finish: 'Finish', look: 'See what would happen', doImport: 'Import', keepGood: 'Import only the rows without mistakes', counts: (what, add, change, same) => `${what}: ${add} new, ${change} changed, ${same} the same`,
    units: 'Units', persons: 'People', badRows: (n) => (n === 1 ? '1 row is wrong' : `${n} rows are wrong`), line: 'Line', column: 'Column', column_id: 'Id', column_name: 'Name', column_level: 'Level', column_parent: 'Parent', column_login: 'Login', column_unit: 'Unit', column_duties: 'Duties', column_head: 'Head', column_roles: 'Roles', value: 'Content', problem: 'Problem', fine: 'No mistakes', done: 'Imported', undo: 'Undo the import', undone: (n, kept) => (kept === 0 ? `${n} undone` : `${n} undone; ${kept} changed since and left alone`),
    passwords: 'New accounts have no password: send each a link under “Members and roles”, or use single sign-on.',
    exportUnits: 'Export units', exportPeople: 'Export people',
    why: 'Why somebody may', whyText: 'The answer is the decision of the server itself.', person: 'Who', action: 'What', thing: 'Of what', ask: 'Ask', kind_scenario: 'Scenario', kind_unit: 'Unit', kind_house: 'The whole server', pick: 'Choose',
    action_view: 'See', action_edit: 'Change', action_publish: 'Publish', action_operate: 'Handle runs', action_share: 'Give rights', action_manage: 'Manage',
  },
);
