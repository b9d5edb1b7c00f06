import { el, pressable } from './dom.js';
import { t } from './strings.js';

/** @typedef {import('@grammyjs/types').MessageEntity} MessageEntity */

/**
 * What pressing does, and which parts the reader has opened.
 * @typedef {object} EntityContext
 * @property {(command: string) => void} onCommand
 * @property {(mention: string) => void} onMention
 * @property {(url: string) => boolean} onLink handles a link inside the page; false leaves it to the browser
 * @property {(offset: number) => boolean} isOpen
 * @property {(offset: number, isOpen: boolean) => void} setOpen
 */

/** Shorter expandable quotations are shown whole, in UTF-16 units: about three lines. */
const COLLAPSE_OVER = 90;
const BLOCKS = new Set(['blockquote', 'expandable_blockquote', 'pre']);
/** @type {Readonly<Record<string, keyof HTMLElementTagNameMap>>} */
const TAGS = {
  bold: 'strong',
  italic: 'em',
  underline: 'u',
  strikethrough: 's',
  code: 'code',
  blockquote: 'blockquote',
};
const SAFE_PROTOCOLS = new Set(['http:', 'https:', 'mailto:', 'tel:', 'tg:']);

/** Where each drawn text node stands in its message's text, in UTF-16 units. @type {WeakMap<Text, number>} */
const offsets = new WeakMap();

/**
 * Place of a drawn text node in its message's text; null for other text.
 * @param {Node} node
 */
export function offsetOf(node) {
  return node instanceof Text ? (offsets.get(node) ?? null) : null;
}

/**
 * The address, if it is one that may be opened.
 * @param {string} address
 * @returns {string | null}
 */
