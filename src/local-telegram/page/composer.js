import { byId, el } from './dom.js';
import { openMenu } from './menu.js';
import { canEdit, currentSelection } from './message-menu.js';
import { senderName, snippet } from './names.js';
import { t } from './strings.js';
import { Suggestions } from './suggestions.js';

/** @typedef {import('../client-protocol.js').ClientMessage} ClientMessage */
/** @typedef {import('../client-protocol.js').SendRequest} SendRequest */
/** @typedef {import('./main.js').App} App */
/** @typedef {import('./selection.js').SelectedPart} SelectedPart */

/**
 * What the message being written belongs to.
 * @typedef {object} Purpose
 * @property {'reply' | 'edit'} kind
 * @property {ClientMessage} entry
 * @property {SelectedPart | null} part
 */

/** The message field with what surrounds it. */
export class Composer {
  /** @param {App} app */
  constructor(app) {
    this.app = app;
    this.field = /** @type {HTMLTextAreaElement} */ (byId('composer-text'));
    this.anonymousBox = /** @type {HTMLInputElement} */ (byId('anonymous-box'));
    this.suggestions = new Suggestions(app, this);
    /** @type {Purpose | null} */
    this.purpose = null;
    /** @type {string | null} */
    this.placeholder = null;
    this.listen();
  }

  listen() {
    const { store } = this.app;
    store.on('opened', () => this.opened());
    store.on('people', () => this.updateFrame());
    store.on('chats', () => this.updateFrame());
    this.field.addEventListener('input', () => this.changed());
    this.field.addEventListener('keydown', (event) => this.pressed(event));
    byId('composer').addEventListener('submit', (event) => {
      event.preventDefault();
      void this.submit();
    });
    byId('commands').addEventListener('click', () => this.setText(this.field.value === '/' ? '' : '/'));
    byId('attach').addEventListener('click', () => this.openAttachments());
    byId('unblock').addEventListener('click', () => void this.app.actions.start(null));
    document.addEventListener('selectionchange', () => this.offerQuote());
    const quote = byId('quote-selection');
    // The press must not take the selection away before the click.
    quote.addEventListener('pointerdown', (event) => event.preventDefault());
    quote.addEventListener('click', () => this.quoteSelection());
  }

  opened() {
    this.cancel();
    this.field.value = this.app.store.draft;
    this.updateFrame();
    this.fit();
    this.suggestions.close();
  }

  updateFrame() {
    const { store } = this.app;
    const isBlocked = store.open.chat.type === 'private' && store.person.blockedBot;
    byId('composer').hidden = isBlocked;
    byId('unblock').hidden = !isBlocked;
    const mayHide = store.open.chat.type !== 'private' && store.isAdmin;
    byId('anonymous').hidden = !mayHide;
    byId('anonymous').title = t('anonymousHint');
    if (!mayHide) this.anonymousBox.checked = false;
    this.field.placeholder = this.placeholder ?? t('messagePlaceholder');
  }

  /** @param {string | null} placeholder */
  setPlaceholder(placeholder) {
    this.placeholder = placeholder;
    this.field.placeholder = placeholder ?? t('messagePlaceholder');
  }

  changed() {
    this.fit();
    if (this.purpose?.kind !== 'edit') this.app.store.draft = this.field.value;
    this.suggestions.update(this.field.value);
  }

  /** Grows with its text where the style sheet cannot do it (`field-sizing`). */
  fit() {
    if (CSS.supports('field-sizing', 'content')) return;
    this.field.style.height = 'auto';
    this.field.style.height = `${this.field.scrollHeight}px`;
  }

  /**
   * Replaces the text and goes there.
   * @param {string} text
   */
  setText(text) {
    this.field.value = text;
    this.field.focus();
    this.field.setSelectionRange(text.length, text.length);
    this.changed();
  }

  /**
   * Types at the cursor.
   * @param {string} text
   */
  insert(text) {
    this.field.focus();
    this.field.setRangeText(text, this.field.selectionStart, this.field.selectionEnd, 'end');
    this.changed();
  }

