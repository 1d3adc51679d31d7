/** What the beginning of a picture says of its size, so that nobody has to take it apart to know. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

const PNG = 0x89_50_4e_47;
/** The frame of a JPEG may stand behind a preview and the camera's notes. */
const HEAD_BYTES = 512 * 1024;

function pngSize(view: DataView): PictureSize | undefined {
  return view.byteLength >= 24 && view.getUint32(0) === PNG ? { width: view.getUint32(16), height: view.getUint32(20) } : undefined;
}

const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

function jpegSize(view: DataView): PictureSize | undefined {
  if (view.byteLength < 4 || view.getUint16(0) !== 0xff_d8) return undefined;
  for (let at = 2; at + 9 <= view.byteLength && view.getUint8(at) === 0xff; at += 2 + view.getUint16(at + 2)) {
    if (isFrame(view.getUint8(at + 1))) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
  }
  return undefined;
}

/** Width and height of a PNG or JPEG; undefined for every other file. */
export async function pictureSize(file: Blob): Promise<PictureSize | undefined> {
  const view = new DataView(await file.slice(0, HEAD_BYTES).arrayBuffer());
  return pngSize(view) ?? jpegSize(view);
}
