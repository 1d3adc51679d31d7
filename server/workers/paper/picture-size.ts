/** Kind and sides of a PNG or JPEG by its first bytes; null for anything else. */
export function pictureSize(bytes: Uint8Array): { readonly type: 'png' | 'jpg'; readonly width: number; readonly height: number } | null {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.length > 24 && view.readUInt32BE(0) === 0x89504e47) return sized('png', view.readUInt32BE(16), view.readUInt32BE(20));
  if (view.length < 4 || view.readUInt16BE(0) !== 0xffd8) return null;
  // JPEG: segments until the one that says how large the frame is (ITU-T T.81, B.2.2).
  for (let at = 2; at + 9 < view.length; at += 2 + view.readUInt16BE(at + 2)) {
    if (view[at] !== 0xff) return null;
    const marker = view[at + 1] ?? 0;
    if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc) return sized('jpg', view.readUInt16BE(at + 7), view.readUInt16BE(at + 5));
  }
  return null;
}

const sized = (type: 'png' | 'jpg', width: number, height: number) => (width > 0 && height > 0 ? { type, width, height } : null);