  /** @param {KeyboardEvent} event */
  pressed(event) {
    // Enter also ends the choice of characters in an input method.
    if (event.isComposing || event.keyCode === 229) return;
    if (this.suggestions.pressed(event)) return;
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      void this.submit();
    } else if (event.key === 'Escape' && this.purpose !== null) this.cancel();
    else if (event.key === 'ArrowUp' && this.field.value === '') this.editLast(event);
  }

  /** @param {KeyboardEvent} event */
  editLast(event) {
    const last = this.app.store.history?.messages.findLast((entry) => canEdit(this.app, entry));
    if (last === undefined) return;
    event.preventDefault();
    this.startEdit(last);
  }

  /** Sends what is written, or these words in its place. */
  async submit(text = this.field.value) {
    if (text.trim() === '') return;
    const { purpose } = this;
    this.clear();
    const done =
      purpose?.kind === 'edit'
        ? await this.app.actions.edit(purpose.entry, text)
        : await this.app.actions.send(text, this.options(purpose));
    if (!done && this.field.value === '') {
      this.purpose = purpose;
      this.showPurpose();
      this.setText(text);
    }
  }

  clear() {
    this.cancel();
    this.field.value = '';
    this.changed();
  }

  /**
   * @param {Purpose | null} purpose
   * @returns {Pick<SendRequest, 'replyTo' | 'asAnonymousAdmin'>}
   */
  options(purpose) {
    const anonymous = this.anonymousBox.checked ? { asAnonymousAdmin: true } : {};
    if (purpose?.kind !== 'reply') return anonymous;
    const { part } = purpose;
    const quote = part === null ? {} : { quote: { text: part.text, position: part.position } };
    return { ...anonymous, replyTo: { messageId: purpose.entry.message.message_id, ...quote } };
  }

  /**
   * Replies to a message, or to a part of it.
   * @param {ClientMessage} entry
   * @param {SelectedPart | null} [part]
   */
  replyTo(entry, part = null) {
    if (this.purpose?.kind === 'edit') this.cancel();
    this.purpose = { kind: 'reply', entry, part };
    this.showPurpose();
    this.field.focus();
  }

  /** @param {ClientMessage} entry */
  startEdit(entry) {
    this.purpose = { kind: 'edit', entry, part: null };
    this.showPurpose();
    this.setText(entry.message.text ?? entry.message.caption ?? '');
  }

  cancel() {
    const wasEdit = this.purpose?.kind === 'edit';
    this.purpose = null;
    this.showPurpose();
    if (!wasEdit) return;
    this.field.value = this.app.store.draft;
    this.fit();
  }

  showPurpose() {
    const bar = byId('context-bar');
    bar.hidden = this.purpose === null;
    if (this.purpose === null) {
      bar.replaceChildren();
      return;
    }
    const { kind, entry, part } = this.purpose;
    const name = senderName(entry.message, this.app.store.bot);
    const title = kind === 'edit' ? t('editing') : t(part === null ? 'replyingTo' : 'quoting', { name });
    const words = el('p', { class: part === null ? '' : 'quoted', text: part?.text ?? snippet(entry.message) });
    const cancel = el('button', { type: 'button', class: 'icon-button', 'aria-label': t('cancel'), text: '✕' });
    cancel.addEventListener('click', () => {
      this.cancel();
      this.field.focus();
    });
    bar.replaceChildren(el('div', { class: 'context-words' }, el('p', { class: 'context-title', text: title }), words));
    bar.append(cancel);
  }

  /** Goes to the message field, unless that would open a phone's keyboard over what is to be read. */
  focusByKeyboard() {
    if (matchMedia('(hover: hover)').matches) this.field.focus();
  }

  openAttachments() {
    const send = (/** @type {'photo' | 'sticker' | 'voice'} */ attachment) => {
      const text = attachment === 'photo' ? this.field.value : '';
      const { purpose } = this;
      if (attachment === 'photo') this.clear();
      void this.app.actions.send(text, { attachment, ...this.options(purpose) });
    };
    openMenu(byId('attach'), t('attach'), [
      { label: t('attachPhoto'), act: () => send('photo') },
      { label: t('attachSticker'), act: () => send('sticker') },
      { label: t('attachVoice'), act: () => send('voice') },
    ]);
  }

  offerQuote() {
    const button = byId('quote-selection');
    const part = currentSelection(this.app);
    button.hidden = part === null;
    if (part === null) return;
    const box = document.getSelection()?.getRangeAt(0).getBoundingClientRect();
    if (box === undefined) return;
    const { width, height } = button.getBoundingClientRect();
    const left = Math.min(window.innerWidth - width - 8, Math.max(8, box.left + box.width / 2 - width / 2));
    button.style.left = `${left}px`;
    button.style.top = `${Math.max(8, box.top - height - 8)}px`;
  }

  quoteSelection() {
    const part = currentSelection(this.app);
    const entry = part === null ? undefined : this.app.list.entryOf(part.messageId);
    if (part === null || entry === undefined) return;
    document.getSelection()?.removeAllRanges();
    this.replyTo(entry, part);
  }
}
