import * as oidc from 'openid-client';
import type { User } from '../../api/account.ts';
import { fail } from '../../errors.ts';
import type { Accounts } from '../accounts.ts';
import { hashToken, newToken } from '../sessions.ts';
import { withProvider } from './oidc-client.ts';
import { oidcAccount } from './oidc-account.ts';
import { openOidc } from './oidc-settings.ts';
import type { OidcSettingsBase, OpenOidc } from './oidc-settings.ts';
import { issue, redeem } from './one-time.ts';

const AWAY_MS = 10 * 60_000;

export interface OidcBase extends Accounts, OidcSettingsBase {}

/** What is kept while somebody is at the provider. */
interface Away {
  readonly verifier: string;
  readonly nonce: string;
  /** The browser that began, by a cookie: nobody is logged in by a link that another began. */
  readonly browser: string;
  readonly linking?: string;
}

async function demandOidc(base: OidcBase): Promise<OpenOidc> {
  const settings = await openOidc(base);
  if (!settings) throw fail('SCN_OIDC_OFF');
  return settings;
}

/** Where the browser goes to prove who it is, and the cookie that it must bring back. */
export async function beginOidc(base: OidcBase, redirectUri: string, linking: string | undefined): Promise<{ url: string; browser: string }> {
  const settings = await demandOidc(base);
  const [verifier, nonce, browser] = [oidc.randomPKCECodeVerifier(), oidc.randomNonce(), newToken()];
  const away: Away = { verifier, nonce, browser: hashToken(browser), ...(linking === undefined ? {} : { linking }) };
  const { token } = await issue(base, 'oidc-state', away, AWAY_MS, 'anonymous');
  const challenge = await oidc.calculatePKCECodeChallenge(verifier);
  const url = await withProvider(settings, async (config) => oidc.buildAuthorizationUrl(config, { redirect_uri: redirectUri, scope: 'openid profile email', state: token, nonce, code_challenge: challenge, code_challenge_method: 'S256' }));
  return { url: url.href, browser };
}

/** Whoever comes back, with state, nonce, issuer, audience and signature held against what was sent. @throws SCN_OIDC_STATE, SCN_OIDC_PROVIDER and those of `oidcAccount` */
export async function endOidc(base: OidcBase, came: { readonly url: URL; readonly browser: string | undefined }): Promise<User> {
  const settings = await demandOidc(base);
  const state = came.url.searchParams.get('state') ?? '';
  const away = await redeem<Away>(base, 'oidc-state', state);
  if (!away || came.browser === undefined || hashToken(came.browser) !== away.browser) throw fail('SCN_OIDC_STATE');
  const told = await withProvider(settings, async (config) => {
    const tokens = await oidc.authorizationCodeGrant(config, came.url, { pkceCodeVerifier: away.verifier, expectedState: state, expectedNonce: away.nonce, idTokenExpected: true });
    const claims = tokens.claims();
    if (claims === undefined) throw fail('SCN_OIDC_STATE');
    const more = config.serverMetadata().userinfo_endpoint === undefined ? {} : await oidc.fetchUserInfo(config, tokens.access_token, claims.sub);
    return { ...more, ...claims };
  });
  return oidcAccount(base, settings, told, away.linking);
}

/** Where the browser ends its session at the provider too; nothing when it offers no such place or cannot be asked. */
export async function oidcLogout(base: OidcBase, home: string): Promise<string | undefined> {
  const settings = await openOidc(base);
  if (!settings) return undefined;
  try {
    return await withProvider(settings, async (config) => (config.serverMetadata().end_session_endpoint === undefined ? undefined : oidc.buildEndSessionUrl(config, { post_logout_redirect_uri: home }).href));
  } catch (error) {
    base.log.warn({ error: error instanceof Error ? error.message : String(error) }, 'single sign-on was not asked where to log out');
    return undefined;
  }
}

/** Whether the issuer answers as one. @throws SCN_OIDC_PROVIDER, SCN_OIDC_OFF */
export async function tryOidc(base: OidcBase): Promise<string> {
  return withProvider(await demandOidc(base), async (config) => config.serverMetadata().issuer);
}
