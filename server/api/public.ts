import { Type, type Static } from 'typebox';
import { Obj, Opt, Str } from './common.ts';
import { PortalThemeSchema } from './theme.ts';
import { PortalAppSchema, PortalFormSchema, RunViewSchema, StartRunBody } from './portal.ts';

/** GET /api/public/apps/:id */
export const PublicAppSchema = Obj({ app: PortalAppSchema, /** Sample data is still being loaded: 0–99 percent. */ loading: Opt(Type.Integer()), start: Opt(PortalFormSchema), /** Origins that may show it in a frame; told its height. */ embed: Opt(Type.Array(Str())), /** How pages of the space it belongs to look. */ theme: Opt(PortalThemeSchema) });
export type PublicAppView = Static<typeof PublicAppSchema>;

/** POST /api/public/apps/:id/challenges: `picture` to read, or `words` to work out. */
export const ChallengeBody = Obj({ way: Type.Enum(['picture', 'words']) });
export const ChallengeSchema = Obj({ id: Str(), until: Str(), way: Type.Enum(['picture', 'words']), /** A data address of a PNG. */ picture: Opt(Str()), question: Opt(Str()) });
export type ChallengeView = Static<typeof ChallengeSchema>;

const token = Str({ minLength: 43, maxLength: 43, pattern: '^[\\w-]+$' });

/** POST /api/public/apps/:id/visits: an answer gives the token that files and the submit are sent with. */
export const VisitBody = Obj({ challenge: token, answer: Str({ minLength: 1, maxLength: 40 }), visit: Opt(token) });
export const VisitSchema = Obj({ visit: Str(), /** A submit is taken until then. */ until: Str() });
export type VisitView = Static<typeof VisitSchema>;

/** POST /api/public/apps/:id/runs */
export const PublicRunBody = Obj({ ...StartRunBody.properties, visit: token });
/** POST /api/public/receipts */
export const ReceiptBody = Obj({ number: Str({ minLength: 1, maxLength: 40 }), code: Str({ minLength: 1, maxLength: 40 }) });
export const ReceiptSchema = Obj({ number: Str(), /** Told after a submit, never again. */ code: Opt(Str()), run: RunViewSchema });
export type ReceiptView = Static<typeof ReceiptSchema>;

export const PublicFileQuery = Obj({ name: Str({ minLength: 1, maxLength: 200 }), visit: token });
