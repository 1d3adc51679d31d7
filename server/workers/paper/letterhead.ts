import type { Paper } from '../../api/paper.ts';
import { pictureSize } from './picture-size.ts';
import { MM, RULE, type Sheets } from './sheet.ts';

export const LOGO_MM = 9;

/** The bytes behind a data address, which the server wrote itself. */
export const logoBytes = (address: string): Buffer => Buffer.from(address.slice(address.indexOf(',') + 1), 'base64');

/** The logo as wide as it is drawn at its height; null when there is none. */
export function drawnLogo({ letterhead }: Paper): { readonly bytes: Buffer; readonly type: 'png' | 'jpg'; readonly ratio: number } | null {
  if (letterhead?.logo === undefined) return null;
  const bytes = logoBytes(letterhead.logo);
  const size = pictureSize(bytes);
  return size ? { bytes, type: size.type, ratio: size.width / size.height } : null;
}

/** Logo and name at the top of the first sheet, over a rule in the colour of the space. They are no content of the document and not in its digest. */
export function drawLetterhead(sheets: Sheets, paper: Paper): void {
  const { letterhead } = paper;
  if (!letterhead) return;
  const logo = drawnLogo(paper);
  const height = LOGO_MM * MM;
  const wide = logo ? logo.ratio * height : 0;
  const left = sheets.left + (logo ? wide + 3 * MM : 0);
  const style = { size: 13, weight: 700 as const };
  sheets.artifact(() => {
    if (logo) sheets.pdf.image(logo.bytes, sheets.left, sheets.y, { width: wide, height });
    const [line] = letterhead.name === undefined ? [] : sheets.lines(letterhead.name, sheets.width - (left - sheets.left), style);
    if (line !== undefined) sheets.line(line, left, sheets.y + (height - 13) / 2 - 1, sheets.width - (left - sheets.left), style);
    const rule = sheets.y + height + 2 * MM;
    sheets.pdf.lineWidth(1.2).moveTo(sheets.left, rule).lineTo(sheets.left + sheets.width, rule).stroke(letterhead.colour ?? RULE);
  });
  sheets.y += height + 6 * MM;
}
