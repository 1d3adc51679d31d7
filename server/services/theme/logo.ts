import { createHash } from 'node:crypto';
import { fail } from '../../errors.ts';
import { pictureSize } from '../../workers/paper/picture-size.ts';
import { unpackedBytes } from '../../workers/paper/unpacked-png.ts';

/** A picture as it is kept. Only kinds that can hold no script and that documents can hold, too. */
export interface Logo {
  readonly type: 'image/png' | 'image/jpeg';
  readonly data: string;
  readonly width: number;
  readonly height: number;
  /** Begins its SHA-256: in its address, so that a new one is fetched. */
  readonly mark: string;
}

export const MOST_BYTES = 102_400;
const SIDES = { least: 32, most: 1024 };
/** A banner is no logo: it would leave no room for the name. */
const MOST_LONG = 6;

/** Looks at every byte of it: what is no sound picture is not kept. @throws SCN_THEME_LOGO_KIND, SCN_THEME_LOGO_LARGE, SCN_THEME_LOGO_SIDES */
export function readLogo(base64: string): Logo {
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length > MOST_BYTES) throw fail('SCN_THEME_LOGO_LARGE', { size: Math.ceil(bytes.length / 1024), most: MOST_BYTES / 1024 });
  const size = pictureSize(bytes);
  if (!size) throw fail('SCN_THEME_LOGO_KIND');
  const { type, width, height } = size;
  if (Math.min(width, height) < SIDES.least || Math.max(width, height) > SIDES.most || width / height > MOST_LONG || height > width * 2) throw fail('SCN_THEME_LOGO_SIDES', { width, height, least: SIDES.least, most: SIDES.most });
  const isSound = type === 'png' ? unpackedBytes(bytes, SIDES.most * SIDES.most * 8 + SIDES.most) !== null : bytes.readUInt16BE(bytes.length - 2) === 0xffd9;
  if (!isSound) throw fail('SCN_THEME_LOGO_KIND');
  return { type: type === 'png' ? 'image/png' : 'image/jpeg', data: bytes.toString('base64'), width, height, mark: createHash('sha256').update(bytes).digest('hex').slice(0, 12) };
}

export const dataAddress = ({ type, data }: Logo): string => `data:${type};base64,${data}`;
