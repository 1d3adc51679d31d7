import { Type, type Static } from 'typebox';
import { SpaceRoleSchema } from './units.ts';
import { Obj, Opt, Str } from './common.ts';

/** Who gets an account at their first log-in by single sign-on: nobody, whoever's unit is known, or everybody. */
const Create = Type.Union([Type.Literal('nobody'), Type.Literal('known-unit'), Type.Literal('everybody')]);

const OidcFactsSchema = Obj({
  enabled: Type.Boolean(),
  /** What the button of the log-in page says. */
  title: Str({ minLength: 1, maxLength: 60 }),
  issuer: Str({ maxLength: 300, pattern: '^https?://' }),
  clientId: Str({ minLength: 1, maxLength: 200 }),
  create: Create,
  /** Names of claims. */
  claims: Obj({ login: Str({ maxLength: 80 }), name: Str({ maxLength: 80 }), unit: Str({ maxLength: 80 }), roles: Str({ maxLength: 80 }) }),
  /** Values of the unit claim that are no ids of units. */
  units: Type.Array(Obj({ value: Str({ minLength: 1, maxLength: 120 }), unit: Str({ maxLength: 64 }) }), { maxItems: 500 }),
  /** Values of the roles claim; when there are any, roles in spaces follow the claim at each log-in. */
  roles: Type.Array(Obj({ value: Str({ minLength: 1, maxLength: 120 }), role: SpaceRoleSchema, unit: Str({ maxLength: 64 }) }), { maxItems: 500 }),
  /** For who has no unit of the list, when everybody may come. */
  defaultUnit: Str({ maxLength: 64 }),
});
export type OidcFacts = Static<typeof OidcFactsSchema>;

/** GET /api/sign-in/oidc (admin) */
export const OidcSettingsSchema = Obj({ ...OidcFactsSchema.properties, secretSet: Type.Boolean(), redirectUri: Str(), version: Type.Integer() });
export type OidcSettings = Static<typeof OidcSettingsSchema>;
/** PUT /api/sign-in/oidc (admin); the secret is only ever written. */
export const OidcSettingsBody = Obj({ ...OidcFactsSchema.properties, secret: Opt(Str({ maxLength: 500 })), baseVersion: Type.Integer({ minimum: 0 }) });
/** GET /api/sign-in/ways (public): what the log-in page offers. */
export const SignInWaysSchema = Obj({ oidc: Opt(Obj({ title: Str() })) });
export type SignInWays = Static<typeof SignInWaysSchema>;
