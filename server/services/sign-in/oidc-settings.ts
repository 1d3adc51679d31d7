import type { OidcFacts, OidcSettings } from '../../api/oidc.ts';
import { fail } from '../../errors.ts';
import { audit } from '../context.ts';
import type { Base } from '../context.ts';
import type { Sealed, Secrets } from '../secrets.ts';
import { ROOT } from '../spaces/unit-shelf.ts';

const KIND = 'setting';
const ID = 'oidc';
const OWNER = 'setting/oidc';

interface Stored extends OidcFacts {
  readonly secret?: Sealed;
}

export interface OidcSettingsBase extends Base {
  readonly secrets: Secrets;
}

export interface OpenOidc extends OidcFacts {
  readonly clientSecret: string | undefined;
  readonly version: number;
}

const FRESH: Stored = { enabled: false, title: '单点登录', issuer: 'https://', clientId: 'scenario-studio', create: 'nobody', claims: { login: 'preferred_username', name: 'name', unit: 'department', roles: 'groups' }, units: [], roles: [], defaultUnit: ROOT };

export async function oidcSettings(base: Base, redirectUri: string): Promise<OidcSettings> {
  const found = await base.store.documents.get<Stored>(KIND, ID);
  const { secret, ...facts } = found?.body ?? FRESH;
  return { ...facts, secretSet: secret !== undefined, redirectUri, version: found?.version ?? 0 };
}

/** The settings with the secret, while single sign-on is on. */
export async function openOidc(base: OidcSettingsBase): Promise<OpenOidc | null> {
  const found = await base.store.documents.get<Stored>(KIND, ID);
  if (!found?.body.enabled) return null;
  const { secret, ...facts } = found.body;
  return { ...facts, clientSecret: secret ? base.secrets.open(secret, OWNER) : undefined, version: found.version };
}

/** An issuer in the clear is believed only on this machine. @throws SCN_OIDC_ISSUER, SCN_STORE_CONFLICT */
export async function saveOidc(base: OidcSettingsBase, wanted: OidcFacts & { readonly secret?: string }, baseVersion: number, by: string): Promise<void> {
  const { secret, ...facts } = wanted;
  const issuer = URL.canParse(facts.issuer) ? new URL(facts.issuer) : null;
  const isLocal = issuer?.hostname === '127.0.0.1' || issuer?.hostname === 'localhost' || issuer?.hostname === '[::1]';
  if (!issuer || issuer.username !== '' || issuer.search !== '' || (issuer.protocol !== 'https:' && !isLocal)) throw fail('SCN_OIDC_ISSUER', { issuer: facts.issuer });
  const old = await base.store.documents.get<Stored>(KIND, ID);
  const sealed = secret === undefined ? old?.body.secret : secret === '' ? undefined : base.secrets.seal(secret, OWNER);
  await base.store.documents.put<Stored>(KIND, ID, { ...facts, ...(sealed ? { secret: sealed } : {}) }, { expectedVersion: baseVersion, by });
  await audit(base, by, 'sign-in.oidc', ID, { enabled: facts.enabled, issuer: facts.issuer, create: facts.create, secretChanged: secret !== undefined });
}
