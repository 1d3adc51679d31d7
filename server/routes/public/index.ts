import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import type { JsonObject } from '../../../runtime/schema/json.ts';
import { Obj, Opt, Str } from '../../api/common.ts';
import { FileSchema } from '../../api/people.ts';
import { OptionsAnswerSchema } from '../../api/portal.ts';
import { ChallengeBody, ChallengeSchema, PublicAppSchema, PublicFileQuery, PublicRunBody, ReceiptBody, ReceiptSchema, VisitBody, VisitSchema } from '../../api/public.ts';
import { VerifiedSchema, VerifyBody } from '../../api/paper.ts';
import { localeOf } from '../../plugins/app/locale.ts';
import { verifyPaper } from '../../services/papers/verify.ts';
import { answerChallenge, offerChallenge } from '../../services/public/challenges.ts';
import { countedAddress } from '../../services/public/gates.ts';
import { demandPublicApp, publicChoices, publicForm } from '../../services/public/public-form.ts';
import type { Asker } from '../../services/public/public-form.ts';
import { lookUpReceipt } from '../../services/public/receipts.ts';
import { submitPublic } from '../../services/public/submit.ts';
import { MOST_PUBLIC_BYTES, takePublicFile } from '../../services/public/visits.ts';
import { waitOf } from '../portal/reader.ts';
import { problemAnswer, typed } from '../typed.ts';
import { lookRoutes } from './looks.ts';

const config = { access: 'public' as const };
const tags = ['public'];
const params = Obj({ id: Str({ maxLength: 100 }) });

const askerOf = (request: FastifyRequest): Asker => ({ address: countedAddress(request.ip), locale: localeOf(request) });

/** Forms that scenarios open to people without an account. Nobody’s session counts here: what a visitor may do hangs on the token of their visit. */
export async function publicRoutes(app: FastifyInstance): Promise<void> {
  const { studio } = app;
  await app.register(lookRoutes);
  app.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload));
  const api = typed(app);

  api.get('/api/public/apps/:id', { config, schema: { tags, params, response: { 200: PublicAppSchema, ...problemAnswer } } }, (request) => publicForm(studio, request.params.id, askerOf(request)));
  const choices = Obj({ field: Str({ maxLength: 100 }), q: Opt(Str({ maxLength: 100 })) });
  api.get('/api/public/apps/:id/options', { config, schema: { tags, params, querystring: choices, response: { 200: OptionsAnswerSchema, ...problemAnswer } } }, (request) => publicChoices(studio, request.params.id, request.query, askerOf(request)));

  api.post('/api/public/apps/:id/challenges', { config, schema: { tags, params, body: ChallengeBody, response: { 200: ChallengeSchema, ...problemAnswer } } }, (request) => {
    demandPublicApp(studio, request.params.id);
    return offerChallenge(studio, request.params.id, request.body.way, askerOf(request));
  });
  api.post('/api/public/apps/:id/visits', { config, schema: { tags, params, body: VisitBody, response: { 200: VisitSchema, ...problemAnswer } } }, (request) => {
    const { challenge, answer, visit } = request.body;
    demandPublicApp(studio, request.params.id);
    return answerChallenge(studio, { app: request.params.id, id: challenge, answer, ...(visit === undefined ? {} : { visit }) }, countedAddress(request.ip));
  });

  const description = 'The bytes of a file as `application/octet-stream`, at most 10 MB and six in a visit.';
  api.post('/api/public/apps/:id/files', { config, schema: { tags, description, params, querystring: PublicFileQuery, response: { 201: FileSchema, ...problemAnswer } } }, async (request, reply) => {
    const length = Number(request.headers['content-length']);
    // Told from the first line: the rest need not be sent.
    if (length > MOST_PUBLIC_BYTES) reply.header('connection', 'close');
    const content = request.body instanceof Readable ? request.body : Readable.from([]);
    demandPublicApp(studio, request.params.id);
    const file = await takePublicFile(studio, request.params.id, { ...request.query, ...(Number.isFinite(length) ? { bytes: length } : {}) }, content, countedAddress(request.ip));
    return reply.code(201).send(file);
  });

  api.post('/api/public/apps/:id/runs', { config, schema: { tags, params, body: PublicRunBody, response: { 200: ReceiptSchema, ...problemAnswer } } }, (request) => {
    const { visit, clientKey, release, input } = request.body;
    return submitPublic(studio, request.params.id, { visit, clientKey, input: input as JsonObject, waitMs: waitOf(request), ...(release === undefined ? {} : { release }) }, askerOf(request));
  });
  api.post('/api/public/documents/verify', { config, schema: { tags, body: VerifyBody, response: { 200: VerifiedSchema, ...problemAnswer } } }, (request, reply) => {
    reply.header('cache-control', 'no-store');
    return verifyPaper(studio, request.body, askerOf(request));
  });
  api.post('/api/public/receipts', { config, schema: { tags, body: ReceiptBody, response: { 200: ReceiptSchema, ...problemAnswer } } }, (request) => lookUpReceipt(studio, request.body, askerOf(request)));
}
