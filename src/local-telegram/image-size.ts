/** Kind and size in pixels of a picture, or null when it is neither PNG nor JPEG. */
export interface ImageInfo {
  readonly mimeType: string;
  readonly width: number;
  readonly height: number;
}

function pngInfo(view: DataView): ImageInfo | null {
  const isPng = view.byteLength >= 24 && view.getUint32(0) === 0x89504e47;
  return isPng ? { mimeType: 'image/png', width: view.getUint32(16), height: view.getUint32(20) } : null;
}

/** Reads the first start-of-frame segment (ITU T.81, B.2.2). */
function jpegInfo(view: DataView): ImageInfo | null {
  if (view.byteLength < 4 || view.getUint16(0) !== 0xffd8) return null;
  let at = 2;
  while (at + 9 < view.byteLength && view.getUint8(at) === 0xff) {
    const marker = view.getUint8(at + 1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) return { mimeType: 'image/jpeg', width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    at += 2 + view.getUint16(at + 2);
  }
  return null;
}

/** Tells a picture's kind and size from its first bytes. */
export function imageInfo(bytes: Uint8Array): ImageInfo | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return pngInfo(view) ?? jpegInfo(view);
}
