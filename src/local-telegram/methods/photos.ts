import { randomBytes } from 'node:crypto';
import type { PhotoSize } from '@grammyjs/types';
import { badRequest } from '../api-error.js';
import { imageInfo } from '../image-size.js';
import * as schemas from '../schemas/sending.js';
import { defineMethod, type Call } from './method.js';
import { botText, sendAsBot } from './sending.js';

/** core.telegram.org/bots/api#sendphoto: 10 MB, sides of at most 10,000 together, ratio of at most 20. */
const MAX_BYTES = 10 * 1024 * 1024;
const MAX_SIDES = 10_000;
const MAX_RATIO = 20;
const MAX_PHOTOS = 200;

function storeUpload(call: Call, name: string): PhotoSize {
  const file = call.files.get(name);
  if (file === undefined) throw badRequest('there is no photo in the request');
  if (file.bytes.byteLength > MAX_BYTES) throw badRequest('file is too big');
  const info = imageInfo(file.bytes);
  if (info === null) throw badRequest('IMAGE_PROCESS_FAILED');
  const { width, height, mimeType } = info;
  const ratio = Math.max(width, height) / Math.max(1, Math.min(width, height));
  if (width + height > MAX_SIDES || ratio > MAX_RATIO) throw badRequest('PHOTO_INVALID_DIMENSIONS');
  const fileId = `photo-${randomBytes(12).toString('base64url')}`;
  const { photos } = call.state;
  photos.set(fileId, { bytes: file.bytes, mimeType, width, height });
  for (const oldest of photos.keys()) {
    if (photos.size <= MAX_PHOTOS) break;
    photos.delete(oldest);
  }
  return { file_id: fileId, file_unique_id: fileId.slice(-12), width, height, file_size: file.bytes.byteLength };
}

/** A photo sent before, by its `file_id`. Addresses are refused: this server fetches nothing. */
function storedPhoto(call: Call, fileId: string): PhotoSize {
  const photo = call.state.photos.get(fileId);
  if (photo === undefined) {
    throw badRequest('wrong file identifier/HTTP URL specified (the local Telegram fetches no addresses)');
  }
  const { width, height, bytes } = photo;
  return { file_id: fileId, file_unique_id: fileId.slice(-12), width, height, file_size: bytes.byteLength };
}

export const sendPhoto = defineMethod(schemas.sendPhoto, (params, call) => {
  const caption = botText(params.caption ?? '', params.caption_entities, call);
  if (caption.text.length > 1024) throw badRequest('message caption is too long');
  const attached = /^attach:\/\/(.+)$/.exec(params.photo)?.[1];
  const isField = call.files.has(params.photo);
  const size =
    attached === undefined && !isField ? storedPhoto(call, params.photo) : storeUpload(call, attached ?? params.photo);
  return sendAsBot(call, params, {
    photo: [size],
    ...(caption.text === '' ? {} : { caption: caption.text }),
    ...(caption.entities.length === 0 ? {} : { caption_entities: caption.entities }),
    ...(params.show_caption_above_media === true ? { show_caption_above_media: true } : {}),
    ...(params.has_spoiler === true ? { has_media_spoiler: true } : {}),
  });
});
