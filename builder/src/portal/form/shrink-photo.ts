import { pictureSize } from './picture-size.ts';

/** Longest side of a photo that is sent: enough to read a number plate, a twentieth of what a phone takes. */
const MOST_SIDE = 2560;
const QUALITY = 0.85;

const asJpg = (name: string): string => `${name.replace(/\.[^.]*$/, '')}.jpg`;

/** Points of a picture beyond which taking it apart may end the page on a phone: twice what the largest cameras take. */
const MOST_POINTS = 220_000_000;

/** A picture of too many points for a device. */
export class TooManyPoints extends Error {}

/** One after the other: a phone has room for one photo taken apart, not for ten. */
let before: Promise<unknown> = Promise.resolve();

export function shrinkPhoto(file: File): Promise<File> {
  const made = before.then(() => shrink(file));
  before = made.catch(() => undefined);
  return made;
}

/**
 * A photo made small on the device: upright, and without what the camera wrote into it, such as the place.
 * @throws when the browser cannot read it as a picture
 */
async function shrink(file: File): Promise<File> {
  const size = await pictureSize(file);
  if (size !== undefined && size.width * size.height > MOST_POINTS) throw new TooManyPoints();
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
  const share = Math.min(1, MOST_SIDE / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * share));
  canvas.height = Math.max(1, Math.round(picture.height * share));
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('no canvas');
  // JPEG has no transparency: what was clear becomes paper.
  pen.fillStyle = '#ffffff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.imageSmoothingQuality = 'high';
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', QUALITY));
  canvas.width = 0;
  if (!blob) throw new Error('no picture');
  return new File([blob], asJpg(file.name), { type: 'image/jpeg', lastModified: file.lastModified });
}
