import { compileExpression } from '../../../../runtime/language/compile.ts';
import { typeFromSchema } from '../../../../runtime/language/types.ts';
import { answerKind, isYesNo } from '../../../../runtime/schema/answer-kind.ts';
import { columnsSchema } from '../../../../runtime/schema/field-schema.ts';
import type { FormColumn, FormField, FormPages } from '../../../../runtime/schema/field.ts';
import type { PortalColumn, PortalField, PortalForm } from '../../../../server/api/portal.ts';
import { formTexts as answerTexts } from '../../portal/form/text.ts';
import type { FormulaScope } from '../formula/formula-scope.ts';
import type { FormDesk } from './form-desk.ts';

/** A formula's tree for the eval-free interpreter; undefined when it has mistakes, which the editor shows elsewhere. */
function treeOf(source: string | undefined, scope: FormulaScope): unknown {
  if (source === undefined || source.trim() === '') return undefined;
  const names = Object.fromEntries(Object.entries(scope.names).map(([name, schema]) => [name, typeFromSchema(schema)]));
  const compiled = compileExpression(source, { names });
  return compiled.diagnostics.some((one) => one.severity === 'error') ? undefined : compiled.ir;
}

function choices(form: FormDesk, field: FormField): PortalField['choices'] {
  if (isYesNo(field)) return [true, false].map((value) => ({ value, label: answerTexts[form.locale][value ? 'yes' : 'no'] }));
  const list = field.options && 'list' in field.options ? form.desk.scenario.lists[field.options.list]?.items : undefined;
  const values = field.enum ?? list;
  return values?.map((value) => ({ value, label: form.optionWord(field, value) }));
}

/** What a formula with mistakes gives. */
const NOTHING = { op: 'null' };

function previewColumn(form: FormDesk, field: FormField, column: FormColumn): PortalColumn {
  const row = columnsSchema(field.columns ?? []);
  const { compute, enum: values, title: _title, ...rest } = column;
  return {
    ...rest,
    title: form.columnWord(field, column),
    optional: column.optional ?? false,
    ...(values === undefined ? {} : { choices: values.map((value) => ({ value, label: String(value) })) }),
    ...(compute === undefined ? {} : { compute: treeOf(compute, { ...form.scope, names: { ...form.scope.names, row } }) ?? NOTHING }),
  };
}

function previewField(form: FormDesk, field: FormField, sample: { readonly title: string; readonly text: string }): PortalField {
  const words = { hint: form.wordOf(field, 'hint'), error: form.wordOf(field, 'error') };
  const offered = choices(form, field);
  const visible = treeOf(field.visible, form.scope);
  const check = treeOf(field.check, form.scope);
  const required = treeOf(field.required, form.scope);
  const kind = answerKind(field);
  return {
    id: field.id,
    type: field.type,
    title: form.wordOf(field, 'title'),
    optional: field.optional ?? false,
    ...(field.widget === undefined ? {} : { widget: field.widget }),
    ...(words.hint === '' ? {} : { hint: words.hint }),
    ...(words.error === '' ? {} : { error: words.error }),
    ...(field.section === undefined ? {} : { section: form.sectionWord(field.section) }),
    ...(offered === undefined ? {} : { choices: offered }),
    ...(kind === 'region' ? (field.options ? { dataset: true } : {}) : kind === 'person' || kind === 'unit' || (field.options && 'dataset' in field.options) ? { lookup: true } : {}),
    ...(field.min === undefined ? {} : { min: field.min }),
    ...(field.max === undefined ? {} : { max: field.max }),
    ...(field.maxLength === undefined ? {} : { maxLength: field.maxLength }),
    ...(field.kind === undefined ? {} : { kind: field.kind }),
    ...(field.pattern === undefined ? {} : { pattern: field.pattern }),
    ...(field.columns === undefined ? {} : { columns: field.columns.map((column) => previewColumn(form, field, column)) }),
    ...(field.depth === undefined ? {} : { depth: field.depth }),
    ...(required === undefined ? {} : { required }),
    ...(field.compute === undefined ? {} : { compute: treeOf(field.compute, form.scope) ?? NOTHING }),
    ...(visible === undefined ? {} : { visible }),
    ...(check === undefined ? {} : { check }),
    ...(field.widget === 'open' ? { open: { reference: field.id, title: sample.title, facts: [{ label: field.id, value: sample.text }] } } : {}),
  };
}

/** The form as the portal would get it, with values of the last test run in scope and sample content for what is opened. */
export function previewForm(form: FormDesk, title: string, sample: { readonly title: string; readonly text: string }): PortalForm {
  const { scope } = form;
  const pages = form.desk.node.config['pages'] as FormPages | undefined;
  return {
    title,
    ...(pages === undefined || pages === 'one' ? {} : { pages }),
    fields: form.fields.map((field) => previewField(form, field, sample)),
    facts: [],
    outcomes: (form.outcomes ?? []).map((outcome) => {
      const require = treeOf(outcome.require, form.outcomeScope);
      return { port: outcome.port, title: form.outcomeWord(outcome), preselect: false, ...(require === undefined ? {} : { require }) };
    }),
    scope: Object.fromEntries(Object.entries(scope.names).filter(([name]) => name !== 'form').map(([name, schema]) => [name, { value: scope.samples?.[name] ?? null, schema }])),
    schema: {},
  };
}
