import { byId, el } from './dom.js';
import { t } from './strings.js';

const SHOWN_MS = 4_000;
const LONG_MS = 7_000;
const LONG_OVER = 60;

/**
 * A short notice that goes by itself.
 * @param {string} text
 */
export function toast(text) {
  const element = el('div', { class: 'toast', text });
  byId('toasts').append(element);
  setTimeout(() => element.remove(), text.length > LONG_OVER ? LONG_MS : SHOWN_MS);
}

/**
 * A notice that has to be confirmed.
 * @param {string} text
 */
export function alertBox(text) {
  const confirm = el('button', { type: 'submit', class: 'primary', text: t('confirm') });
  const form = el('form', { method: 'dialog' }, confirm);
  openDialog(el('p', { class: 'dialog-text', text }), form);
}

/**
 * Lets the person choose; resolves with the choice, or null.
 * @template T
 * @param {string} question
 * @param {readonly { label: string, value: T }[]} choices
 * @returns {Promise<T | null>}
 */
export function choose(question, choices) {
  return new Promise((resolve) => {
    const buttons = choices.map(({ label, value }) =>
      el('button', { type: 'button', class: 'choice', text: label, onclick: () => finish(value) }),
    );
    const cancel = el('button', { type: 'button', class: 'quiet', text: t('cancel'), onclick: () => finish(null) });
    const dialog = openDialog(el('p', { class: 'dialog-text', text: question }), ...buttons, cancel);
    dialog.addEventListener('cancel', () => resolve(null));
    const finish = (/** @type {T | null} */ value) => {
      dialog.close();
      resolve(value);
    };
  });
}

/** @param {...Node} children */
function openDialog(...children) {
  const dialog = el('dialog', {}, ...children);
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}
