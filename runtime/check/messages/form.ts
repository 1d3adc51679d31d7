import { message } from './message.ts';

/** Forms, human tasks and switches. */
export const formMessages = {
  SCN_FORM_FIELD_TWICE: message('error', (f) => `表单里字段“${f['field']}”出现两次`, '给其中一个改名。', (f) => `Field “${f['field']}” appears twice in the form`, 'Rename one of them.'),
  SCN_FORM_TITLE_MISSING: message('warning', (f) => `字段“${f['field']}”还没有问题文字`, '写一句办事人看得懂的问题。', (f) => `Field “${f['field']}” has no question text`, 'Write a question people understand.'),
  SCN_FORM_ERROR_MISSING: message('info', (f) => `字段“${f['field']}”没有写填错时怎么说`, '写一句：哪里不对，怎么改。', (f) => `Field “${f['field']}” has no sentence for a wrong answer`, 'Write one: what is wrong and how to mend it.'),
  SCN_FORM_OFFERED: message('error', (f) => `“${f['field']}”写了“只给这些选项”，但选项不是固定的，也不来自清单，限制不会起作用`, '把选项改成固定选项或清单，或删掉“只给这些选项”。', (f) => `“${f['field']}” limits its choices by a formula, but they are neither fixed nor from a list, so nothing would be limited`, 'Use fixed choices or a list, or delete the formula.'),
  SCN_FORM_OPTIONS_MISSING: message('error', (f) => `选择题“${f['field']}”没有选项`, '填选项，或选一张清单、一个数据集。', (f) => `Choice field “${f['field']}” has no options`, 'Add options, a list or a dataset.'),
  SCN_FORM_OPTIONS_DEFAULT: message('warning', (f) => `问题“${f['field']}”的选项还是“选项 1、选项 2”`, '把选项改成办事的人看得懂的话。', (f) => `The choices of “${f['field']}” are still “Option 1, Option 2”`, 'Write choices that people understand.'),
  SCN_FORM_RANGE: message('error', (f) => `字段“${f['field']}”的最小值 ${f['min']} 大于最大值 ${f['max']}`, '对调或改正。', (f) => `Field “${f['field']}”: minimum ${f['min']} is above maximum ${f['max']}`, 'Swap or correct them.'),
  SCN_FORM_LOOK: message('error', (f) => `字段“${f['field']}”的样式“${f['look']}”要用类型 ${f['needs']}，现在是 ${f['type']}`, '改类型，或换一个样式。', (f) => `Field “${f['field']}”: the look “${f['look']}” needs the type ${f['needs']}, not ${f['type']}`, 'Change the type or the look.'),
  SCN_FORM_KIND: message('error', (f) => `字段“${f['field']}”写了“是什么号”，但类型是 ${f['type']}，不会核对`, '把类型改成文字，或去掉“是什么号”。', (f) => `Field “${f['field']}” has a kind of text but is a ${f['type']}, so nothing is checked`, 'Make it text, or take the kind away.'),
  SCN_FORM_COLUMNS_MISSING: message('error', (f) => `明细表“${f['field']}”还没有列`, '至少加一列。', (f) => `Table “${f['field']}” has no columns`, 'Add at least one.'),
  SCN_FORM_COLUMN_TWICE: message('error', (f) => `明细表“${f['field']}”的列“${f['column']}”出现两次`, '给其中一列改名。', (f) => `Column “${f['column']}” appears twice in the table “${f['field']}”`, 'Rename one of them.'),
  SCN_FORM_PATTERN: message('error', (f) => `字段“${f['field']}”的格式式子写错了：${f['why']}`, '改正正则表达式；不支持环视和反向引用。', (f) => `The pattern of field “${f['field']}” is wrong: ${f['why']}`, 'Correct the regular expression; look-around and back-references are not supported.'),
  SCN_FORM_OUTCOME_TWICE: message('error', (f) => `办理结果“${f['port']}”出现两次`, '删掉或改名。', (f) => `Outcome “${f['port']}” appears twice`, 'Rename or remove one.'),
  SCN_FORM_OUTCOME_MISSING: message('error', (f) => `人工节点“${f['node']}”没有办理结果，没人能把它办完`, '至少加一个结果，例如“提交”。', (f) => `Human task “${f['node']}” has no outcome, so nobody can finish it`, 'Add at least one, such as “submit”.'),
  SCN_FORM_ROLE_EMPTY: message('warning', (f) => `起点“${f['node']}”没有选谁能发起`, '选一个角色；不选则所有登录的人都能发起。', (f) => `Start “${f['node']}” names nobody who may begin`, 'Choose a role; otherwise everyone logged in may.'),
  SCN_FORM_PUBLIC_FIELD: message('error', (f) => `公开填写的表单不能有问题“${f['field']}”：它会让没有账号的人查到人员、单位或数据里的个人信息`, '改成自己填，或把选项换成不含个人信息的列；也可以关掉“对外公开填写”。', (f) => `A form open to the public must not ask “${f['field']}”: people without an account could look up persons, units or personal data by it`, 'Let people type it, or take choices from columns without personal data; or close the form to the public.'),
  SCN_FORM_PUBLIC_FLOW: message('error', (f) => `起点“${f['node']}”不能对外公开：别的流程会调用它，或它不是这个场景的发起表单`, '只在主流程的表单起点上打开“对外公开填写”。', (f) => `Start “${f['node']}” cannot be open to the public: other flows call it, or the scenario begins at another form`, 'Open only the start form of the main flow.'),
  SCN_FORM_EMBED_CLOSED: message('warning', (f) => `起点“${f['node']}”写了可以嵌入的网站，但没有对外公开，嵌入后打不开`, '打开“对外公开填写”，或删掉网站。', (f) => `Start “${f['node']}” names sites that may embed it but is not open to the public; it will not open there`, 'Open it to the public, or remove the sites.'),
  SCN_FORM_PUBLIC_TASK: message('warning', (f) => `公开填写的人没有账号，办不了分给提交人的“${f['node']}”，会一直等着`, '写一个到期离开的期限，或改由经办来办。', (f) => `Who fills in the public form has no account and cannot do “${f['node']}”, which is given to them; the run would wait for ever`, 'Add a deadline that leaves the step, or give it to somebody else.'),
  SCN_FORM_DEADLINE_PORT: message('error', '到期要离开这一步，却没有写走哪个出口', '选一个出口，或改成提醒。', 'The deadline leaves this step but names no port', 'Choose a port, or make it a reminder.'),
};
