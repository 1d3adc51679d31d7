import { describe, expect, it } from 'vitest';
import { isMadeSmall, refusalOf } from '../../../builder/src/portal/form/file-limits.ts';

const MB = 1_048_576;

describe('a file that somebody chose', () => {
  it.each([
    ['a.jpg', 50, false, true, undefined], ['a.jpg', 2, false, false, undefined], ['a.JPEG', 81, false, true, 'photoTooLarge'], ['a.pdf', 50, false, false, 'fileTooLarge'],
    ['a.gif', 50, false, false, 'fileTooLarge'], ['a.exe', 1, false, false, 'notAllowed'], ['a.jpg', 50, true, true, undefined], ['a.pdf', 1, true, true, 'notPhoto'], ['a.jpg', 90, true, true, 'photoTooLarge'],
    ['a.HEIC', 3, true, true, 'applePhoto'], ['a.heif', 3, false, false, 'applePhoto'],
  ] as const)('%s of %i MB, where only photos are taken: %s, is made small: %s, and refused: %s', (name, mb, photo, small, refused) => {
    const file = { name, size: mb * MB };
    expect([isMadeSmall(file, photo), refusalOf(file, photo)]).toEqual([small, refused]);
  });
});
