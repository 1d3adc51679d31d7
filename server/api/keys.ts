import { Type, type Static } from 'typebox';
import { UnitSchema } from './account.ts';
import { Obj, Opt, Str } from './common.ts';

/** A key with which a program calls published scenarios. The key itself is told once, when it is made. */
export const ApiKeySchema = Obj({
  id: Str(),
  title: Str(),
  /** Scenario ids it may call. */
  apps: Type.Array(Str()),
  /** For a directory that makes and closes accounts, instead of for apps. */
  scim: Opt(Type.Literal(true)),
  /** It starts runs as a person with these duties and this unit would. */
  duties: Type.Array(Str()),
  unit: UnitSchema,
  createdAt: Str(),
  createdBy: Str(),
  createdByName: Opt(Str()),
  expiresAt: Str(),
  /** It was made for longer than a key may last, and ends after its first year. */
  cutFrom: Opt(Str()),
  lastUsedAt: Opt(Str()),
  revokedAt: Opt(Str()),
  state: Type.Union([Type.Literal('active'), Type.Literal('expired'), Type.Literal('revoked')]),
});
export type ApiKey = Static<typeof ApiKeySchema>;

/** POST /api/keys (admin) → { key, token }; the token is never told again. */
export const NewApiKeyBody = Obj({
  title: Str({ minLength: 1, maxLength: 80 }),
  apps: Type.Array(Str({ maxLength: 64 }), { minItems: 1, maxItems: 50, uniqueItems: true }),
  duties: Type.Array(Str({ maxLength: 64 }), { maxItems: 50, uniqueItems: true }),
  unit: UnitSchema,
  /** Days until it expires. */
  days: Type.Integer({ minimum: 1, maximum: 36_500, description: 'At most 365' }),
});
export type NewApiKey = Static<typeof NewApiKeyBody>;
/** POST /api/keys/scim (admin) → { key, token } */
export const NewScimKeyBody = Obj({ title: Str({ minLength: 1, maxLength: 80 }), days: Type.Integer({ minimum: 1, maximum: 36_500, description: 'At most 365' }) });
