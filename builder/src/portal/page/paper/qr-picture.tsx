import { encode } from 'uqr';

/** A QR code as one path; medium correction, with the quiet zone that readers need. */
export function QrPicture({ value, label, width }: { readonly value: string; readonly label: string; readonly width: number }) {
  const { data, size } = encode(value, { ecc: 'M', border: 4 });
  const path = data.map((row, y) => row.map((on, x) => (on ? `M${x} ${y}h1v1h-1z` : '')).join('')).join('');
  return <svg className="paper-qr" role="img" aria-label={label} viewBox={`0 0 ${size} ${size}`} style={{ width: `${width}mm` }}><path d={path} /></svg>;
}
