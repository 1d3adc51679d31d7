import { Type, type Static } from 'typebox';
import { Obj, Opt, Str } from './common.ts';

/** `deadline`: reminders, escalations and hand-overs of tasks. `message`: what a scenario tells people. */
const NoticeKindSchema = Type.Union([Type.Literal('deadline'), Type.Literal('message')]);

const kinds = Type.Array(NoticeKindSchema, { maxItems: 2, uniqueItems: true });
const mail = Str({ format: 'email', maxLength: 200 });
const webhook = Str({ maxLength: 500, pattern: '^https://' });

/** Where a person wants notices beside the portal: GET, PUT /api/portal/notice-settings */
export const NoticeSettingsSchema = Obj({ mail: Opt(mail), mailFor: kinds, webhook: Opt(webhook), webhookFor: kinds, secretSet: Type.Boolean(), version: Type.Integer() });
export type NoticeSettings = Static<typeof NoticeSettingsSchema>;

export const NoticeSettingsBody = Obj({ mail: Opt(mail), mailFor: kinds, webhook: Opt(webhook), webhookFor: kinds, baseVersion: Type.Integer() });
export type NoticeSettingsBody = Static<typeof NoticeSettingsBody>;

export const NoticeSettingsSaved = Obj({ settings: NoticeSettingsSchema, /** Told once: what the receiver checks signatures with. */ secret: Opt(Str()) });

/** POST /api/portal/notice-settings/test: a trial to the saved address. */
export const NoticeTrialBody = Obj({ channel: Type.Union([Type.Literal('mail'), Type.Literal('webhook')]) });
