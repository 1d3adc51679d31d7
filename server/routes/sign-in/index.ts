import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { parseCookie, stringifySetCookie } from 'cookie';
import { Type } from 'typebox';
import { isScenarioError } from '../../../runtime/errors.ts';
import { Obj, Str } from '../../api/common.ts';
import { OidcSettingsBody, OidcSettingsSchema, SignInWaysSchema } from '../../api/oidc.ts';
import { accountOf } from '../../plugins/app/access.ts';
import { audit } from '../../services/context.ts';
import { beginOidc, endOidc, tryOidc } from '../../services/sign-in/oidc-flow.ts';
import { oidcSettings, openOidc, saveOidc } from '../../services/sign-in/oidc-settings.ts';
import { admit } from '../../services/sign-in/sign-in.ts';
import { answerEntry, homeOf } from '../account/enter.ts';
import { problemAnswer, typed } from '../typed.ts';

const tags = ['sign-in'];
const COOKIE = 'oidc';
const GUARDED = { rateLimit: { max: 60, timeWindow: 60_000 } };

/** Log-in by the provider of a province or city. */
export async function signInRoutes(app: FastifyInstance): Promise<void> {
  const api = typed(app);
  const { studio } = app;
  const redirectUri = (request: FastifyRequest) => `${homeOf(app, request)}/api/oidc/callback`;
  const cookie = (value: string, maxAge: number) => stringifySetCookie({ name: COOKIE, value, httpOnly: true, sameSite: 'lax', path: '/api/oidc', secure: studio.secure, maxAge });

  api.get('/api/sign-in/ways', { config: { access: 'public' }, schema: { tags, response: { 200: SignInWaysSchema, ...problemAnswer } } }, async () => {
    const settings = await openOidc(studio);
    return settings ? { oidc: { title: settings.title } } : {};
  });

  api.get('/api/sign-in/oidc', { config: { access: 'admin' }, schema: { tags, response: { 200: OidcSettingsSchema, ...problemAnswer } } }, (request) => oidcSettings(studio, redirectUri(request)));

  api.put('/api/sign-in/oidc', { config: { access: 'admin' }, schema: { tags, body: OidcSettingsBody, response: { 200: OidcSettingsSchema, ...problemAnswer } } }, async (request) => {
    const { baseVersion, ...wanted } = request.body;
    await saveOidc(studio, wanted, baseVersion, accountOf(request).id);
    return oidcSettings(studio, redirectUri(request));
  });

  api.post('/api/sign-in/oidc/try', { config: { access: 'admin' }, schema: { tags, response: { 200: Obj({ issuer: Str() }), ...problemAnswer } } }, async () => ({ issuer: await tryOidc(studio) }));

  /** A browser on its way, not a program: refusals are told by the log-in page. */
  const back = (reply: FastifyReply, error: unknown): FastifyReply => {
    const code = isScenarioError(error) ? error.code : 'SCN_API_INTERNAL';
    studio.log.warn({ code, cause: error instanceof Error && error.cause instanceof Error ? error.cause.message : undefined }, 'single sign-on refused');
    return reply.redirect(`/studio/login#problem=${code}`);
  };
  const query = Obj({ link: Type.Optional(Type.Literal('1')) });

  api.get('/api/oidc/start', { config: { access: 'public', ...GUARDED }, schema: { tags, querystring: query } }, async (request, reply) => {
    try {
      const linking = request.query.link === '1' && request.sessionMust === undefined ? request.account?.id : undefined;
      const { url, browser } = await beginOidc(studio, redirectUri(request), linking);
      return await reply.header('set-cookie', cookie(browser, 600)).redirect(url);
    } catch (error) {
      return back(reply, error);
    }
  });

  api.get('/api/oidc/callback', { config: { access: 'public', ...GUARDED }, schema: { tags } }, async (request, reply) => {
    try {
      const browser = parseCookie(request.headers.cookie ?? '')[COOKIE];
      void reply.header('set-cookie', cookie('', 0));
      const user = await endOidc(studio, { url: new URL(request.url, homeOf(app, request)), browser });
      const entry = await answerEntry(app, request, reply, await admit(studio, user), true);
      return await reply.redirect(entry.second ? `/studio/login#ticket=${entry.second.ticket}` : '/');
    } catch (error) {
      await audit(studio, 'anonymous', 'login.refused', 'oidc', { code: isScenarioError(error) ? error.code : 'SCN_API_INTERNAL' });
      return back(reply, error);
    }
  });
}
