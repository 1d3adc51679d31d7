import { compileExpression } from '../../../runtime/language/compile.ts';
import type { Names } from '../../../runtime/language/parse.ts';
import type { PortalForm } from '../../../server/api/portal.ts';

const fieldTypes: Names = {
  viewed: { kind: 'boolean' }, reason: { kind: 'number' }, told: { kind: 'boolean' }, note: { kind: 'string' }, rule: { kind: 'string' }, visit: { kind: 'date' }, form: { kind: 'any' },
};

/** The tree a server would send for this formula. */
export function ir(source: string): unknown {
  const compiled = compileExpression(source, { names: fieldTypes });
  const wrong = compiled.diagnostics.filter((found) => found.severity === 'error');
  if (wrong.length > 0) throw new Error(`${source}: ${JSON.stringify(wrong)}`);
  return compiled.ir;
}

/** The start form of 浙医互认, texts as a server resolves them. `en` shows that every label follows the reader. */
export function startForm(en: boolean): PortalForm {
  const t = (zh: string, english: string) => (en ? english : zh);
  return {
    title: t('开检查单前，先查能不能互认', 'Before ordering: can an earlier exam be recognised?'),
    intro: t('填 6 项，约 1 分钟。查到可互认的报告，会先请您打开原报告再决定。', '6 questions, about 1 minute. If a report can be recognised you are asked to open it before deciding.'),
    fields: [
      { id: 'pid', type: 'string', widget: 'person', title: t('患者', 'Patient'), optional: false, lookup: true },
      { id: 'item_code', type: 'string', title: t('检查项目', 'Exam'), hint: t('按医嘱上的名称查', 'Search by the name in the order'), optional: false, lookup: true },
      { id: 'setting', type: 'string', title: t('就诊类型', 'Kind of visit'), optional: false, choices: [{ value: '门诊', label: t('门诊', 'Outpatient') }, { value: '急诊', label: t('急诊', 'Emergency'), detail: t('可能属于例外', 'may be an exception') }, { value: '住院', label: t('住院', 'Inpatient') }] },
      { id: 'at', type: 'date', title: t('开单日期', 'Order date'), hint: t('和医嘱上的日期一致，例如 2022 年 1 月 20 日', 'As in the order, for example 20 January 2022'), error: t('开单日期不能早于这次就诊 2022年1月20日，请改年份', 'The order date must not be before this visit, 20 January 2022; correct the year'), optional: false, check: ir('form.at >= visit') },
      { id: 'pre_procedure', type: 'boolean', title: t('手术或输血前', 'Before surgery or transfusion'), hint: t('重要治疗前的检查，您可以重新做', 'An exam before weighty treatment may be repeated'), optional: false, value: false },
      { id: 'note', type: 'string', widget: 'textarea', title: t('补充说明', 'Note'), optional: true, maxLength: 200, visible: ir('form.setting = "急诊"') },
    ],
    facts: [],
    outcomes: [],
    scope: { visit: { value: '2022-01-20', schema: { type: 'string', format: 'date' } } },
    schema: { type: 'object', additionalProperties: false, required: ['pid', 'item_code', 'setting', 'at'], properties: { pid: { type: 'string' }, item_code: { type: 'string' }, setting: { enum: ['门诊', '急诊', '住院'] }, at: { type: 'string', format: 'date' }, pre_procedure: { type: 'boolean' }, note: { type: 'string', maxLength: 200 } } },
  };
}

/** 待医师决定. */
export function decideForm(en: boolean): PortalForm {
  const t = (zh: string, english: string) => (en ? english : zh);
  const reasons = en
    ? ['Condition changed, result does not fit', 'Result changes fast', 'Of great weight for treatment', 'Emergency', 'Forensic appraisal', 'Other need']
    : ['病情变化，结果和临床不符', '结果在病程中变化快', '对治疗影响重大', '急诊、抢救', '司法、伤残鉴定', '其他确有必要'];
  return {
    title: t('这份CT能不能互认，请您决定', 'Decide whether this CT is recognised'),
    intro: t('系统只提醒，认不认由您看过原报告后定。', 'The system only suggests; you decide after reading the report.'),
    fields: [
      { id: 'viewed', type: 'boolean', widget: 'open', title: t('原报告', 'The report'), optional: true, open: { reference: 'R-20220105-01', title: t('云栖医院（虚构）胸部CT平扫报告', 'Chest CT report of Yunqi Hospital (fictitious)'), facts: [{ label: t('检查时间', 'Taken'), value: '2022-01-05 10:18' }, { label: t('互认标识', 'Mark'), value: t('浙江HR', 'Zhejiang HR') }] } },
      { id: 'reason', type: 'integer', title: t('不互认的理由', 'Reason for not recognising'), hint: t('只在不互认时要选', 'Only needed when not recognising'), optional: true, choices: reasons.map((label, index) => ({ value: index + 1, label })) },
      { id: 'told', type: 'boolean', title: t('已向患者说明', 'The patient was told'), optional: true, value: false },
    ],
    facts: [
      { label: t('患者', 'Patient'), value: t('戴女士（合成）', 'Ms Dai (synthetic)') },
      { label: t('检查项目', 'Exam'), value: t('胸部CT平扫', 'Chest CT') },
      { label: t('距今', 'Age'), value: t('15 天，有效期 30 天', '15 days, valid for 30') },
      { label: t('质量评价', 'Quality'), value: t('当期合格', 'passed') },
    ],
    outcomes: [
      { port: 'recognise', title: t('互认', 'Recognise'), preselect: true, require: ir('viewed') },
      { port: 'refuse', title: t('不互认', 'Do not recognise'), preselect: false, require: ir('reason != null and told and (rule = "R6" or viewed)') },
    ],
    scope: { rule: { value: 'R7', schema: { type: 'string' } } },
    schema: { type: 'object', properties: { viewed: { type: 'boolean' }, reason: { type: 'integer' }, told: { type: 'boolean' } } },
  };
}
