import { describe, expect, it } from 'vitest';
import { pictureSize } from '../../../builder/src/portal/form/picture-size.ts';

const bytes = (hex: string) => new Blob([Buffer.from(hex.replaceAll(' ', ''), 'hex')]);
const PNG = '89504e470d0a1a0a 0000000d 49484452 00002ee0 00002328 0806000000';

describe('the size of a picture, told by its beginning', () => {
  it.each([
    ['a PNG', PNG, { width: 12_000, height: 9_000 }],
    ['a JPEG behind the notes of a camera', 'ffd8 ffe1 0006 45786966 ffc2 0011 08 2328 2ee0 03 00000000', { width: 12_000, height: 9_000 }],
    ['a JPEG that ends before its frame', 'ffd8 ffe1 0006 4578', undefined],
    ['a JPEG whose parts lead nowhere', 'ffd8 ffe1 ffff', undefined],
    ['a PNG cut off', PNG.slice(0, 40), undefined],
    ['nothing', '', undefined],
    ['a text', Buffer.from('hello, this is no picture at all').toString('hex'), undefined],
  ])('%s', async (_, hex, size) => expect(await pictureSize(bytes(hex))).toEqual(size));
});
