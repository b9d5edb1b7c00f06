/** @typedef {Node | string | null | undefined | false} Child */

/**
 * Makes an element. `class`, `text` and attributes as named; `onclick` and the like listen; `true` sets a bare attribute;
 * false, null and undefined set nothing. Texts are always inserted as text.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Readonly<Record<string, string | number | boolean | null | undefined | Function>>} [properties]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === 'text') element.textContent = String(value);
    else if (typeof value === 'function')
      element.addEventListener(name.slice(2), /** @type {EventListener} */ (/** @type {unknown} */ (value)));
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  append(element, children);
  return element;
}

/**
 * Appends what is there.
 * @param {Node} parent
 * @param {readonly Child[]} children
 */
export function append(parent, children) {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    parent.appendChild(typeof child === 'string' ? document.createTextNode(child) : child);
  }
}

/**
 * The frame's element with this id.
 * @param {string} id
 * @returns {HTMLElement}
 */
export function byId(id) {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`no element #${id}`);
  return element;
}

/**
 * Makes an element that is no button work as one, by pointer and keyboard. Its text stays selectable, which that of a
 * button is not.
 * @template {HTMLElement} T
 * @param {T} element
 * @param {() => void} act
 * @returns {T}
 */
export function pressable(element, act) {
  element.tabIndex = 0;
  element.addEventListener('click', (event) => {
    event.preventDefault();
    act();
  });
  element.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    event.stopPropagation();
    act();
  });
  return element;
}

/**
 * Copies a text. Resolves with whether it worked.
 * @param {string} text
 * @returns {Promise<boolean>}
 */
export async function copyToClipboard(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

/**
 * The old way, for pages that are not on a secure origin (HOST set to the machine's address).
 * @param {string} text
 */
function copyBySelection(text) {
  const field = el('textarea', { class: 'unseen' });
  field.value = text;
  document.body.append(field);
  field.select();
  const copied = document.execCommand('copy');
  field.remove();
  return copied;
}

/**
 * Tells screen readers.
 * @param {string} text
 */
export function announce(text) {
  byId('announcer').textContent = text;
}
