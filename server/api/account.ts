import { Type, type Static } from 'typebox';
import { LocaleSchema } from '../../runtime/schema/text.ts';
import { JsonRecord, Obj, Opt, Str } from './common.ts';
import { PortalThemeSchema } from './theme.ts';
import { SpaceRoleSchema } from './units.ts';

export const RoleSchema = Type.Union([Type.Literal('admin'), Type.Literal('designer'), Type.Literal('user')]);
export type Role = Static<typeof RoleSchema>;

export const UnitSchema = Obj({ id: Str(), name: Str(), attributes: Opt(JsonRecord) });
export type Unit = Static<typeof UnitSchema>;

/** What a person is in one more unit. */
export const PostSchema = Obj({ unit: UnitSchema, duties: Type.Array(Str()), head: Opt(Type.Boolean()) });
/** A role that holds in a unit and in all below it. */
export const SpaceGrantSchema = Obj({ unit: Str(), role: SpaceRoleSchema });
export type SpaceGrant = Static<typeof SpaceGrantSchema>;

/** `duties` are scenario roles such as `doctor`; `unit.attributes` are read in formulas as `user.unit.<name>`. */
export const UserSchema = Obj({
  id: Str(),
  login: Str(),
  name: Str(),
  role: RoleSchema,
  duties: Type.Array(Str()),
  unit: UnitSchema,
  /** Head of the unit: gets what nobody else of it can do. */
  head: Opt(Type.Boolean()),
  /** Who stands in when the account is closed. */
  substitute: Opt(Str()),
  /** Units besides the main one. Absent in the view of somebody who acts for one of their units. */
  further: Opt(Type.Array(PostSchema)),
  /** Roles in parts of the house; `role` holds in all of it. */
  spaces: Opt(Type.Array(SpaceGrantSchema)),
  locale: Opt(LocaleSchema),
  disabled: Type.Boolean(),
  createdAt: Str(),
});
export type User = Static<typeof UserSchema>;

export const MeSchema = Obj({
  /** Absent before log-in. */
  user: Opt(UserSchema),
  /** Units to choose from when somebody belongs to several. */
  units: Opt(Type.Array(Obj({ id: Str(), name: Str() }))),
  /** What pages the person needs: the designer's, those of people and units, those of the whole server. */
  can: Opt(Obj({ design: Type.Boolean(), create: Type.Boolean(), people: Type.Boolean(), audit: Type.Boolean(), privacy: Type.Boolean(), house: Type.Boolean() })),
  /** After the right password of an account with a second factor: what the code is sent with. */
  second: Opt(Obj({ ticket: Str(), until: Str() })),
  /** Nothing else is possible until a second factor is set up. */
  must: Opt(Type.Literal('enrol')),
  /** How the portal looks in the unit the person acts for; before log-in, in the root. */
  theme: Opt(PortalThemeSchema),
  setupNeeded: Type.Boolean(),
  version: Str(),
});
export type Me = Static<typeof MeSchema>;

const login = Str({ minLength: 2, maxLength: 64, pattern: '^[\\p{L}\\p{N}._@-]+$' });
const password = Str({ minLength: 10, maxLength: 200 });

/** POST /api/setup → MeSchema; sets the session cookie. */
export const SetupBody = Obj({ token: Str(), login, name: Str({ minLength: 1, maxLength: 80 }), password });
/** POST /api/login → MeSchema. */
export const LoginBody = Obj({ login: Str({ maxLength: 64 }), password: Str({ maxLength: 200 }) });
const duties = Type.Array(Str({ maxLength: 64 }), { maxItems: 50 });
const further = Type.Array(Obj({ unit: UnitSchema, duties, head: Opt(Type.Boolean()) }), { maxItems: 20 });
const spaces = Type.Array(SpaceGrantSchema, { maxItems: 50 });

/** POST /api/users (admin) → UserSchema. */
export const NewUserBody = Obj({
  login,
  name: Str({ minLength: 1, maxLength: 80 }),
  password,
  role: RoleSchema,
  duties,
  unit: UnitSchema,
  head: Opt(Type.Boolean()),
  further: Opt(further),
  spaces: Opt(spaces),
});
/** PATCH /api/users/:id (admin) → UserSchema. */
export const UserChangeBody = Type.Partial(
  Obj({ name: Str({ minLength: 1, maxLength: 80 }), password, role: RoleSchema, duties, unit: UnitSchema, head: Type.Boolean(), further, spaces, /** Empty: nobody. */ substitute: Str({ maxLength: 80 }), disabled: Type.Boolean() }),
  { additionalProperties: false },
);
/** GET /api/users/choices (admin): duties scenarios ask for, units in use, attributes of units that formulas read. */
export const MemberChoicesSchema = Obj({
  duties: Type.Array(Obj({ id: Str(), title: Str(), apps: Type.Array(Str()) })),
  units: Type.Array(UnitSchema),
  attributes: Type.Array(Str()),
});
export type MemberChoices = Static<typeof MemberChoicesSchema>;
/** PATCH /api/me → MeSchema. */
export const MeChangeBody = Type.Partial(Obj({ locale: LocaleSchema, password, oldPassword: Str(), /** In which of their units the person acts from now on. */ acting: Str({ maxLength: 64 }) }), { additionalProperties: false });

/** POST /api/logout; `next`: where the browser ends its session at the provider of single sign-on. */
export const LogoutSchema = Obj({ ok: Type.Literal(true), next: Opt(Str()) });
/** POST /api/login/second → MeSchema; a code of the authenticator, or a recovery code. */
export const SecondStepBody = Obj({ ticket: Str({ maxLength: 60 }), code: Str({ minLength: 6, maxLength: 40 }) });
/** POST /api/recover → ok */
export const RecoverBody = Obj({ token: Str({ maxLength: 60 }), password });
/** POST /api/users/:id/recovery → the token goes into the hash of /studio/recover. */
export const RecoverySchema = Obj({ token: Str(), until: Str() });

/** GET /api/me/sessions, /api/users/:id/sessions */
export const SessionItemSchema = Obj({ id: Str(), /** Browser and system; empty when not known. */ device: Str(), address: Opt(Str()), createdAt: Str(), seenAt: Str(), current: Type.Boolean() });
export type SessionItem = Static<typeof SessionItemSchema>;

/** GET /api/me/factor */
export const FactorStateSchema = Obj({ since: Opt(Str()), codesLeft: Type.Integer(), needed: Type.Boolean() });
export type FactorState = Static<typeof FactorStateSchema>;
/** POST /api/me/factor/begin: with the password, so that an open screen is not enough. */
export const FactorBeginBody = Obj({ password: Str({ maxLength: 200 }) });
export const FactorBegunSchema = Obj({ secret: Str(), uri: Str(), until: Str() });
export type FactorBegun = Static<typeof FactorBegunSchema>;
export const FactorCodeBody = Obj({ code: Str({ minLength: 6, maxLength: 40 }) });
/** Told once. */
export const RecoveryCodesSchema = Obj({ codes: Type.Array(Str()) });

const roleName = Type.Union([RoleSchema, SpaceRoleSchema]);
/** GET and PUT /api/sign-in/rules (admin): roles that need a second factor; `user` = everybody. */
export const SignInRulesSchema = Obj({ secondFactor: Type.Array(roleName, { maxItems: 10, uniqueItems: true }) });
export type SignInRules = Static<typeof SignInRulesSchema>;
