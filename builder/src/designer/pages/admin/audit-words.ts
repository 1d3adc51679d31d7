import { defineTexts } from '../../../text/catalogue.ts';
import type { SameShape } from '../../../text/catalogue.ts';
import { isRecord } from '../../document/pointer.ts';

/** What was done (`act_` and the code of the entry, dots as `_`) and the names of its details (`detail_`). */
export const auditWords = defineTexts(
  {
    act_unit_create: '加单位', act_unit_change: '改单位', act_place_change: '改归属和授权', act_factor_enrol: '开启两步验证', act_factor_remove: '关闭两步验证', act_factor_reset: '重置两步验证', act_factor_codes: '换恢复码', act_factor_recovery: '用恢复码登录', act_session_end: '结束登录', act_recovery_make: '发重设密码链接', act_recovery_use: '用链接重设密码', 'act_sign-in_rules': '改两步验证要求', 'act_sign-in_oidc': '改单点登录', act_oidc_link: '关联统一身份', act_org_import: '导入组织', act_org_undo: '撤销导入组织',
    act_account_lock: '锁定账号', act_calendar_save: '改日历', act_cases_save: '改用例', act_connection_delete: '删除连接', act_connection_save: '改连接', act_connection_try: '试接口', act_data_disclose: '读个人数据', act_dataset_define: '定义数据集', act_deadline_move: '日历改了，期限变动', act_deadline_recompute: '日历改了，期限算完', act_dataset_import: '导入数据',
    act_dataset_read: '看数据行', act_dataset_export: '导出数据行', act_dataset_values: '看一列有哪些值', act_dataset_seed: '装示例数据', act_key_create: '新建密钥', act_key_revoke: '撤销密钥', act_login: '登录', act_login_refused: '登录被拒', act_record_open: '打开原始资料', act_page_export: '导出页面的行', act_row_delete: '删数据行', act_person_erase: '抹去个人数据', act_store_backup: '下载备份', act_group_create: '目录建组', act_group_change: '目录改组', act_group_delete: '目录删组', act_group_map: '规定组的角色', act_person_search: '查找个人信息', act_erasure_ask: '申请删除个人信息', act_erasure_confirm: '确认删除个人信息', act_erasure_withdraw: '撤回删除申请', act_retention_rule: '规定保存期限', act_retention_remove: '到期删除', act_hold_place: '冻结保存', act_hold_release: '解除冻结', act_row_insert: '加数据行', act_row_history: '看一行的改动', act_dataset_gone: '看删掉的行', act_row_update: '改数据行',
    act_run_cancel: '撤销办件', act_run_resolve: '处理出错的办件', act_run_view: '看办件', act_scenario_create: '新建场景', act_scenario_delete: '删除场景', act_scenario_publish: '发布', act_scenario_save: '改场景', act_user_change: '改成员', act_user_create: '加成员', act_feedback: '提意见',
    act_access_object: '对使用提异议', act_access_search: '查谁看过', act_catalogue_entry: '改目录说明', act_grant_agree: '同意授权', act_grant_agree_renewal: '同意续期', act_grant_contest: '提请裁定', act_grant_create: '起草授权申请', act_grant_end: '不再需要授权', act_grant_expire: '授权到期', act_grant_overdue: '授权审批超期督办', act_grant_overrule: '裁定同意授权', act_grant_pass: '转提供单位', act_grant_refuse: '不同意授权', act_grant_refuse_renewal: '不同意续期', act_grant_renew: '申请续期', act_grant_return: '退回授权申请', act_grant_revoke: '撤销授权', act_grant_submit: '提交授权申请', act_grant_uphold: '维持不同意', act_grant_withdraw: '收回授权申请', act_sharing_settings: '改共享期限', act_subjects_confirm: '确认本人编号', act_grant_deny: '拒绝读数据',
    act_scenario_roll_back: '回退', act_point_save: '存命名版本', act_point_delete: '删命名版本', act_review_ask: '请人复核', act_review_unask: '取消请人复核', act_review_approve: '复核同意', act_review_change: '复核要求修改', act_review_rule: '改发布要求', act_comment_add: '写批注', act_comment_resolve: '批注已解决', act_comment_reopen: '批注重新打开', act_schedule_set: '定时发布', act_schedule_cancel: '取消定时发布', act_schedule_fail: '定时发布没成',
    act_plugin_upload: '上传插件', act_plugin_approve: '批准插件', act_plugin_discard: '放弃插件包', act_plugin_enable: '启用插件', act_plugin_disable: '停用插件', act_plugin_remove: '删除插件', act_plugin_migrate: '插件升级，改草稿',
    detail_who: '请的人', detail_period: '期限', detail_basis: '依据', detail_reason: '原因', detail_column: '按列', detail_before: '早于', detail_ids: '编号', detail_notices: '通知数', detail_approvals: '几人同意', detail_restores: '回退到', detail_code: '原因', detail_grant: '授权', detail_purpose: '用途说明', detail_dataset: '数据集', detail_fields: '列', detail_field: '列', detail_node: '步骤', detail_scenario: '场景', detail_run: '办件', detail_use: '用途', detail_subjects: '涉及的人', detail_rows: '行数', detail_by: '按', detail_title: '名称', detail_apps: '应用', detail_duties: '职责', detail_expiresAt: '到期', detail_role: '角色', detail_version: '版本', detail_until: '到', detail_moved: '变动的期限', detail_runs: '看过的办件', detail_integrity: '校验值', detail_scopes: '权限', detail_from: '原版本', detail_drafts: '草稿数',
    use_test: '试运行', use_options: '查选项', use_form: '看表单', use_record: '看原始资料', use_result: '看结果',
    people: (n: number) => `${n} 人`, comma: '、',
  },
  {
    act_unit_create: 'Unit added', act_unit_change: 'Unit changed', act_place_change: 'Place and rights changed', act_factor_enrol: 'Second factor set up', act_factor_remove: 'Second factor removed', act_factor_reset: 'Second factor reset', act_factor_codes: 'Recovery codes renewed', act_factor_recovery: 'Recovery code used', act_session_end: 'Sessions ended', act_recovery_make: 'Recovery link made', act_recovery_use: 'Recovery link used', 'act_sign-in_rules': 'Second factor rules changed', 'act_sign-in_oidc': 'Single sign-on changed', act_oidc_link: 'Identity linked', act_org_import: 'Organisation imported', act_org_undo: 'Import of organisation undone',
    act_account_lock: 'Account locked', act_calendar_save: 'Calendar changed', act_cases_save: 'Cases changed', act_connection_delete: 'Connection deleted', act_connection_save: 'Connection changed', act_connection_try: 'Step tried outside', act_data_disclose: 'Personal data read', act_dataset_define: 'Dataset defined', act_deadline_move: 'Deadlines moved by the calendar', act_deadline_recompute: 'Deadlines computed again', act_dataset_import: 'Data imported',
    act_dataset_read: 'Rows read', act_dataset_export: 'Rows exported', act_dataset_values: 'Values of a column looked up', act_dataset_seed: 'Sample data loaded', act_key_create: 'Key made', act_key_revoke: 'Key revoked', act_login: 'Signed in', act_login_refused: 'Sign-in refused', act_record_open: 'Record opened', act_page_export: 'Rows of a page taken away', act_row_delete: 'Row deleted', act_person_erase: 'Person erased', act_store_backup: 'Backup downloaded', act_group_create: 'Group made by a directory', act_group_change: 'Group changed by a directory', act_group_delete: 'Group deleted by a directory', act_group_map: 'Roles of a group set', act_person_search: 'Person searched', act_erasure_ask: 'Erasure asked', act_erasure_confirm: 'Erasure confirmed', act_erasure_withdraw: 'Erasure withdrawn', act_retention_rule: 'Retention set', act_retention_remove: 'Removed by retention', act_hold_place: 'Put on hold', act_hold_release: 'Released from hold', act_row_insert: 'Row added', act_row_history: 'Changes of a row read', act_dataset_gone: 'Deleted rows listed', act_row_update: 'Row changed',
    act_run_cancel: 'Run cancelled', act_run_resolve: 'Failed run handled', act_run_view: 'Run viewed', act_scenario_create: 'Scenario made', act_scenario_delete: 'Scenario deleted', act_scenario_publish: 'Published', act_scenario_save: 'Scenario changed', act_user_change: 'Member changed', act_user_create: 'Member added', act_feedback: 'Feedback given',
    act_access_object: 'Use objected to', act_access_search: 'Asked who read', act_catalogue_entry: 'Catalogue entry changed', act_grant_agree: 'Grant agreed', act_grant_agree_renewal: 'Renewal agreed', act_grant_contest: 'Ruling asked', act_grant_create: 'Grant drafted', act_grant_end: 'Grant given back', act_grant_expire: 'Grant expired', act_grant_overdue: 'Grant decision late', act_grant_overrule: 'Grant ruled in favour', act_grant_pass: 'Passed to owner', act_grant_refuse: 'Grant refused', act_grant_refuse_renewal: 'Renewal refused', act_grant_renew: 'Renewal asked', act_grant_return: 'Grant sent back', act_grant_revoke: 'Grant revoked', act_grant_submit: 'Grant submitted', act_grant_uphold: 'Refusal upheld', act_grant_withdraw: 'Grant withdrawn', act_sharing_settings: 'Sharing limits changed', act_subjects_confirm: 'Identifiers confirmed', act_grant_deny: 'Read denied',
    act_scenario_roll_back: 'Rolled back', act_point_save: 'Named version saved', act_point_delete: 'Named version deleted', act_review_ask: 'Review asked', act_review_unask: 'Review taken back', act_review_approve: 'Review approved', act_review_change: 'Changes asked', act_review_rule: 'Publish rule changed', act_comment_add: 'Comment written', act_comment_resolve: 'Comment resolved', act_comment_reopen: 'Comment reopened', act_schedule_set: 'Publishing scheduled', act_schedule_cancel: 'Schedule cancelled', act_schedule_fail: 'Scheduled publishing failed',
    act_plugin_upload: 'Plugin uploaded', act_plugin_approve: 'Plugin approved', act_plugin_discard: 'Plugin package put away', act_plugin_enable: 'Plugin enabled', act_plugin_disable: 'Plugin disabled', act_plugin_remove: 'Plugin deleted', act_plugin_migrate: 'Drafts moved to a newer plugin',
    detail_who: 'Asked', detail_period: 'Period', detail_basis: 'Basis', detail_reason: 'Reason', detail_column: 'By column', detail_before: 'Before', detail_ids: 'Ids', detail_notices: 'Notices', detail_approvals: 'Approvals', detail_restores: 'Back to', detail_code: 'Reason', detail_grant: 'Grant', detail_purpose: 'Purpose', detail_dataset: 'Dataset', detail_fields: 'Columns', detail_field: 'Column', detail_node: 'Step', detail_scenario: 'Scenario', detail_run: 'Run', detail_use: 'For', detail_subjects: 'About', detail_rows: 'Rows', detail_by: 'By', detail_title: 'Name', detail_apps: 'Apps', detail_duties: 'Duties', detail_expiresAt: 'Expires', detail_role: 'Role', detail_version: 'Version', detail_until: 'Until', detail_moved: 'Deadlines moved', detail_runs: 'Runs looked at', detail_integrity: 'Checksum', detail_scopes: 'Scopes', detail_from: 'From version', detail_drafts: 'Drafts',
    use_test: 'a test run', use_options: 'looking up choices', use_form: 'a form', use_record: 'a record', use_result: 'a result',
    people: (n) => (n === 1 ? '1 person' : `${n} people`), comma: ', ',
  },
);

type Words = SameShape<(typeof auditWords)['zh-CN']>;

function word(words: Words, key: string): string | undefined {
  const found = Object.hasOwn(words, key) ? words[key as keyof Words] : undefined;
  return typeof found === 'string' ? found : undefined;
}

/** The name of an action; one without a word shows its code. */
export function actionWord(words: Words, action: string): string {
  return word(words, `act_${action.replaceAll(/[.-]/g, '_')}`) ?? action;
}

function valueWord(words: Words, key: string, value: unknown): string {
  if (key === 'use' && typeof value === 'string') return word(words, `use_${value}`) ?? value;
  // Marks of persons say nothing to a reader; how many they are does.
  if (key === 'subjects' && Array.isArray(value)) return words.people(value.length);
  if (Array.isArray(value)) return value.map((item) => (typeof item === 'string' ? item : JSON.stringify(item))).join(words.comma);
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The details of an entry as name and value, in the order they were written. */
export function detailWords(words: Words, details: unknown): readonly { readonly name: string; readonly value: string }[] {
  return isRecord(details) ? Object.entries(details).map(([key, value]) => ({ name: word(words, `detail_${key}`) ?? key, value: valueWord(words, key, value) })) : [];
}
