import type { MessageEntity } from '@grammyjs/types';
import { byPlace, endOf, familyOf, type EntityFamily } from './entity-order.js';

/** Records something that Telegram repairs without a word. */
export type MarkRepair = (kind: string, detail: string) => void;

/** Most entities of one message; Telegram drops the others. */
const MAX_ENTITIES = 100;

function nameOf(entity: MessageEntity): string {
  return `${entity.type} at ${entity.offset}`;
}

function ofFamily(sorted: readonly MessageEntity[], ...families: EntityFamily[]): MessageEntity[] {
  return sorted.filter((entity) => families.includes(familyOf(entity)));
}

/** Leaves the first of entities that overlap, nested ones included. */
function withoutOverlaps(sorted: readonly MessageEntity[], mark: MarkRepair, kind: string): MessageEntity[] {
  let end = 0;
  return sorted.filter((entity) => {
    if (entity.offset < end) {
      mark(kind, nameOf(entity));
      return false;
    }
    end = endOf(entity);
    return true;
  });
}

function crosses(left: MessageEntity, right: MessageEntity): boolean {
  const [first, second] = left.offset <= right.offset ? [left, right] : [right, left];
  return first.offset < second.offset && second.offset < endOf(first) && endOf(first) < endOf(second);
}

function contains(outer: MessageEntity, inner: MessageEntity): boolean {
  return outer.offset <= inner.offset && endOf(inner) <= endOf(outer);
}

/** Links and code lie inside a block quotation or outside of it; those around one or across its border are dropped. */
function fittingQuotations(
  blocks: readonly MessageEntity[],
  quotations: readonly MessageEntity[],
  mark: MarkRepair,
): MessageEntity[] {
  return blocks.filter((block) => {
    const isMisfit = quotations.some(
      (quotation) => !contains(quotation, block) && block.offset < endOf(quotation) && quotation.offset < endOf(block),
    );
    if (isMisfit) mark('overlapping_entity_dropped', nameOf(block));
    return !isMisfit;
  });
}

/** Joins what overlaps or touches among the spans of one style. */
function joined(sorted: readonly MessageEntity[]): MessageEntity[] {
  const result: MessageEntity[] = [];
  for (const entity of sorted) {
    const last = result.at(-1);
    if (last === undefined || entity.offset > endOf(last)) result.push({ ...entity });
    else result[result.length - 1] = { ...last, length: Math.max(endOf(last), endOf(entity)) - last.offset };
  }
  return result;
}

function cut(entity: MessageEntity, places: readonly number[]): MessageEntity[] {
  const inside = places.filter((place) => place > entity.offset && place < endOf(entity));
  const borders = [entity.offset, ...inside, endOf(entity)];
  return inside.reduce<MessageEntity[]>(
    (pieces, place, index) => [...pieces, { ...entity, offset: place, length: (borders[index + 2] ?? place) - place }],
    [{ ...entity, length: (borders[1] ?? endOf(entity)) - entity.offset }],
  );
}

/**
 * Cuts styles where another style begins and at the borders of links, code and quotations; inside code there are none.
 * That is how Telegram keeps them, and marked only where styles cross or something is lost.
 */
function splitStyles(styles: readonly MessageEntity[], frame: readonly MessageEntity[], mark: MarkRepair) {
  const types = [...new Set(styles.map(({ type }) => type))];
  const spans = types.flatMap((type) => joined(styles.filter((entity) => entity.type === type)));
  const places = new Set([...spans.map(({ offset }) => offset), ...frame.flatMap((one) => [one.offset, endOf(one)])]);
  const ordered = [...places].sort((left, right) => left - right);
  const code = ofFamily(frame, 'code');
  return spans
    .flatMap((span) => cut(span, ordered))
    .filter((piece) => {
      const isInCode = code.some((block) => contains(block, piece));
      if (isInCode) mark('style_in_code_dropped', nameOf(piece));
      return !isInCode;
    });
}

function markCrossings(sorted: readonly MessageEntity[], mark: MarkRepair): void {
  for (const [index, entity] of sorted.entries()) {
    const isCrossed = sorted
      .slice(0, index)
      .some((other) => (familyOf(other) === 'style' || familyOf(entity) === 'style') && crosses(other, entity));
    if (isCrossed) mark('crossing_entities_split', nameOf(entity));
  }
}

/**
 * Brings entities into the form in which Telegram keeps them: sorted, block quotations flat, links and code whole and
 * never one inside the other, styles cut at their borders, at most 100 (links, code and quotations before styles). Each
 * loss is reported. (tdlib MessageEntity.cpp: fix_entities, get_input_message_entities.)
 */
export function tidyEntities(entities: readonly MessageEntity[], mark: MarkRepair): MessageEntity[] {
  const sorted = [...entities].sort(byPlace);
  markCrossings(sorted, mark);
  const quotations = withoutOverlaps(ofFamily(sorted, 'quotation'), mark, 'nested_quotation_flattened');
  const whole = withoutOverlaps(ofFamily(sorted, 'code', 'continuous'), mark, 'overlapping_entity_dropped');
  const frame = [...fittingQuotations(whole, quotations, mark), ...quotations].sort(byPlace);
  const styles = splitStyles(ofFamily(sorted, 'style'), frame, mark).sort(byPlace);
  const kept = [...frame, ...styles];
  if (kept.length > MAX_ENTITIES) mark('entities_dropped', `${kept.length - MAX_ENTITIES} over ${MAX_ENTITIES}`);
  return kept.slice(0, MAX_ENTITIES).sort(byPlace);
}

/** Adds what Telegram marks by itself (commands, links, mentions), where nothing else of that family is. */
export function withFound(entities: readonly MessageEntity[], found: readonly MessageEntity[]): MessageEntity[] {
  const isFree = (one: MessageEntity): boolean =>
    entities.every((other) => {
      const isApart = endOf(other) <= one.offset || endOf(one) <= other.offset;
      return isApart || familyOf(other) === 'style' || (familyOf(other) === 'quotation' && contains(other, one));
    });
  const frame = [...ofFamily(entities, 'quotation', 'code', 'continuous'), ...found.filter(isFree)].sort(byPlace);
  return [...frame, ...splitStyles(ofFamily(entities, 'style'), frame, () => undefined)].sort(byPlace);
}
