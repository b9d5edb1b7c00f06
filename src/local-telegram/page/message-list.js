import { announce, byId } from './dom.js';
import { openMessageMenu } from './message-menu.js';
import { drawMessage, isOwn } from './message-view.js';
import { senderName, snippet } from './names.js';
import { toast } from './notices.js';
import { rangeOf } from './selection.js';
import { t } from './strings.js';

/** @typedef {import('../client-protocol.js').ClientMessage} ClientMessage */
/** @typedef {import('@grammyjs/types').TextQuote} TextQuote */
/** @typedef {import('./main.js').App} App */

/** Nearer to the end than this, the list follows new messages. */
const PINNED_PX = 80;
/** Nearer to the start than this, older messages are fetched. */
const OLDER_AT_PX = 800;
/** A list that follows new messages keeps this many at least, and drops older ones above the other bound. */
const KEPT = 200;
const KEPT_AT_MOST = 400;
const FLASH_MS = 1_600;

/** The messages of the open conversation. Rows out of sight cost nothing (`content-visibility`). */
export class MessageList {
  /** @param {App} app */
  constructor(app) {
    this.app = app;
    this.scroller = byId('scroller');
    this.list = byId('messages');
    this.isPinned = true;
    this.unseen = 0;
    /** The row that Tab reaches. @type {HTMLElement | null} */
    this.current = null;
    this.listen();
  }

  listen() {
    const { store } = this.app;
    store.on('opened', () => this.clear());
    store.on('loaded', () => this.drawAll());
    store.on('older', (entries) => this.prepend(entries));
    store.on('message', (entry) => this.add(entry));
    store.on('edited', (entry) => this.redraw(entry.message.message_id));
    store.on('deleted', (messageId) => this.drop(messageId));
    this.scroller.addEventListener('scroll', () => this.scrolled(), { passive: true });
    const follow = new ResizeObserver(() => {
      if (this.isPinned) this.toEnd();
    });
    follow.observe(this.list);
    follow.observe(this.scroller);
    this.list.addEventListener('contextmenu', (event) => this.openMenu(event));
    this.list.addEventListener('click', (event) => this.clicked(event));
    this.list.addEventListener('keydown', (event) => this.pressed(event));
    this.list.addEventListener('focusin', (event) => this.focused(event));
    byId('to-end').addEventListener('click', () => this.toEnd());
  }

  /** @returns {ClientMessage[]} */
  get messages() {
    return this.app.store.history?.messages ?? [];
  }

  clear() {
    this.list.replaceChildren();
    this.isPinned = true;
    this.current = null;
    this.setUnseen(0);
  }

  drawAll() {
    this.app.store.trimOpen(KEPT);
    const { messages } = this;
    const rows = messages.map((entry, index) => drawMessage(this.app, entry, messages[index - 1]));
    this.list.replaceChildren(...rows);
    this.makeCurrent(rows.at(-1));
    this.toEnd();
  }

  /** @param {readonly ClientMessage[]} entries */
  prepend(entries) {
    const anchor = this.list.firstElementChild;
    const topBefore = anchor?.getBoundingClientRect().top ?? 0;
    const rows = entries.map((entry, index) => drawMessage(this.app, entry, entries[index - 1]));
    this.list.prepend(...rows);
    const first = this.messages[entries.length];
    // The row that was first may now continue its predecessor's.
    const moved = first === undefined ? null : this.redraw(first.message.message_id);
    const top = moved?.getBoundingClientRect().top ?? topBefore;
    this.scroller.scrollTop += top - topBefore;
  }

  /** @param {ClientMessage} entry */
  add(entry) {
    const { messages } = this;
    const index = messages.lastIndexOf(entry);
    const row = drawMessage(this.app, entry, messages[index - 1]);
    const next = messages[index + 1];
    const nextRow = next === undefined ? null : this.rowOf(next.message.message_id);
    this.list.insertBefore(row, nextRow);
    if (next !== undefined) this.redraw(next.message.message_id);
    else this.makeCurrent(row);
    this.arrived(entry, row);
  }

  /**
   * @param {ClientMessage} entry
   * @param {HTMLElement} row
   */
  arrived(entry, row) {
    const own = isOwn(this.app, entry.message);
    if (!own) announce(`${senderName(entry.message, this.app.store.bot)}: ${snippet(entry.message)}`);
    if (own || this.isPinned) {
      this.isPinned = true;
      this.dropOldest();
      this.toEnd();
      if (!own) this.showBeginning(row);
    } else this.setUnseen(this.unseen + 1);
  }

  /**
   * What is longer than the window is read from its beginning.
   * @param {HTMLElement} row
   */
  showBeginning(row) {
    // A row that has not been in sight yet has only a guessed height.
    row.classList.add('measured');
    const isLong = row.offsetHeight > this.scroller.clientHeight;
    if (isLong) {
      this.isPinned = false;
      row.scrollIntoView({ block: 'start' });
    } else row.classList.remove('measured');
  }

  dropOldest() {
    if (this.messages.length <= KEPT_AT_MOST) return;
    const dropped = this.app.store.trimOpen(KEPT);
    for (let count = 0; count < dropped; count += 1) this.list.firstElementChild?.remove();
  }

  /**
   * Draws a message anew in its place. The focus stays where it was in it.
   * @param {number} messageId
   * @returns {HTMLElement | null}
   */
  redraw(messageId) {
    const row = this.rowOf(messageId);
    const { messages } = this;
    const index = messages.findIndex(({ message }) => message.message_id === messageId);
    const entry = messages[index];
    if (row === null || entry === undefined) return null;
    const focusIndex = focusable(row).indexOf(/** @type {HTMLElement} */ (document.activeElement));
    const hadFocus = document.activeElement === row;
    const drawn = drawMessage(this.app, entry, messages[index - 1]);
    drawn.tabIndex = row.tabIndex;
    row.replaceWith(drawn);
    if (this.current === row) this.current = drawn;
    if (hadFocus) drawn.focus({ preventScroll: true });
    else if (focusIndex >= 0) focusable(drawn)[focusIndex]?.focus({ preventScroll: true });
    return drawn;
  }

