import { offsetOf } from './entities.js';

/**
 * A part of a message's text.
 * @typedef {object} SelectedPart
 * @property {number} messageId
 * @property {string} text
 * @property {number} position UTF-16 offset in the message's text
 */

/**
 * Drawn text nodes below an element, with their places.
 * @param {Node} root
 * @returns {{ node: Text, offset: number }[]}
 */
function placedTexts(root) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const found = [];
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const offset = offsetOf(node);
    if (offset !== null) found.push({ node: /** @type {Text} */ (node), offset });
  }
  return found;
}

/**
 * The selected part of one message's text; null where nothing is selected, or in more than one message.
 * @param {(messageId: number) => string | undefined} textOf
 * @returns {SelectedPart | null}
 */
export function selectedPart(textOf) {
  const selection = document.getSelection();
  if (selection === null || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const container = range.commonAncestorContainer;
  const element = container instanceof Element ? container : container.parentElement;
  const body = element?.closest('.text');
  const row = body?.closest('[data-id]');
  if (body === null || body === undefined || !(row instanceof HTMLElement)) return null;
  const messageId = Number(row.dataset.id);
  const whole = textOf(messageId);
  return whole === undefined ? null : partIn(messageId, whole, body, range);
}

/**
 * @param {number} messageId
 * @param {string} whole
 * @param {Element} body
 * @param {Range} range
 * @returns {SelectedPart | null}
 */
function partIn(messageId, whole, body, range) {
  const touched = placedTexts(body).filter(({ node }) => range.intersectsNode(node));
  const first = touched[0];
  const last = touched.at(-1);
  if (first === undefined || last === undefined) return null;
  const start = first.offset + (first.node === range.startContainer ? range.startOffset : 0);
  const end = last.offset + (last.node === range.endContainer ? range.endOffset : last.node.data.length);
  const selected = whole.slice(start, end);
  const text = selected.trim();
  if (text === '') return null;
  return { messageId, text, position: start + selected.indexOf(text) };
}

/**
 * The drawn range of `[start, end)` of a message's text.
 * @param {Element} body
 * @param {number} start
 * @param {number} end
 * @returns {Range | null}
 */
export function rangeOf(body, start, end) {
  const texts = placedTexts(body);
  const first = texts.findLast(({ offset }) => offset <= start);
  const last = texts.findLast(({ offset }) => offset < end);
  if (first === undefined || last === undefined) return null;
  const range = document.createRange();
  range.setStart(first.node, Math.min(first.node.data.length, start - first.offset));
  range.setEnd(last.node, Math.min(last.node.data.length, end - last.offset));
  return range;
}
