import { Type, type Static } from 'typebox';
import { Obj, Opt, Str } from './common.ts';

/** POST /api/scenarios/:id/here: where the caller is in a draft; again at least every 20 seconds. */
export const HereBody = Obj({
  page: Str({ pattern: '^[a-z0-9-]{8,40}$', description: 'Names the page of the browser, also in the address of the stream' }),
  flow: Str({ maxLength: 200 }),
  nodes: Type.Array(Str({ maxLength: 200 }), { maxItems: 20, description: 'What is chosen there' }),
});

/** Somebody at a draft, in one page of one browser. */
export const PersonAtDraftSchema = Obj({ page: Str(), id: Str(), name: Str(), flow: Str(), nodes: Type.Array(Str()) });
export type PersonAtDraft = Static<typeof PersonAtDraftSchema>;

/** GET /api/scenarios/:id/draft/live, one event; an empty one says that something may have been missed. */
export const DraftChangeSchema = Obj({ version: Opt(Type.Integer()), by: Opt(Obj({ id: Str(), name: Str() })), people: Opt(Type.Array(PersonAtDraftSchema)), nodeTypes: Opt(Type.Literal(true, { description: 'Plugins came, went or changed' })) });
export type DraftChange = Static<typeof DraftChangeSchema>;
