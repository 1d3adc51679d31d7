import { Type, type Static } from 'typebox';
import { Json, Obj, Opt, Paged, Str } from './common.ts';

/** A start of the published release that begins runs by itself. */
export const TriggerItemSchema = Obj({
  /** `<flow>/<node>` */
  source: Str(),
  kind: Type.Union([Type.Literal('schedule'), Type.Literal('row'), Type.Literal('webhook')]),
  title: Str(),
  paused: Opt(Obj({ at: Str(), by: Str(), byName: Opt(Str()) })),
  /** Schedules. */
  cron: Opt(Str()),
  zone: Opt(Str()),
  next: Opt(Type.Array(Str())),
  last: Opt(Str()),
  /** Rows. */
  dataset: Opt(Str()),
  on: Opt(Str()),
  /** Webhooks: where they are sent to, and since when the secret counts; absent before the first secret. */
  hook: Opt(Obj({ path: Str(), secrets: Type.Array(Obj({ createdAt: Str(), until: Opt(Str()) })) })),
});
export type TriggerItem = Static<typeof TriggerItemSchema>;

export const DeliveryItemSchema = Obj({
  id: Str(),
  kind: Type.Union([Type.Literal('run'), Type.Literal('event'), Type.Literal('message')]),
  status: Type.Union([Type.Literal('waiting'), Type.Literal('failed')]),
  source: Str(),
  title: Str(),
  /** What it is about: a row, a tick, an event, a message id; never the content. */
  about: Str(),
  at: Str(),
  dueAt: Str(),
  attempts: Type.Integer(),
  problem: Opt(Obj({ code: Str(), detail: Str(), hint: Opt(Str()) })),
});
export type DeliveryItem = Static<typeof DeliveryItemSchema>;
export const DeliveryPage = Paged(DeliveryItemSchema);

export const TriggerPauseBody = Obj({ source: Str({ maxLength: 200 }), paused: Type.Boolean() });
export const TriggerSecretBody = Obj({ source: Str({ maxLength: 200 }) });
export const TriggerSecretSchema = Obj({ path: Str(), /** Told once. */ secret: Str(), /** So long the one before still counts. */ until: Opt(Str()) });

export const DeliveriesBody = Obj({ ids: Type.Array(Str({ maxLength: 120 }), { minItems: 1, maxItems: 50, uniqueItems: true }) });
export const DeliveriesDropBody = Obj({ ids: DeliveriesBody.properties.ids, reason: Str({ minLength: 1, maxLength: 500 }) });
/** One result for each id that was asked for. */
export const DeliveryResultsSchema = Obj({ results: Type.Array(Obj({ id: Str(), ok: Type.Boolean(), run: Opt(Str()), code: Opt(Str()), message: Opt(Str()) })) });
export type DeliveryResults = Static<typeof DeliveryResultsSchema>;

/** POST /api/apps/:id/events: tells runs of the app that wait for this name and key. */
export const EventBody = Obj({ name: Str({ minLength: 1, maxLength: 120 }), key: Json, data: Opt(Json) });
export const EventAnswerSchema = Obj({ /** Runs that were waiting. 0: it is kept for 10 minutes for those that begin to. */ reached: Type.Integer(), id: Str() });

/** POST /api/hooks/:hook */
export const HookAnswerSchema = Obj({ run: Opt(Str()), duplicate: Type.Boolean() });
