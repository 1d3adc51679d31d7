import type { FastifyInstance } from 'fastify';
import { NoticeSettingsBody, NoticeSettingsSaved, NoticeSettingsSchema, NoticeTrialBody } from '../../api/notices.ts';
import { Ok } from '../../api/common.ts';
import { readNoticeSettings, saveNoticeSettings } from '../../services/notice-settings.ts';
import { sendTrial } from '../../services/send-personal.ts';
import { problemAnswer, typed } from '../typed.ts';
import { readerOf } from './reader.ts';

const config = { access: 'user' as const };
const tags = ['portal'];
const TRIALS = 6;

/** Where a person wants notices beside the portal. */
export async function noticeSettingsRoutes(app: FastifyInstance): Promise<void> {
  const api = typed(app);
  const { studio } = app;
  api.get('/api/portal/notice-settings', { config, schema: { tags, response: { 200: NoticeSettingsSchema, ...problemAnswer } } }, (request) => readNoticeSettings(studio, readerOf(request).user.id));
  api.put('/api/portal/notice-settings', { config, schema: { tags, body: NoticeSettingsBody, response: { 200: NoticeSettingsSaved, ...problemAnswer } } }, (request) => saveNoticeSettings(studio, readerOf(request).user.id, request.body));
  // A trial leaves the house: few in a minute, so that nobody makes a mail gun of it.
  const trialConfig = { ...config, rateLimit: { max: TRIALS, timeWindow: 60_000 } };
  api.post('/api/portal/notice-settings/test', { config: trialConfig, schema: { tags, body: NoticeTrialBody, response: { 200: Ok, ...problemAnswer } } }, async (request) => {
    const { user, locale } = readerOf(request);
    await sendTrial(studio, user.id, request.body.channel, locale);
    return { ok: true as const };
  });
}
