import { Type, type Static } from 'typebox';
import { Obj, Opt, Str } from './common.ts';

/** What a rule is about: ended runs of a scenario, rows of a dataset, notices of everybody, the record of who did and read what. */
export const RetentionKindSchema = Type.Enum(['scenario', 'dataset', 'notices', 'audit']);
export type RetentionKind = Static<typeof RetentionKindSchema>;

export const PeriodSchema = Obj({ count: Type.Integer({ minimum: 1, maximum: 1200 }), unit: Type.Enum(['day', 'month', 'year']) });
export type Period = Static<typeof PeriodSchema>;

/** How long, by which law, and for rows from the date in which column on; runs are kept from their end on. */
export const RetentionRuleSchema = Obj({ period: PeriodSchema, basis: Str({ minLength: 2, maxLength: 500 }), column: Opt(Str({ minLength: 1, maxLength: 64 })) });
export type RetentionRule = Static<typeof RetentionRuleSchema>;

const targetParts = { kind: RetentionKindSchema, id: Str({ minLength: 1, maxLength: 200 }) };

/** One scenario, dataset or the notices: kept for ever when there is no rule. */
export const RetentionItemSchema = Obj({
  ...targetParts,
  title: Str(),
  unitName: Opt(Str()),
  /** Columns of a dataset that hold a day or a moment. */
  columns: Opt(Type.Array(Obj({ id: Str(), title: Str() }))),
  rule: Opt(Obj({ ...RetentionRuleSchema.properties, byName: Str(), at: Str(), /** Nothing goes before. */ from: Str(), inForce: Type.Boolean() })),
  last: Opt(Obj({ at: Str(), removed: Type.Integer({ description: 'Since the rule was made' }), problem: Opt(Str({ description: 'Code of what kept it from removing anything' })) })),
  version: Type.Integer(),
});
export type RetentionItem = Static<typeof RetentionItemSchema>;

/** PUT /api/retention; without a rule everything is kept for ever again. */
export const RetentionChangeBody = Obj({ ...targetParts, rule: Opt(RetentionRuleSchema), baseVersion: Type.Integer({ minimum: 0 }) });
/** POST /api/retention/preview → RetentionPreviewSchema */
export const RetentionPreviewBody = Obj({ ...targetParts, rule: RetentionRuleSchema });
export const RetentionPreviewSchema = Obj({
  /** What is from before this moment, or day, would go. */
  before: Str(),
  count: Type.Integer(),
  /** Of these, on hold. */
  held: Type.Integer(),
  /** Rows without a date, which stay. */
  undated: Opt(Type.Integer()),
});
export type RetentionPreview = Static<typeof RetentionPreviewSchema>;

const heldParts = { kind: Type.Enum(['run', 'row']), dataset: Opt(Str({ minLength: 1, maxLength: 200 })), id: Str({ minLength: 1, maxLength: 300 }) };
const Reason = Str({ minLength: 2, maxLength: 500 });
/** A matter or a row that stays whatever a rule or an erasure says. */
export const HoldSchema = Obj({ ...heldParts, reason: Str(), by: Str(), byName: Str(), at: Str(), /** What it is: the title of the scenario, or of the dataset. */ title: Str() });
export type Hold = Static<typeof HoldSchema>;
export const NewHoldBody = Obj({ ...heldParts, reason: Reason });
export type NewHold = Static<typeof NewHoldBody>;
/** POST /api/holds/release */
export const ReleaseBody = Obj({ ...heldParts, reason: Reason });
