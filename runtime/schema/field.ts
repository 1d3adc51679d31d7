import { Type, type Static } from 'typebox';
import { NameSchema } from './ids.ts';
import { label, valueWords } from './property-text.ts';
import { REGION_DEPTHS } from './region/depth.ts';
import { TEXT_KINDS } from './text-kind/text-kind.ts';
import { TextRefSchema } from './text.ts';

/** Value types a designer can choose; they name FEEL types. `decimal` is text in JSON. */
export const FIELD_TYPES = [
  'string', 'integer', 'number', 'decimal', 'boolean', 'date', 'time', 'date-time', 'duration', 'list', 'context', 'any',
] as const;
export const FieldTypeSchema = Type.Enum([...FIELD_TYPES]);
export type FieldType = (typeof FIELD_TYPES)[number];

/** A value given as a FEEL formula. */
export const Feel = (description?: string) =>
  Type.String({ format: 'feel', maxLength: 4000, ...(description ? { description } : {}) });
/** A FEEL formula evaluated per row, with `row` (or the node's own locals) in scope. */
export const FeelRow = (description?: string) =>
  Type.String({ format: 'feel-row', maxLength: 4000, ...(description ? { description } : {}) });

/** Where a choice field takes its options from. */
export const OptionSourceSchema = Type.Union([
  Type.Object(
    {
      dataset: Type.String({ ...NameSchema, format: 'dataset', ...label('数据集', 'Dataset') }),
      value: Type.String({ ...NameSchema, ...label('存入的列', 'Column stored') }),
      label: Type.String({ ...NameSchema, ...label('显示的列', 'Column shown') }),
      detail: Type.Optional(Type.String({ ...NameSchema, ...label('补充说明的列', 'Column of the second line') })),
    },
    { additionalProperties: false, ...label('来自数据集', 'From a dataset') },
  ),
  Type.Object(
    { list: Type.String({ ...NameSchema, format: 'list', ...label('选项表', 'List of choices') }) },
    { additionalProperties: false, ...label('来自选项表', 'From a list') },
  ),
]);
export type OptionSource = Static<typeof OptionSourceSchema>;

/** Looks a question can have. */
export const WIDGETS = [
  'text', 'textarea', 'number', 'amount', 'date', 'date-time', 'time', 'select', 'radio', 'checks', 'checkbox', 'person', 'unit', 'region', 'location', 'scan', 'signature', 'table', 'file', 'photo', 'open', 'static',
] as const;
/** How a form is laid out: all questions on one page, a tab or a page for each section, or one question a page. */
export const FORM_PAGES = ['one', 'tabs', 'section', 'question'] as const;
export type FormPages = (typeof FORM_PAGES)[number];

/** How a field is shown; absent = chosen from the type. */
export const WidgetSchema = Type.Enum([...WIDGETS]);

const text = (zh: string, en: string) => Type.Optional(Type.String({ ...TextRefSchema, format: 'text', ...label(zh, en) }));
const formula = (format: 'feel' | 'feel-row', ...words: Parameters<typeof label>) => Type.Optional(Type.String({ format, maxLength: 4000, ...label(...words) }));

/** What a text is, by a public rule: checked, and cleaned of what people write between the digits. */
const TextKindSchema = Type.Optional(Type.Enum([...TEXT_KINDS], {
  ...label('是什么号', 'Kind of text', '按国家标准核对，例如身份证号的校验位；全角数字、空格和短横会自动整理', 'Checked by the public rule, such as the check digit of an ID card; full-width digits, spaces and hyphens are tidied'),
  ...valueWords({ 'id-card': ['身份证号', 'ID card number'], uscc: ['统一社会信用代码', 'Unified social credit code'], mobile: ['手机号', 'Mobile number'], phone: ['手机或固定电话', 'Mobile or fixed telephone'], email: ['电子邮箱', 'E-mail address'], postcode: ['邮政编码', 'Postcode'], 'bank-card': ['银行卡号', 'Bank card number'], plate: ['车牌号', 'Number plate'] }),
}));

