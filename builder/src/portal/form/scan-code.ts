interface Detector {
  readonly detect: (picture: ImageBitmap) => Promise<readonly { readonly rawValue: string }[]>;
}
type DetectorMaker = new () => Detector;

/** Longest side that is looked at: codes are large in a picture taken of them. */
const MOST = 1600;

async function byBrowser(picture: ImageBitmap): Promise<string | undefined> {
  const Maker = (globalThis as { readonly BarcodeDetector?: DetectorMaker }).BarcodeDetector;
  if (Maker === undefined) return undefined;
  try {
    return (await new Maker().detect(picture))[0]?.rawValue;
  } catch {
    return undefined;
  }
}

async function byLibrary(picture: ImageBitmap): Promise<string | undefined> {
  const share = Math.min(1, MOST / Math.max(picture.width, picture.height));
  const [width, height] = [Math.round(picture.width * share), Math.round(picture.height * share)];
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  if (!pen) return undefined;
  pen.drawImage(picture, 0, 0, width, height);
  const { default: decode } = await import('qr/decode.js');
  try {
    return decode(pen.getImageData(0, 0, width, height));
  } catch {
    return undefined;
  }
}

/** The text of the QR or bar code in a picture; undefined when there is none to read. Bar codes need a browser that knows them. */
export async function scanCode(file: Blob): Promise<string | undefined> {
  const picture = await createImageBitmap(file);
  try {
    return (await byBrowser(picture)) ?? (await byLibrary(picture));
  } finally {
    picture.close();
  }
}
