import { encode } from 'uqr';
import { fitsQr } from '../../../../../runtime/schema/paper.ts';

/** The black squares of a QR code as one path; medium correction, with the quiet zone that readers need. Undefined where no code can be made of it. */
export function qrPath(value: string): { readonly path: string; readonly size: number } | undefined {
  if (!fitsQr(value)) return undefined;
  try {
    const { data, size } = encode(value, { ecc: 'M', border: 4 });
    return { path: data.map((row, y) => row.map((on, x) => (on ? `M${x} ${y}h1v1h-1z` : '')).join('')).join(''), size };
  } catch {
    // Half a character has no bytes.
    return undefined;
  }
}
