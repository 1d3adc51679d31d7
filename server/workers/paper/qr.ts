import { encode } from 'uqr';
import { fitsQr } from '../../../runtime/schema/paper.ts';
import { greyPng } from '../../services/public/png.ts';

/** Modules of a QR code with the quiet zone that readers need; medium correction, so that a stain does no harm. Undefined where no code can be made of it. */
export function qrModules(text: string): readonly (readonly boolean[])[] | undefined {
  if (!fitsQr(text)) return undefined;
  try {
    return encode(text, { ecc: 'M', border: 4 }).data;
  } catch {
    // Half a character has no bytes.
    return undefined;
  }
}

/** The same as a picture, some points to a module. */
export function qrPng(text: string, scale = 6): Buffer | undefined {
  const modules = qrModules(text);
  if (!modules) return undefined;
  const side = modules.length * scale;
  const grey = new Uint8Array(side * side).fill(255);
  for (const [y, row] of modules.entries()) for (const [x, on] of row.entries()) if (on) for (let dy = 0; dy < scale; dy += 1) grey.fill(0, (y * scale + dy) * side + x * scale, (y * scale + dy) * side + (x + 1) * scale);
  return greyPng(side, side, grey);
}
