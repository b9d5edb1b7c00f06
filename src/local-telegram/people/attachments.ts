import type { Message } from '@grammyjs/types';
import type { SendRequest } from '../client-protocol.js';
import type { State } from '../state.js';

/** A grey picture of 1 × 1 pixels as PNG: what people "photograph" here. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
  'base64',
);
const PHOTO_ID = 'photo-of-a-person';

/** The Message fields of a stand-in photo, sticker or voice message. */
export function attachmentFields(state: State, kind: SendRequest['attachment']): Partial<Message> {
  switch (kind) {
    case undefined:
      return {};
    case 'photo': {
      state.photos.set(PHOTO_ID, { bytes: new Uint8Array(PIXEL), mimeType: 'image/png', width: 1, height: 1 });
      return { photo: [{ file_id: PHOTO_ID, file_unique_id: 'person', width: 1, height: 1 }] };
    }
    case 'sticker': {
      const file = { file_id: 'sticker-1', file_unique_id: 'sticker1' };
      return {
        sticker: {
          ...file,
          type: 'regular',
          width: 512,
          height: 512,
          is_animated: false,
          is_video: false,
          emoji: '👍',
        },
      };
    }
    case 'voice':
      return { voice: { file_id: 'voice-1', file_unique_id: 'voice1', duration: 3 } };
  }
}
