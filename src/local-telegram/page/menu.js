import { el } from './dom.js';

/**
 * @typedef {object} MenuItem
 * @property {string} label
 * @property {() => void} act
 * @property {boolean} [isDanger]
 */

const MARGIN_PX = 8;

/** Closes the menu that is open. @type {(() => void) | null} */
let closeOpen = null;

/**
 * Opens a menu at a point of the window, or at an element's edge. Escape, a press elsewhere and a choice close it; the
 * focus then goes back to where it was.
 * @param {{ x: number, y: number } | HTMLElement} place
 * @param {string} label
 * @param {readonly MenuItem[]} items
 * @param {Node | null} [head] shown above the items
 */
export function openMenu(place, label, items, head = null) {
  closeOpen?.();
  const before = document.activeElement;
  const menu = el('div', { class: 'menu', role: 'menu', 'aria-label': label }, head);
  const close = () => {
    if (closeOpen !== close) return;
    closeOpen = null;
    menu.remove();
    document.removeEventListener('pointerdown', outside, true);
    if (before instanceof HTMLElement && document.activeElement === document.body) before.focus();
  };
  const outside = (/** @type {Event} */ event) => {
    if (!menu.contains(/** @type {Node} */ (event.target))) close();
  };
  for (const item of items) menu.append(itemButton(item, close));
  menu.addEventListener('keydown', (event) => moveInMenu(menu, event, close));
  menu.addEventListener('menu-done', close);
  document.body.append(menu);
  placeMenu(menu, place);
  document.addEventListener('pointerdown', outside, true);
  closeOpen = close;
  menu.querySelector('button')?.focus();
}

/**
 * @param {MenuItem} item
 * @param {() => void} close
 */
function itemButton(item, close) {
  return el('button', {
    type: 'button',
    role: 'menuitem',
    class: item.isDanger === true ? 'menu-item danger' : 'menu-item',
    text: item.label,
    onclick: () => {
      close();
      item.act();
    },
  });
}

/**
 * @param {HTMLElement} menu
 * @param {KeyboardEvent} event
 * @param {() => void} close
 */
function moveInMenu(menu, event, close) {
  const buttons = [...menu.querySelectorAll('button')];
  const index = buttons.indexOf(/** @type {HTMLButtonElement} */ (document.activeElement));
  const steps = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };
  if (event.key === 'Escape' || event.key === 'Tab') {
    event.stopPropagation();
    close();
  } else if (event.key in steps) {
    const step = steps[/** @type {keyof typeof steps} */ (event.key)];
    buttons[(index + step + buttons.length) % buttons.length]?.focus();
  } else return;
  event.preventDefault();
}

/**
 * @param {HTMLElement} menu
 * @param {{ x: number, y: number } | HTMLElement} place
 */
function placeMenu(menu, place) {
  const box = place instanceof HTMLElement ? place.getBoundingClientRect() : null;
  const wanted = place instanceof HTMLElement ? { x: box?.left ?? 0, y: (box?.bottom ?? 0) + 4 } : place;
  const { width, height } = menu.getBoundingClientRect();
  const left = Math.max(MARGIN_PX, Math.min(wanted.x, window.innerWidth - width - MARGIN_PX));
  const fitsBelow = wanted.y + height + MARGIN_PX <= window.innerHeight;
  const above = (box?.top ?? wanted.y) - height - 4;
  menu.style.left = `${left}px`;
  menu.style.top = `${fitsBelow ? wanted.y : Math.max(MARGIN_PX, above)}px`;
}
