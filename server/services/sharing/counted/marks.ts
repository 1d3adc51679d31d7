import { hash } from 'node:crypto';
import type { StoredRow } from '../../../../runtime/host/row-filter.ts';
import { canonicalText } from '../../../../runtime/schema/canonical-json.ts';
import { MARK } from './classes.ts';

const marked = (text: string): string => hash('sha256', text, 'base64url').slice(0, MARK);

/** By what it holds and not by its version, which begins anew when all rows are replaced. */
export const heldMark = (seed: string, { id, data }: StoredRow): string => marked(`${seed} ${JSON.stringify(id)} ${canonicalText(data)}`);
export const idMark = (seed: string, { id }: StoredRow): string => marked(`${seed} ${JSON.stringify(id)}`);