/** Value types a column of a table of answers can have. */
export const COLUMN_TYPES = ['string', 'integer', 'number', 'decimal', 'boolean', 'date'] as const;

/** A column of a question whose answer is a list of rows. A missing `title` falls back to the text key `<node>.<field>.<column>`. */
export const FormColumnSchema = Type.Object(
  {
    id: Type.String({ ...NameSchema, ...label('名称', 'Name') }),
    type: Type.Enum([...COLUMN_TYPES], label('类型', 'Type')),
    title: text('列名', 'Heading'),
    optional: Type.Optional(Type.Boolean(label('可以不填', 'May stay empty'))),
    enum: Type.Optional(Type.Array(Type.Union([Type.String(), Type.Number()]), { minItems: 1, maxItems: 200, ...label('固定选项', 'Fixed choices') })),
    compute: formula('feel-row', '算法', 'Computed as', '用 row.名称 读本行，用 form.名称 读其他答案', 'Reads its row as row.name and other answers as form.name'),
    min: Type.Optional(Type.Union([Type.Number(), Type.String()], label('最小', 'Least'))),
    max: Type.Optional(Type.Union([Type.Number(), Type.String()], label('最大', 'Most'))),
    maxLength: Type.Optional(Type.Integer({ minimum: 1, maximum: 20000, ...label('最多字数', 'Most characters') })),
    kind: TextKindSchema,
    pattern: Type.Optional(Type.String({ maxLength: 500, ...label('格式（正则）', 'Format (regular expression)') })),
    sum: Type.Optional(Type.Boolean(label('表下合计', 'Sum below the table'))),
  },
  { additionalProperties: false },
);
export type FormColumn = Static<typeof FormColumnSchema>;

/**
 * One question of a form. Labels, hints and error sentences are text references;
 * a missing `title` falls back to the text key `<node>.<field>` and then to the id.
 */
export const FormFieldSchema = Type.Object(
  {
    id: Type.String({ ...NameSchema, ...label('名称', 'Name') }),
    type: Type.Enum([...FIELD_TYPES], label('类型', 'Type')),
    title: text('问题', 'Question'),
    hint: text('提示', 'Hint'),
    error: text('填错时的话', 'Sentence when wrong'),
    widget: Type.Optional(Type.Enum([...WIDGETS], label('样式', 'Looks like', '附件、照片、签名、明细表和多选用类型“列表”，“最小”“最大”是个数；地区、位置和单位用“一组值”', 'Files, photos, signatures, tables and choices of several have the type list, and "least" and "most" count them; regions, locations and units are groups of values'))),
    optional: Type.Optional(Type.Boolean(label('可以不填', 'May stay empty'))),
    right: Type.Optional(Type.Enum(['edit', 'read', 'hidden'], label('这一步可以', 'At this step', 'edit：填写（默认）；read：只看；hidden：不显示。只看和不显示的用初始值', 'edit: fill in (default); read: look only; hidden: not shown. The last two keep the first value'))),
    enum: Type.Optional(Type.Array(Type.Union([Type.String(), Type.Number()]), { minItems: 1, maxItems: 200, ...label('固定选项', 'Fixed choices') })),
    options: Type.Optional(Type.Unsafe<OptionSource>({ ...OptionSourceSchema, ...label('选项来源', 'Choices from') })),
    offered: formula('feel', '只给这些选项', 'Only these choices', '一个列表，例如按 user.duties 给；不写就全给，不在里面的不收', 'A list, for instance by user.duties; left out, all are offered. What is not in it is refused'),
    default: formula('feel', '初始值', 'First value'),
    visible: formula('feel-row', '何时显示', 'Shown when', '用 form.名称 读本表单的其他答案', 'Reads the other answers of this form as form.name'),
    required: formula('feel-row', '何时必填', 'Required when', '成立时一定要填；填了它，“可以不填”就不算', 'Must be filled in while it holds; "may stay empty" then does not count'),
    compute: formula('feel-row', '算法', 'Computed as', '用 form.名称 读前面的答案；没有人能填它', 'Reads earlier answers as form.name; nobody fills it in'),
    columns: Type.Optional(Type.Array(FormColumnSchema, { minItems: 1, maxItems: 20, ...label('列', 'Columns', '用于样式“明细表”', 'For the look "table"') })),
    depth: Type.Optional(Type.Enum([...REGION_DEPTHS], { ...label('填到哪一级', 'Down to', '用于样式“地区”；默认到县', 'For the look "region"; county by default'), ...valueWords({ city: ['市', 'City'], county: ['县（市、区）', 'County'], town: ['乡镇、街道', 'Town'] }) })),
    check: formula('feel-row', '校验', 'Must be true', '不成立时显示“填错时的话”', 'Otherwise the sentence above shows'),
    of: formula('feel', '要打开的资料', 'Reference to open', '用于样式“打开”', 'For the look "open"'),
    min: Type.Optional(Type.Union([Type.Number(), Type.String()], label('最小', 'Least', '日期可以写 today、today+30', 'A date may say today or today+30'))),
    max: Type.Optional(Type.Union([Type.Number(), Type.String()], label('最大', 'Most', '日期可以写 today、today-7', 'A date may say today or today-7'))),
    maxLength: Type.Optional(Type.Integer({ minimum: 1, maximum: 20000, ...label('最多字数', 'Most characters') })),
    kind: TextKindSchema,
    pattern: Type.Optional(Type.String({ maxLength: 500, ...label('格式（正则）', 'Format (regular expression)') })),
    section: text('小节', 'Section'),
  },
  { additionalProperties: false },
);
export type FormField = Static<typeof FormFieldSchema>;

