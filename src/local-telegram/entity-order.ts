import type { MessageEntity } from '@grammyjs/types';

/** What kind of rules an entity follows (tdlib MessageEntity.cpp: splittable, blockquote, pre, continuous). */
export type EntityFamily = 'style' | 'quotation' | 'code' | 'continuous';

const FAMILIES: Readonly<Partial<Record<MessageEntity['type'], EntityFamily>>> = {
  bold: 'style',
  italic: 'style',
  underline: 'style',
  strikethrough: 'style',
  spoiler: 'style',
  blockquote: 'quotation',
  expandable_blockquote: 'quotation',
  code: 'code',
  pre: 'code',
};

/** At one place and of one length, outer ones first (tdlib MessageEntity::get_type_priority). */
const PRIORITIES: Readonly<Partial<Record<MessageEntity['type'], number>>> = {
  blockquote: 0,
  expandable_blockquote: 0,
  pre: 11,
  code: 20,
  text_link: 49,
  text_mention: 49,
  bold: 90,
  italic: 91,
  underline: 92,
  strikethrough: 93,
  spoiler: 94,
};
const OTHER_PRIORITY = 50;

/** The family that decides how an entity goes together with others. */
export function familyOf(entity: MessageEntity): EntityFamily {
  return FAMILIES[entity.type] ?? 'continuous';
}

/** The offset after an entity's last unit. */
export function endOf(entity: MessageEntity): number {
  return entity.offset + entity.length;
}

function priorityOf(entity: MessageEntity): number {
  return PRIORITIES[entity.type] ?? OTHER_PRIORITY;
}

/** Orders entities as Telegram lists them: by place, longer ones first, then outer kinds before inner ones. */
export function byPlace(left: MessageEntity, right: MessageEntity): number {
  return left.offset - right.offset || right.length - left.length || priorityOf(left) - priorityOf(right);
}