  /** @param {number} messageId */
  drop(messageId) {
    const row = this.rowOf(messageId);
    if (row === null) return;
    const next = row.nextElementSibling;
    if (this.current === row) this.makeCurrent(/** @type {HTMLElement | null} */ (next ?? row.previousElementSibling));
    row.remove();
    if (next instanceof HTMLElement) this.redraw(Number(next.dataset.id));
  }

  /**
   * @param {number} messageId
   * @returns {HTMLElement | null}
   */
  rowOf(messageId) {
    return this.list.querySelector(`:scope > [data-id="${messageId}"]`);
  }

  /** @param {number} messageId */
  entryOf(messageId) {
    return this.messages.find(({ message }) => message.message_id === messageId);
  }

  toEnd() {
    this.isPinned = true;
    this.scroller.scrollTop = this.scroller.scrollHeight;
    this.setUnseen(0);
  }

  scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    this.isPinned = scrollHeight - scrollTop - clientHeight < PINNED_PX;
    if (this.isPinned) this.setUnseen(0);
    byId('to-end').hidden = this.isPinned;
    if (scrollTop < OLDER_AT_PX && this.app.store.history?.hasMore === true) void this.loadOlder();
  }

  async loadOlder() {
    byId('older').hidden = false;
    await this.app.store.loadOlder().catch(() => undefined);
    byId('older').hidden = true;
  }

  /** @param {number} count */
  setUnseen(count) {
    this.unseen = count;
    const element = byId('unseen');
    element.textContent = String(count);
    element.hidden = count === 0;
    byId('to-end').hidden = this.isPinned;
  }

  /**
   * Goes to a message, loading older ones as far as needed, and shows the quoted part of it.
   * @param {number} messageId
   * @param {TextQuote | undefined} quote
   */
  async jumpTo(messageId, quote) {
    while (this.rowOf(messageId) === null && this.app.store.history?.hasMore === true) {
      const before = this.messages.length;
      await this.app.store.loadOlder();
      if (this.messages.length === before) break;
    }
    const row = this.rowOf(messageId);
    if (row === null) {
      toast(t('messageGone'));
      return;
    }
    this.isPinned = false;
    row.scrollIntoView({ block: 'center' });
    this.makeCurrent(row);
    row.focus({ preventScroll: true });
    row.classList.add('flash');
    setTimeout(() => row.classList.remove('flash'), FLASH_MS);
    if (quote !== undefined) highlight(row, quote);
  }

  /** @param {HTMLElement | null | undefined} row */
  makeCurrent(row) {
    if (row === null || row === undefined) return;
    if (this.current !== null) this.current.tabIndex = -1;
    this.current = row;
    row.tabIndex = 0;
  }

  /** @param {FocusEvent} event */
  focused(event) {
    this.makeCurrent(rowAround(event.target));
  }

  /** @param {MouseEvent} event */
  openMenu(event) {
    const row = rowAround(event.target);
    if (row === null || event.shiftKey || row.classList.contains('service')) return;
    event.preventDefault();
    const isPointer = event.clientX !== 0 || event.clientY !== 0;
    this.openMenuAt(row, isPointer ? { x: event.clientX, y: event.clientY } : row);
  }

  /**
   * @param {HTMLElement} row
   * @param {{ x: number, y: number } | HTMLElement} place
   */
  openMenuAt(row, place) {
    const entry = this.entryOf(Number(row.dataset.id));
    if (entry !== undefined) openMessageMenu(this.app, entry, place);
  }

  /** @param {MouseEvent} event */
  clicked(event) {
    const button = event.target instanceof Element ? event.target.closest('.more') : null;
    const row = rowAround(button);
    if (button instanceof HTMLElement && row !== null) this.openMenuAt(row, button);
  }

  /** @param {KeyboardEvent} event */
  pressed(event) {
    const row = rowAround(event.target);
    if (row === null || event.target !== row) return;
    const goals = {
      ArrowUp: row.previousElementSibling,
      ArrowDown: row.nextElementSibling,
      Home: this.list.firstElementChild,
      End: this.list.lastElementChild,
    };
    if (event.key === 'Enter') this.openMenuAt(row, row.querySelector('.bubble') ?? row);
    else if (event.key in goals) {
      const goal = goals[/** @type {keyof typeof goals} */ (event.key)];
      if (goal instanceof HTMLElement) goal.focus();
    } else return;
    event.preventDefault();
  }
}

/**
 * @param {EventTarget | null} target
 * @returns {HTMLElement | null}
 */
function rowAround(target) {
  return target instanceof Element ? target.closest('li.row') : null;
}

/**
 * @param {HTMLElement} row
 * @returns {HTMLElement[]}
 */
function focusable(row) {
  return [...row.querySelectorAll('button, a[href], input, [tabindex="0"]')].map(
    (element) => /** @type {HTMLElement} */ (element),
  );
}

/**
 * @param {HTMLElement} row
 * @param {TextQuote} quote
 */
function highlight(row, quote) {
  const text = row.querySelector('.text');
  const range = text === null ? null : rangeOf(text, quote.position, quote.position + quote.text.length);
  if (range === null || !('highlights' in CSS)) return;
  CSS.highlights.set('quoted', new Highlight(range));
  setTimeout(() => CSS.highlights.delete('quoted'), FLASH_MS * 2);
}