export function safeUrl(address) {
  const withScheme = /^[a-z][a-z0-9+.-]*:/i.test(address) ? address : `https://${address}`;
  try {
    const url = new URL(withScheme);
    return SAFE_PROTOCOLS.has(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

/**
 * Draws a text with its entities, as text nodes inside elements.
 * @param {string} text
 * @param {readonly MessageEntity[]} entities
 * @param {EntityContext} context
 * @returns {DocumentFragment}
 */
export function drawText(text, entities, context) {
  const fragment = document.createDocumentFragment();
  drawSpan(fragment, { text, context }, 0, text.length, entities);
  return fragment;
}

/**
 * @param {readonly MessageEntity[]} entities
 * @returns {MessageEntity[]}
 */
function outermostFirst(entities) {
  return [...entities].sort(
    (left, right) =>
      left.offset - right.offset ||
      right.length - left.length ||
      Number(BLOCKS.has(right.type)) - Number(BLOCKS.has(left.type)),
  );
}

/**
 * Draws `[start, end)` into the parent. Entities that overlap without nesting are cut where the outer one ends.
 * @param {Node} parent
 * @param {{ text: string, context: EntityContext }} source
 * @param {number} start
 * @param {number} end
 * @param {readonly MessageEntity[]} entities
 */
function drawSpan(parent, source, start, end, entities) {
  let position = start;
  let rest = outermostFirst(entities);
  for (let entity = rest.shift(); entity !== undefined; entity = rest.shift()) {
    const from = Math.max(entity.offset, position);
    const to = Math.min(entity.offset + entity.length, end);
    if (to <= from) continue;
    addText(parent, source.text, position, from);
    const nested = rest.filter(({ offset }) => offset < to);
    const { outer, inner } = elementFor(entity, source, from, to);
    drawSpan(inner, source, from, to, nested);
    parent.appendChild(outer);
    const cut = nested
      .filter(({ offset, length }) => offset + length > to)
      .map((part) => ({ ...part, offset: to, length: part.offset + part.length - to }));
    rest = [...cut, ...rest.filter(({ offset }) => offset >= to)];
    // A block ends its line by itself.
    position = BLOCKS.has(entity.type) && source.text[to] === '\n' ? to + 1 : to;
  }
  addText(parent, source.text, position, end);
}

/**
 * @param {Node} parent
 * @param {string} text
 * @param {number} start
 * @param {number} end
 */
function addText(parent, text, start, end) {
  if (end <= start) return;
  const node = document.createTextNode(text.slice(start, end));
  offsets.set(node, start);
  parent.appendChild(node);
}

/**
 * @param {MessageEntity} entity
 * @param {{ text: string, context: EntityContext }} source
 * @param {number} from
 * @param {number} to
 * @returns {{ outer: HTMLElement, inner: HTMLElement }}
 */
function elementFor(entity, source, from, to) {
  const words = source.text.slice(from, to);
  const { context } = source;
  const same = (/** @type {HTMLElement} */ element) => ({ outer: element, inner: element });
  const tag = TAGS[entity.type];
  if (tag !== undefined) return same(el(tag));
  switch (entity.type) {
    case 'expandable_blockquote':
      return expandable(from, words, context);
    case 'pre':
      return preformatted(entity.language);
    case 'spoiler':
      return same(spoiler(from, context));
    case 'text_link':
      return same(link(entity.url, context));
    case 'url':
      return same(link(words, context));
    case 'email':
      return same(link(`mailto:${words}`, context));
    case 'phone_number':
      return same(link(`tel:${words}`, context));
    case 'bot_command':
      return same(pressable(el('span', { class: 'link', role: 'button' }), () => context.onCommand(words)));
    case 'mention':
      return same(pressable(el('span', { class: 'link', role: 'button' }), () => context.onMention(words)));
    case 'hashtag':
    case 'cashtag':
    case 'text_mention':
      return same(el('span', { class: 'link-like' }));
    default:
      return same(el('span'));
  }
}

/**
 * @param {string} address
 * @param {EntityContext} context
 */
function link(address, context) {
  const href = safeUrl(address);
  if (href === null) return el('span');
  return el('a', {
    href,
    title: href,
    target: '_blank',
    rel: 'noopener noreferrer',
    onclick: (/** @type {MouseEvent} */ event) => {
      if (context.onLink(href)) event.preventDefault();
    },
  });
}

/** @param {string | undefined} codeLanguage */
function preformatted(codeLanguage) {
  const inner = el('code');
  const label = codeLanguage === undefined ? null : el('span', { class: 'pre-language', text: codeLanguage });
  return { outer: el('pre', {}, label, inner), inner };
}

/**
 * @param {number} from
 * @param {EntityContext} context
 */
function spoiler(from, context) {
  const element = el('span', { class: 'spoiler' });
  if (context.isOpen(from)) return element;
  element.classList.add('hidden');
  element.setAttribute('role', 'button');
  element.setAttribute('aria-label', t('spoiler'));
  return pressable(element, () => {
    context.setOpen(from, true);
    element.classList.remove('hidden');
    for (const name of ['role', 'aria-label', 'tabindex']) element.removeAttribute(name);
  });
}

/**
 * @param {number} from
 * @param {string} words
 * @param {EntityContext} context
 */
function expandable(from, words, context) {
  const inner = el('div', { class: 'quotation-text' });
  if (words.length <= COLLAPSE_OVER) return { outer: el('blockquote', {}, inner), inner };
  const toggle = el('button', { type: 'button', class: 'expand' });
  const outer = el('blockquote', { class: 'expandable' }, inner, toggle);
  const show = (/** @type {boolean} */ isOpen) => {
    outer.classList.toggle('collapsed', !isOpen);
    toggle.textContent = isOpen ? t('collapse') : t('expand');
    toggle.setAttribute('aria-expanded', String(isOpen));
  };
  toggle.addEventListener('click', () => {
    context.setOpen(from, !context.isOpen(from));
    show(context.isOpen(from));
  });
  show(context.isOpen(from));
  return { outer, inner };
}