/** Sharing class of data (domain.md 5): unconditional, restricted, not shared. */
export const SharingSchema = Type.Union([
  Type.Literal('unconditional'), Type.Literal('restricted'), Type.Literal('none'),
]);

/** How a value is made unreadable for whoever may know that it is there but not what it is. */
export const MASKS = ['name', 'id-card', 'phone', 'all'] as const;
export const MaskSchema = Type.Enum([...MASKS]);
export type Mask = (typeof MASKS)[number];

/** A column of a dataset that a scenario owns. */
export const DatasetFieldSchema = Type.Object(
  {
    id: NameSchema,
    type: FieldTypeSchema,
    title: Type.Optional(TextRefSchema),
    optional: Type.Optional(Type.Boolean()),
    enum: Type.Optional(Type.Array(Type.Union([Type.String(), Type.Number()]), { minItems: 1, maxItems: 500 })),
    sharing: Type.Optional(SharingSchema),
    level: Type.Optional(Type.Enum(['L1', 'L2', 'L3', 'L4'], { description: 'Sensitivity, L4 the highest' })),
    personal: Type.Optional(Type.Boolean({ description: 'Says something about a person' })),
    mask: Type.Optional(MaskSchema),
    unit: Type.Optional(Type.String({ minLength: 1, maxLength: 40, description: 'What its numbers count: kg, days' })),
    ref: Type.Optional(Type.String({ description: 'Address of the dataset whose key this holds' })),
    compute: Type.Optional(Type.String({ minLength: 1, maxLength: 4000, description: 'Worked out from the other columns, which it reads as row.name; nobody fills it in' })),
  },
  { additionalProperties: false },
);

/** Titles in other languages than that of `title`; who has none reads `title`. */
export const TitleTextsSchema = Type.Object({ en: Type.Optional(Type.Object({ title: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })) }, { additionalProperties: false })) }, { additionalProperties: false });

/** A column of a dataset of the catalogue, which carries its words itself; those of a scenario are in the scenario's texts. */
export const CatalogueFieldSchema = Type.Object({ ...DatasetFieldSchema.properties, texts: Type.Optional(TitleTextsSchema) }, { additionalProperties: false });
export type DatasetField = Static<typeof CatalogueFieldSchema>;
