import { parseCookie, stringifySetCookie } from 'cookie';
import type { FastifyInstance, FastifyReply } from 'fastify';
import './studio.ts';

/** The prefix makes browsers refuse the cookie unless it came over TLS from this very host. */
export function cookieName(secure: boolean): string {
  return secure ? '__Host-sid' : 'sid';
}

/** The session token a request carries. */
export function tokenOf(header: string | undefined, name: string): string | null {
  return header === undefined ? null : (parseCookie(header)[name] ?? null);
}

function attributes(app: FastifyInstance) {
  return { name: cookieName(app.studio.secure), httpOnly: true, sameSite: 'lax', path: '/', secure: app.studio.secure } as const;
}

export function setSessionCookie(app: FastifyInstance, reply: FastifyReply, token: string): void {
  void reply.header('set-cookie', stringifySetCookie({ ...attributes(app), value: token }));
}

export function clearSessionCookie(app: FastifyInstance, reply: FastifyReply): void {
  void reply.header('set-cookie', stringifySetCookie({ ...attributes(app), value: '', expires: new Date(0), maxAge: 0 }));
}
