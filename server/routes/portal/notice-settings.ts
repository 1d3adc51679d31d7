import type { FastifyInstance } from 'fastify';
import { NoticeSettingsBody, NoticeSettingsSaved, NoticeSettingsSchema } from '../../api/notices.ts';
import { readNoticeSettings, saveNoticeSettings } from '../../services/notice-settings.ts';
import { problemAnswer, typed } from '../typed.ts';
import { readerOf } from './reader.ts';

const config = { access: 'user' as const };
const tags = ['portal'];

/** Where a person wants notices beside the portal. */
export async function noticeSettingsRoutes(app: FastifyInstance): Promise<void> {
  const api = typed(app);
  const { studio } = app;
  api.get('/api/portal/notice-settings', { config, schema: { tags, response: { 200: NoticeSettingsSchema, ...problemAnswer } } }, (request) => readNoticeSettings(studio, readerOf(request).user.id));
  api.put('/api/portal/notice-settings', { config, schema: { tags, body: NoticeSettingsBody, response: { 200: NoticeSettingsSaved, ...problemAnswer } } }, (request) => saveNoticeSettings(studio, readerOf(request).user.id, request.body));
}
