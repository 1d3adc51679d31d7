import { createHash } from 'node:crypto';
import type { SpaceGrant, User } from '../../api/account.ts';
import { fail, isCoded } from '../../errors.ts';
import { changeUser, createUser, findUser } from '../accounts.ts';
import type { Accounts } from '../accounts.ts';
import { audit } from '../context.ts';
import { newToken } from '../sessions.ts';
import { textStart } from '../../../runtime/schema/cut-text.ts';
import type { OpenOidc } from './oidc-settings.ts';

const KIND = 'oidc-link';
const LOGIN = /^[\p{L}\p{N}._@-]{2,64}$/u;

type Claims = Readonly<Record<string, unknown>>;

/** An account belongs to issuer and subject: names and addresses change hands, a subject never does. */
const linkId = (issuer: string, subject: string): string => createHash('sha256').update(`${issuer}\n${subject}`).digest('hex');

const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined);
const textsOf = (value: unknown): readonly string[] => (Array.isArray(value) ? value.flatMap((one) => textOf(one) ?? []) : [textOf(value) ?? []].flat());

/** The first open unit that the claim names, by the list or by its id. */
function unitOf(base: Accounts, { claims, units }: OpenOidc, told: Claims): string | undefined {
  const wanted = textsOf(told[claims.unit]).map((value) => units.find((entry) => entry.value === value)?.unit ?? value);
  return wanted.find((id) => base.units.find(id) !== undefined && base.units.find(id)?.closedAt === undefined);
}

function spacesOf({ claims, roles }: OpenOidc, told: Claims): SpaceGrant[] {
  const values = textsOf(told[claims.roles]);
  return roles.filter(({ value }) => values.includes(value)).map(({ role, unit }) => ({ role, unit }));
}

async function freeLogin(base: Accounts, wanted: string | undefined, link: string): Promise<string> {
  const own = `sso-${link.slice(0, 10)}`;
  if (wanted === undefined || !LOGIN.test(wanted)) return own;
  return base.people.all().some(({ login }) => login.toLowerCase() === wanted.toLowerCase()) ? own : wanted;
}

/** A first account, where the rules allow one. Nobody gets the account of another because a name is the same. */
async function make(base: Accounts, settings: OpenOidc, told: Claims, link: string): Promise<User> {
  const unit = unitOf(base, settings, told);
  if (settings.create === 'nobody' || (settings.create === 'known-unit' && unit === undefined)) throw fail('SCN_OIDC_NO_ACCOUNT');
  const login = await freeLogin(base, textOf(told[settings.claims.login]), link);
  const node = base.units.find(unit ?? settings.defaultUnit);
  const spaces = spacesOf(settings, told);
  return createUser(base, { login, name: textStart(textOf(told[settings.claims.name]) ?? login, 80), password: newToken(), role: 'user', duties: [], unit: { id: node?.id ?? settings.defaultUnit, name: node?.name ?? settings.defaultUnit }, ...(spaces.length > 0 ? { spaces } : {}) }, 'oidc');
}

const keyOf = ({ unit, role }: SpaceGrant): string => `${role}@${unit}`;
const same = (a: readonly SpaceGrant[], b: readonly SpaceGrant[]): boolean => a.length === b.length && a.every((one) => b.some((other) => keyOf(other) === keyOf(one)));

/** What the claims say about name, unit and roles now, where it differs. */
async function follow(base: Accounts, settings: OpenOidc, user: User, told: Claims): Promise<User> {
  const unit = unitOf(base, settings, told);
  const claimed = textOf(told[settings.claims.name]);
  const name = claimed === undefined ? undefined : textStart(claimed, 80);
  const spaces = settings.roles.length === 0 ? undefined : spacesOf(settings, told);
  const change = {
    ...(name !== undefined && name !== user.name ? { name } : {}),
    ...(unit !== undefined && unit !== user.unit.id ? { unit: { id: unit, name: base.units.find(unit)?.name ?? unit } } : {}),
    ...(spaces !== undefined && !same(spaces, user.spaces ?? []) ? { spaces } : {}),
  };
  return Object.keys(change).length === 0 ? user : changeUser(base, user.id, change, 'oidc');
}

/** Ties an account to a subject; a subject has one account for good. @throws SCN_OIDC_LINKED */
async function tie(base: Accounts, link: string, user: string, facts: { readonly issuer: string; readonly subject: string }): Promise<void> {
  try {
    await base.store.documents.put(KIND, link, { user, ...facts }, { expectedVersion: 0, by: user });
  } catch (cause) {
    if (isCoded(cause, 'SCN_STORE_CONFLICT')) throw fail('SCN_OIDC_LINKED', {}, cause);
    throw cause;
  }
  await audit(base, user, 'oidc.link', user, { issuer: facts.issuer });
}

/**
 * The account of whoever came from the provider. `linking`: somebody who is logged in ties their own account to it.
 * @throws SCN_OIDC_NO_ACCOUNT, SCN_OIDC_LINKED, SCN_AUTH_WRONG for a closed account
 */
export async function oidcAccount(base: Accounts, settings: OpenOidc, told: Claims & { readonly sub: string }, linking: string | undefined): Promise<User> {
  const facts = { issuer: settings.issuer, subject: told.sub };
  const link = linkId(facts.issuer, facts.subject);
  const known = (await base.store.documents.get<{ readonly user: string }>(KIND, link))?.body.user;
  if (linking !== undefined && known !== undefined && known !== linking) throw fail('SCN_OIDC_LINKED');
  const id = known ?? linking;
  const user = id === undefined ? await make(base, settings, told, link) : await findUser(base, id);
  if (!user || user.disabled) throw fail('SCN_OIDC_CLOSED');
  if (known === undefined) await tie(base, link, user.id, facts);
  await audit(base, user.id, 'login', user.id, { by: 'oidc' });
  return follow(base, settings, user, told);
}
