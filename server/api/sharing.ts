import { Type, type Static } from 'typebox';
import { CatalogueEntrySchema, DatasetDefinitionSchema } from '../../runtime/schema/dataset.ts';
import { MaskSchema, SharingSchema } from '../../runtime/schema/field.ts';
import { Obj, Opt, Str } from './common.ts';
import { QualitySummarySchema } from './quality.ts';

const Day = Str({ format: 'date' });
const Address = Str({ minLength: 1, maxLength: 200 });
const Sentence = Str({ minLength: 1, maxLength: 1000 });

/** A column of a grant: as it is, masked, or in groups and measures only. */
const GrantFieldSchema = Obj({ id: Str({ minLength: 1, maxLength: 64 }), as: Type.Enum(['whole', 'masked', 'counted']), mask: Opt(MaskSchema) });
export type GrantField = Static<typeof GrantFieldSchema>;
const grantParts = {
  fields: Type.Array(GrantFieldSchema, { minItems: 1, maxItems: 200 }),
  rows: Opt(Str({ maxLength: 4000, description: 'FEEL condition over `row`; absent: all rows' })),
  from: Day,
  until: Day,
};
export const GrantAskedSchema = Obj({ ...grantParts, purpose: Sentence, basis: Sentence });
export type GrantAsked = Static<typeof GrantAskedSchema>;
export const GrantGivenSchema = Obj({ ...grantParts, conditions: Opt(Str({ maxLength: 1000 })) });
export type GrantGiven = Static<typeof GrantGivenSchema>;

export const GrantStatusSchema = Type.Enum(['draft', 'checking', 'returned', 'deciding', 'refused', 'ruling', 'closed', 'in-force', 'revoked', 'ended', 'withdrawn']);
export type GrantStatus = Static<typeof GrantStatusSchema>;
export const GrantActionSchema = Type.Enum(['submit', 'withdraw', 'return', 'pass', 'agree', 'refuse', 'contest', 'overrule', 'uphold', 'renew', 'agree-renewal', 'refuse-renewal', 'revoke', 'end']);
export type GrantAction = Static<typeof GrantActionSchema>;

export const UnitNameSchema = Obj({ id: Str(), name: Str() });

/** One line of a list of grants. */
export const GrantItemSchema = Obj({
  id: Str(),
  dataset: Str(),
  datasetTitle: Str(),
  scenario: Str(),
  scenarioTitle: Str(),
  applicant: UnitNameSchema,
  owner: UnitNameSchema,
  status: GrantStatusSchema,
  purpose: Str(),
  from: Day,
  until: Day,
  due: Opt(Str()),
  /** Working days left for the present step; negative when it is over. */
  daysLeft: Opt(Type.Integer()),
  /** The owner or the platform let the legal time pass; it is being followed up, and nothing was granted by that. */
  overdue: Type.Boolean(),
  renewal: Opt(Obj({ until: Day, reason: Str(), due: Str() })),
});
export type GrantItem = Static<typeof GrantItemSchema>;

/** A grant with its history, and what the reader may do. */
export const GrantViewSchema = Obj({
  item: GrantItemSchema,
  asked: GrantAskedSchema,
  given: Opt(GrantGivenSchema),
  /** Columns asked for that the scenario as it is now does not use. */
  surplus: Type.Array(Str()),
  /** Columns with titles, classes and masks, for whoever decides. */
  fields: Type.Array(Obj({ id: Str(), title: Str(), sharing: Opt(SharingSchema), level: Opt(Str()), personal: Type.Boolean(), mask: Opt(MaskSchema) })),
  actions: Type.Array(GrantActionSchema),
  /** Whose turn it is and who may take it; nobody: a person has to be appointed first. `above` and `protector`: every administrator of the house is of the applicant. */
  waits: Opt(Obj({ party: Type.Enum(['platform', 'owner']), people: Type.Array(Str()), instead: Opt(Type.Enum(['above', 'protector'])) })),
  /** Which limit the present deadline is counted by, and whose rule that is. */
  limit: Opt(Obj({ days: Type.Integer(), source: Str() })),
  events: Type.Array(Obj({ at: Str(), by: Str(), byName: Str(), action: Str(), reason: Opt(Str()), objection: Opt(Str({ description: 'The objection that was upheld, where that is the reason' })) })),
  reads: Type.Integer({ description: 'How often it was used, of the last 1000 uses' }),
  version: Type.Integer(),
});
export type GrantView = Static<typeof GrantViewSchema>;

