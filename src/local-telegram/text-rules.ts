import type { MessageEntity } from '@grammyjs/types';
import { badRequest } from './api-error.js';
import { checkEntities } from './entity-checks.js';

/** Records something that Telegram repairs without a word. */
export type MarkRepair = (kind: string, detail: string) => void;

/** A text with its entities, as Telegram keeps it. */
export interface FormattedText {
  readonly text: string;
  readonly entities: MessageEntity[];
}

/** Most entities of one message; Telegram drops the others. */
const MAX_ENTITIES = 100;

const QUOTATIONS: ReadonlySet<string> = new Set(['blockquote', 'expandable_blockquote']);

/** Whether Telegram drops the code unit: carriage return, line separators and direction marks, three accents. */
function isDropped(unit: number): boolean {
  const isAccent = unit === 0x0333 || unit === 0x033f || unit === 0x030a;
  return isAccent || unit === 0x0d || (unit >= 0x2028 && unit <= 0x202e);
}

/** Whether Telegram turns the code unit into a space: control characters but for the line feed. */
function isBlanked(unit: number): boolean {
  return unit < 0x20 && unit !== 0x0a;
}

function isSpace(unit: number): boolean {
  return unit === 0x20 || unit === 0x0a;
}

interface Cleaned {
  readonly text: string;
  /** New offset of each old one, the end included. */
  readonly offsets: Uint32Array;
}

function clean(text: string): Cleaned {
  const offsets = new Uint32Array(text.length + 1);
  const kept: string[] = [];
  for (let index = 0; index < text.length; index += 1) {
    offsets[index] = kept.length;
    const unit = text.charCodeAt(index);
    if (!isDropped(unit)) kept.push(isBlanked(unit) ? ' ' : text.charAt(index));
  }
  offsets[text.length] = kept.length;
  return { text: kept.join(''), offsets };
}

function moveEntities(entities: readonly MessageEntity[], offsets: Uint32Array): MessageEntity[] {
  return entities.map((entity) => {
    const start = offsets[entity.offset] ?? 0;
    const end = offsets[entity.offset + entity.length] ?? start;
    return { ...entity, offset: start, length: end - start };
  });
}

/** The part of a span that begins and ends with a visible character; start equals end where there is none. */
function trimSpan(text: string, from: number, to: number): readonly [number, number] {
  let start = from;
  let end = to;
  while (start < end && isSpace(text.charCodeAt(start))) start += 1;
  while (end > start && isSpace(text.charCodeAt(end - 1))) end -= 1;
  return [start, end];
}

function trimText(text: string, entities: readonly MessageEntity[]): FormattedText {
  const [start, end] = trimSpan(text, 0, text.length);
  const moved = entities.map((entity) => {
    const from = Math.max(entity.offset, start);
    const to = Math.min(entity.offset + entity.length, end);
    return { ...entity, offset: from - start, length: Math.max(0, to - from) };
  });
  return { text: text.slice(start, end), entities: moved };
}

function trimEntities(text: string, entities: readonly MessageEntity[], mark: MarkRepair): MessageEntity[] {
  return entities.flatMap((entity) => {
    const [start, end] = trimSpan(text, entity.offset, entity.offset + entity.length);
    if (end - start < entity.length) mark('entity_trimmed', `${entity.type} at ${entity.offset}`);
    return start === end ? [] : [{ ...entity, offset: start, length: end - start }];
  });
}

function byPlace(left: MessageEntity, right: MessageEntity): number {
  return left.offset - right.offset || right.length - left.length || left.type.localeCompare(right.type);
}

/** Leaves of overlapping block quotations only the outer one, which is what Telegram shows. */
function flattenQuotations(sorted: readonly MessageEntity[], mark: MarkRepair): MessageEntity[] {
  let quotedTo = 0;
  return sorted.filter((entity) => {
    if (!QUOTATIONS.has(entity.type)) return true;
    if (entity.offset < quotedTo) {
      mark('nested_quotation_flattened', `${entity.type} at ${entity.offset}`);
      return false;
    }
    quotedTo = entity.offset + entity.length;
    return true;
  });
}

function endOf(entity: MessageEntity): number {
  return entity.offset + entity.length;
}

/** Cuts an entity in two where it crosses the end of one that began before it, as Telegram does. */
function splitCrossing(sorted: readonly MessageEntity[], mark: MarkRepair): MessageEntity[] {
  const result: MessageEntity[] = [];
  const open: MessageEntity[] = [];
  for (const entity of sorted) {
    while (open.length > 0 && endOf(open[open.length - 1] ?? entity) <= entity.offset) open.pop();
    const outer = open.at(-1);
    if (outer === undefined || endOf(entity) <= endOf(outer)) {
      open.push(entity);
      result.push(entity);
      continue;
    }
    mark('crossing_entities_split', `${entity.type} at ${entity.offset}`);
    const border = endOf(outer);
    result.push({ ...entity, length: border - entity.offset });
    result.push({ ...entity, offset: border, length: endOf(entity) - border });
  }
  return result.sort(byPlace);
}

function tidyEntities(text: string, entities: readonly MessageEntity[], mark: MarkRepair): MessageEntity[] {
  const sorted = trimEntities(text, entities, mark).sort(byPlace);
  const flat = splitCrossing(flattenQuotations(sorted, mark), mark);
  if (flat.length > MAX_ENTITIES) mark('entities_dropped', `${flat.length - MAX_ENTITIES} over ${MAX_ENTITIES}`);
  return flat.slice(0, MAX_ENTITIES);
}

/**
 * Brings a text into the form that Telegram stores (tdlib MessageEntity.cpp): unwanted characters replaced, ends
 * trimmed, entities cut to visible text, block quotations flat, at most 100 entities. Each repair is reported through
 * `mark`; entities that point outside the text are refused. A text of nothing but white space comes back empty.
 */
export function formatText(text: string, entities: readonly MessageEntity[], mark: MarkRepair): FormattedText {
  if (/\p{Surrogate}/u.test(text)) throw badRequest('strings must be encoded in UTF-8');
  checkEntities(text, entities);
  const present = entities.filter((entity) => entity.length > 0);
  if (present.length < entities.length) mark('empty_entity_dropped', `${entities.length - present.length}`);
  const cleaned = clean(text);
  if (cleaned.text !== text) mark('characters_replaced', 'control characters or separators dropped or made spaces');
  const trimmed = trimText(cleaned.text, moveEntities(present, cleaned.offsets));
  if (trimmed.text !== cleaned.text) mark('text_trimmed', `${cleaned.text.length - trimmed.text.length} units`);
  return { text: trimmed.text, entities: tidyEntities(trimmed.text, trimmed.entities, mark) };
}
