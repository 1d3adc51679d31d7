import { Type, type Static } from 'typebox';
import { LocaleSchema } from '../../runtime/schema/text.ts';
import { JsonRecord, Obj, Opt, Str } from './common.ts';

export const RoleSchema = Type.Union([Type.Literal('admin'), Type.Literal('designer'), Type.Literal('user')]);
export type Role = Static<typeof RoleSchema>;

export const UnitSchema = Obj({ id: Str(), name: Str(), attributes: Opt(JsonRecord) });
export type Unit = Static<typeof UnitSchema>;

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
  locale: Opt(LocaleSchema),
  disabled: Type.Boolean(),
  createdAt: Str(),
});
export type User = Static<typeof UserSchema>;

export const MeSchema = Obj({
  /** Absent before log-in. */
  user: Opt(UserSchema),
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
/** POST /api/users (admin) → UserSchema. */
export const NewUserBody = Obj({
  login,
  name: Str({ minLength: 1, maxLength: 80 }),
  password,
  role: RoleSchema,
  duties: Type.Array(Str({ maxLength: 64 }), { maxItems: 50 }),
  unit: UnitSchema,
  head: Opt(Type.Boolean()),
});
/** PATCH /api/users/:id (admin) → UserSchema. */
export const UserChangeBody = Type.Partial(
  Obj({ name: Str({ minLength: 1, maxLength: 80 }), password, role: RoleSchema, duties: Type.Array(Str({ maxLength: 64 })), unit: UnitSchema, head: Type.Boolean(), /** Empty: nobody. */ substitute: Str({ maxLength: 80 }), disabled: Type.Boolean() }),
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
export const MeChangeBody = Type.Partial(Obj({ locale: LocaleSchema, password, oldPassword: Str() }), { additionalProperties: false });
