import { describe, expect, it } from 'vitest';
import { qrPath } from '../../../builder/src/portal/page/paper/qr-path.ts';

describe('the QR code of a document', () => {
  it('is drawn of up to 2,000 bytes', () => {
    expect(qrPath('长'.repeat(666))?.path).toMatch(/^M4 4h1v1h-1z/);
    expect(qrPath('x'.repeat(2000))?.size).toBeGreaterThan(150);
  });

  it('is left out where none can be made of the value, and nothing is thrown', () => {
    for (const value of ['x'.repeat(2001), '长'.repeat(777), '\u{D800}']) expect(qrPath(value)).toBeUndefined();
  });
});
