import type { Static } from 'typebox';
import { Type } from 'typebox';
import { Obj, Opt, Str, TextPairSchema } from './common.ts';

/** What a plugin may do, as a sentence. */
const ScopeSchema = Obj({ scope: Str(), words: TextPairSchema });

const PackageSchema = Obj({
  version: Str(),
  description: Str(),
  license: Str(),
  scopes: Type.Array(ScopeSchema),
  /** sha-512 of the package, as npm writes it. */
  integrity: Str(),
  bytes: Type.Integer(),
  files: Type.Integer(),
  by: Str(),
  at: Str(),
  /** A lower version than the one in use. */
  older: Opt(Type.Boolean()),
});

/** GET /api/plugins */
export const PluginItemSchema = Obj({
  name: Str(),
  version: Str(),
  source: Type.Union([Type.Literal('folder'), Type.Literal('upload')]),
  status: Type.Union([Type.Literal('loaded'), Type.Literal('failed'), Type.Literal('off'), Type.Literal('waiting')]),
  error: Opt(Obj({ code: Str(), message: Str(), hint: Opt(Str()) })),
  nodes: Type.Array(Str()),
  scopes: Type.Array(ScopeSchema),
  /** Where it was found; absent for an uploaded one. */
  path: Opt(Str()),
  integrity: Opt(Str()),
  approved: Opt(Obj({ by: Str(), at: Str() })),
  /** Titles of published scenarios that have a node of it. */
  usedBy: Type.Array(Str()),
  /** A package that was uploaded and is not approved yet. */
  waiting: Opt(PackageSchema),
});
export type PluginItem = Static<typeof PluginItemSchema>;

const name = Str({ minLength: 1, maxLength: 170 });
export const PluginNameQuery = Obj({ name });
export const PluginApprovalBody = Obj({ name, integrity: Str({ minLength: 1, maxLength: 200 }) });
export const PluginSwitchBody = Obj({ name, enabled: Type.Boolean() });