/** POST /api/grants → GrantViewSchema: a draft. */
export const NewGrantBody = Obj({ dataset: Address, scenario: Address, asked: GrantAskedSchema });
/** PUT /api/grants/:id: while it is a draft or was returned. */
export const GrantChangeBody = Obj({ asked: GrantAskedSchema, baseVersion: Type.Integer() });
/** POST /api/grants/:id/actions. `given` with `agree` and `overrule`, `until` with `renew`. */
export const GrantActionBody = Obj({ action: GrantActionSchema, reason: Opt(Str({ maxLength: 1000 })), given: Opt(GrantGivenSchema), until: Opt(Day), baseVersion: Type.Integer() });
export type GrantActionWanted = Static<typeof GrantActionBody>;

const LimitSchema = Obj({ days: Type.Integer({ minimum: 1, maximum: 365 }), source: Str({ minLength: 1, maxLength: 300 }) });
/** Limits in working days, each with the rule it comes from. */
export const SharingSettingsSchema = Obj({
  platformCheck: LimitSchema,
  ownerReply: LimitSchema,
  ruling: LimitSchema,
  /** To answer an objection, and the longest with the one extension. */
  objection: LimitSchema,
  objectionLongest: LimitSchema,
  smallestGroup: Obj({ rows: Type.Integer({ minimum: 2, maximum: 1000 }), source: Str({ minLength: 1, maxLength: 300 }) }),
  /** The longest period of one grant, in calendar days. */
  longestGrant: Obj({ days: Type.Integer({ minimum: 1, maximum: 3660 }), source: Str({ minLength: 1, maxLength: 300 }) }),
  deadDays: Type.Integer({ minimum: 1, maximum: 3650, description: 'A dataset nobody read for so many days is shown as dead' }),
  version: Type.Integer(),
});
export type SharingSettings = Static<typeof SharingSettingsSchema>;
export const SharingSettingsBody = Obj({ ...Type.Omit(SharingSettingsSchema, ['version']).properties, baseVersion: Type.Integer() });

/** A dataset as the catalogue shows it. */
export const CatalogueItemSchema = Obj({
  definition: DatasetDefinitionSchema,
  unit: Opt(UnitNameSchema),
  rows: Type.Integer(),
  lastRead: Opt(Day),
  dead: Type.Boolean(),
  quality: Opt(QualitySummarySchema),
  /** The reader's unit owns it. */
  own: Type.Boolean(),
  /** Scenarios of the reader's unit that may read it now, by grant. */
  granted: Type.Array(Str()),
});
export type CatalogueItem = Static<typeof CatalogueItemSchema>;
/** PUT /api/catalogue/entry: what the owner says of a dataset. */
export const CatalogueEntryBody = Obj({ dataset: Address, entry: CatalogueEntrySchema, sharing: Opt(SharingSchema) });

/** One reading of one person's data. */
export const AccessItemSchema = Obj({
  seq: Type.Integer(),
  at: Str(),
  by: Str(),
  byName: Str(),
  unit: Opt(Str()),
  dataset: Str(),
  datasetTitle: Str(),
  fields: Type.Array(Obj({ id: Str(), title: Str() })),
  scenario: Opt(Str()),
  scenarioTitle: Opt(Str()),
  purpose: Opt(Str()),
  node: Opt(Str()),
  run: Opt(Str()),
  use: Opt(Str()),
  grant: Opt(Str()),
});
export type AccessItem = Static<typeof AccessItemSchema>;
/** POST /api/access/search: who read this person's data. */
export const AccessSearchBody = Obj({ subject: Str({ minLength: 1, maxLength: 200 }), cursor: Opt(Str()), limit: Opt(Type.Integer({ minimum: 1, maximum: 200 })) });
/** PUT /api/users/:id/subjects: by which values the data of an account's owner are found. */
export const SubjectsBody = Obj({ subjects: Type.Array(Str({ minLength: 1, maxLength: 200 }), { maxItems: 20 }) });
