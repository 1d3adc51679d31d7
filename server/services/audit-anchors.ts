import { createPrivateKey, createPublicKey, hkdfSync, sign, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { JsonObject } from '../../runtime/schema/json.ts';
import { isScenarioError } from '../../runtime/errors.ts';
import { canonicalJson } from '../stores/core/journal.ts';
import type { Base } from './context.ts';

const KIND = 'audit-anchor';
/** RFC 8410: what stands before the 32 bytes of an Ed25519 private key in PKCS#8. */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** The head of the audit chain on a day, signed: whoever rewrites the chain afterwards cannot rewrite this with it. */
export interface AuditAnchor {
  readonly day: string;
  readonly seq: number;
  readonly hash: string;
  readonly at: string;
  /** Ed25519 over the canonical JSON of the rest, base64. */
  readonly signature: string;
}

/** Where the record was cut by a rule of retention: the last entry that goes, signed, so that the rest still follows from it. */
export interface AuditCut {
  readonly seq: number;
  readonly hash: string;
  readonly at: string;
  /** When the entry after it was made. */
  readonly since: string;
  /** Ed25519 over the canonical JSON of the rest and that it is a cut, base64: no anchor passes for one. */
  readonly signature: string;
}

export interface AnchorKey {
  readonly sign: (facts: Omit<AuditAnchor, 'signature'>) => AuditAnchor;
  readonly holds: (anchor: AuditAnchor) => boolean;
  readonly signCut: (facts: Omit<AuditCut, 'signature'>) => AuditCut;
  readonly holdsCut: (cut: AuditCut) => boolean;
}

/** @param secret 32 bytes; the signing key is derived from it, so it never seals anything */
export function createAnchorKey(secret: Buffer): AnchorKey {
  const seed = Buffer.from(hkdfSync('sha256', secret, '', 'scenario-studio audit anchor', 32));
  const mine: KeyObject = createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });
  const known = createPublicKey(mine);
  const signed = (bytes: Buffer) => sign(null, bytes, mine).toString('base64');
  const holds = (bytes: Buffer, signature: string) => verify(null, bytes, known, Buffer.from(signature, 'base64'));
  const ofAnchor = ({ day, seq, hash, at }: Omit<AuditAnchor, 'signature'>) => Buffer.from(canonicalJson({ day, seq, hash, at }));
  const ofCut = ({ seq, hash, at, since }: Omit<AuditCut, 'signature'>) => Buffer.from(canonicalJson({ cut: true, seq, hash, at, since }));
  return {
    sign: (facts) => ({ ...facts, signature: signed(ofAnchor(facts)) }),
    holds: (anchor) => holds(ofAnchor(anchor), anchor.signature),
    signCut: (facts) => ({ ...facts, signature: signed(ofCut(facts)) }),
    holdsCut: (cut) => holds(ofCut(cut), cut.signature),
  };
}

/** One anchor a day, by whichever server is first. It also goes to the log, which is kept elsewhere. */
export async function anchorAudit(base: Base, key: AnchorKey): Promise<void> {
  const at = base.now().toISOString();
  const day = at.slice(0, 10);
  if (await base.store.documents.get(KIND, day)) return;
  const [head] = (await base.store.audit.list({ limit: 1 })).items;
  if (!head) return;
  const anchor = key.sign({ day, seq: head.seq, hash: head.hash, at });
  try {
    await base.store.documents.put(KIND, day, anchor as unknown as JsonObject, { expectedVersion: 0, by: 'system' });
    base.log.info({ anchor }, 'audit anchor');
  } catch (error) {
    if (!isScenarioError(error, 'SCN_STORE_CONFLICT')) throw error;
  }
}

export async function listAnchors({ store }: Pick<Base, 'store'>): Promise<readonly AuditAnchor[]> {
  return (await store.documents.list<AuditAnchor>(KIND)).map(({ body }) => body);
}
