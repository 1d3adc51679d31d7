import { defineTexts } from '../../text/catalogue.ts';

/** What the members of a scenario outside of node settings are called, where the pages that edit them have no word for them. */
export const memberTexts = defineTexts(
  {
    m_type: '类型', m_version: '类型的版本', m_note: '备注', m_caption: '列表里的标题', m_config: '设置', m_maxRounds: '最多退回几轮', m_factor: '每次间隔乘以', m_maxMs: '间隔最多几毫秒', m_format: '格式', m_id: '编号', m_connections: '接口', m_flows: '流程', m_nodes: '节点', m_edges: '连线',
    m_values: '取值', m_key: '分项', m_list: '选项表', m_slot: '本地可加的放在', m_lock: '规定还是自选', m_title: '标题',
    m_fields: '列', m_own: '自有数据', m_dated: '有生效期', m_subject: '关于谁', m_unique: '不能重复的列', m_index: '索引', m_totals: '合计', m_enum: '可取的值', m_optional: '可以不填', m_sharing: '共享属性', m_sensitivity: '敏感级', m_personal: '个人信息', m_mask: '脱敏', m_ref: '指向', m_compute: '算法', m_sum: '合计', m_min: '最小', m_max: '最大',
    m_tiles: '指标', m_tile: '指标', m_blocks: '页面块', m_block: '种类', m_kind: '画成', m_measures: '统计', m_count: '个数', m_avg: '平均', m_median: '中位数', m_units: '单位', m_minCount: '少于几件不显示', m_text: '文字', m_open: '点开到', m_page: '打开哪一页', m_column: '列', m_down: '倒序', m_from: '来自', m_when: '什么时候有', m_parts: '内容', m_align: '对齐', m_pairs: '一行放两对', m_rows: '行', m_width: '宽', m_date: '日期', m_bases: '依据', m_header: '页眉', m_footer: '页脚', m_numbers: '印页码', m_size: '纸', m_landscape: '横放',
    v_lock_prescribed: '规定动作', v_lock_optional: '自选动作', v_onRework_keep: '保留原来写的', v_onRework_again: '重写自己那一行', v_type_dashboard: '看板', v_type_blocks: '块页面', v_type_document: '文书', v_sharing_unconditional: '无条件共享', v_sharing_restricted: '受限共享', v_sharing_none: '不共享', v_kind_number: '数字', v_kind_bar: '条形图', v_kind_line: '折线图', v_kind_table: '表格',
  },
  {
    m_type: 'Type', m_version: 'Version of the type', m_note: 'Note', m_caption: 'Title in lists', m_config: 'Settings', m_maxRounds: 'Most rounds', m_factor: 'Each wait times', m_maxMs: 'Longest wait in ms', m_format: 'Format', m_id: 'Id', m_connections: 'Connections', m_flows: 'Flows', m_nodes: 'Nodes', m_edges: 'Edges',
    m_values: 'Values', m_key: 'Key', m_list: 'List', m_slot: 'Local additions go to', m_lock: 'Prescribed or optional', m_title: 'Title',
    m_fields: 'Columns', m_own: 'Own data', m_dated: 'Has dates in force', m_subject: 'About whom', m_unique: 'Unique columns', m_index: 'Indexes', m_totals: 'Totals', m_enum: 'Allowed values', m_optional: 'May stay empty', m_sharing: 'Sharing', m_sensitivity: 'Sensitivity', m_personal: 'Personal data', m_mask: 'Masking', m_ref: 'Refers to', m_compute: 'Worked out by', m_sum: 'Sum', m_min: 'Smallest', m_max: 'Largest',
    m_tiles: 'Figures', m_tile: 'Figure', m_blocks: 'Blocks', m_block: 'Kind', m_kind: 'Drawn as', m_measures: 'Measures', m_count: 'Count', m_avg: 'Mean', m_median: 'Median', m_units: 'Units', m_minCount: 'Hidden below', m_text: 'Words', m_open: 'A row opens', m_page: 'Opens page', m_column: 'Column', m_down: 'Descending', m_from: 'From', m_when: 'Given when', m_parts: 'Contents', m_align: 'Align', m_pairs: 'Two pairs a line', m_rows: 'Rows', m_width: 'Width', m_date: 'Date', m_bases: 'Legal bases', m_header: 'Head of each sheet', m_footer: 'Foot of each sheet', m_numbers: 'Number the sheets', m_size: 'Sheet', m_landscape: 'Landscape',
    v_lock_prescribed: 'prescribed', v_lock_optional: 'optional', v_onRework_keep: 'keep what was written', v_onRework_again: 'write their own line again', v_type_dashboard: 'dashboard', v_type_blocks: 'page of blocks', v_type_document: 'document', v_sharing_unconditional: 'unconditional', v_sharing_restricted: 'restricted', v_sharing_none: 'not shared', v_kind_number: 'number', v_kind_bar: 'bars', v_kind_line: 'line', v_kind_table: 'table',
  },
);
