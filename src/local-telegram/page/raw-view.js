import { get } from './api.js';
import { tellFailure } from './actions.js';
import { byId, el } from './dom.js';
import { saveSession } from './session.js';
import { language, t } from './strings.js';

/** @typedef {import('../client-protocol.js').RawEntry} RawEntry */
/** @typedef {import('../client-protocol.js').RawPage} RawPage */
/** @typedef {import('./main.js').App} App */

const MAX_SHOWN = 500;
const clock = new Intl.DateTimeFormat(language, { timeStyle: 'medium', hour12: false });

/** @param {RawEntry} entry */
function isNotable(entry) {
  return entry.kind === 'call' && (!entry.ok || entry.marks.length > 0);
}

/** The developer view: Bot API calls and updates as JSON, newest first. */
export class RawView {
  /** @param {App} app */
  constructor(app) {
    this.app = app;
    this.panel = byId('raw');
    this.isPaused = false;
    this.onlyNotable = false;
    /** What came while paused. @type {RawEntry[]} */
    this.waiting = [];
    /** Newest first. @type {RawEntry[]} */
    this.entries = [];
    this.hasMore = false;
    this.pause = el('button', { type: 'button', class: 'quiet', onclick: () => this.setPaused(!this.isPaused) });
    this.status = el('p', { class: 'raw-status', role: 'status' });
    this.rows = el('div', { class: 'raw-rows' });
    this.older = el('button', { type: 'button', class: 'text-button', text: t('rawOlder') });
    this.build();
    app.store.on('raw', (entry) => this.take(entry));
    for (const id of ['raw-open', 'raw-open-chat']) byId(id).addEventListener('click', () => void this.toggle());
  }

  build() {
    const errors = el('input', { type: 'checkbox' });
    errors.addEventListener('change', () => {
      this.onlyNotable = errors.checked;
      this.drawAll();
    });
    this.older.addEventListener('click', () => void this.loadOlder().catch(tellFailure));
    const close = el('button', { type: 'button', class: 'icon-button', 'aria-label': t('rawClose'), text: '✕' });
    close.addEventListener('click', () => void this.toggle());
    this.panel.append(
      el('header', { class: 'raw-head' }, el('h2', { text: t('rawOpen') }), close),
      el('p', { class: 'raw-explain', text: t('rawExplain') }),
      el('div', { class: 'raw-tools' }, this.pause, el('label', {}, errors, el('span', { text: t('rawErrors') }))),
      this.status,
      this.rows,
      this.older,
    );
    this.setPaused(false);
  }

  get isOpen() {
    return !this.panel.hidden;
  }

  async toggle() {
    await this.setOpen(!this.isOpen);
    if (this.isOpen) this.panel.querySelector('button')?.focus();
  }

  /** @param {boolean} isOpen */
  async setOpen(isOpen) {
    this.panel.hidden = !isOpen;
    document.body.classList.toggle('with-raw', isOpen);
    for (const id of ['raw-open', 'raw-open-chat']) byId(id).setAttribute('aria-expanded', String(isOpen));
    this.app.store.session.rawIsOpen = isOpen;
    saveSession(this.app.store.session);
    this.app.stream.setRaw(isOpen);
    if (isOpen) await this.load().catch(tellFailure);
  }

  async load() {
    const page = /** @type {RawPage} */ (await get('/raw?limit=100'));
    this.entries = [...page.entries];
    this.hasMore = page.hasMore;
    this.waiting = [];
    this.drawAll();
  }

  async loadOlder() {
    const last = this.entries.at(-1);
    if (last === undefined) return;
    const page = /** @type {RawPage} */ (await get(`/raw?limit=100&before=${last.id}`));
    this.entries.push(...page.entries);
    this.hasMore = page.hasMore;
    this.drawAll();
  }

  /** @param {boolean} isPaused */
  setPaused(isPaused) {
    this.isPaused = isPaused;
    this.pause.textContent = t(isPaused ? 'rawResume' : 'rawPause');
    this.pause.setAttribute('aria-pressed', String(isPaused));
    if (!isPaused) for (const entry of this.waiting.splice(0)) this.take(entry);
    this.drawStatus();
  }

  /** @param {RawEntry} entry */
  take(entry) {
    if (!this.isOpen || entry.id <= (this.entries[0]?.id ?? 0)) return;
    if (this.isPaused) this.waiting.push(entry);
    else {
      this.entries.unshift(entry);
      if (!this.onlyNotable || isNotable(entry)) this.rows.prepend(drawEntry(entry));
      if (this.entries.length > MAX_SHOWN) this.dropOldest();
    }
    this.drawStatus();
  }

  dropOldest() {
    const dropped = this.entries.pop();
    this.hasMore = true;
    const row = this.rows.lastElementChild;
    if (row instanceof HTMLElement && row.dataset.entry === String(dropped?.id)) row.remove();
  }

  drawAll() {
    const shown = this.onlyNotable ? this.entries.filter(isNotable) : this.entries;
    this.rows.replaceChildren(...shown.map(drawEntry));
    this.drawStatus();
  }

  drawStatus() {
    this.older.hidden = !this.hasMore;
    const isEmpty = this.rows.childElementCount === 0;
    const empty = isEmpty ? t(this.onlyNotable ? 'rawNoErrors' : 'rawEmpty') : '';
    this.status.textContent = this.isPaused ? t('rawWaiting', { count: this.waiting.length }) : empty;
    this.status.hidden = this.status.textContent === '';
  }
}

/** @param {RawEntry} entry */
function drawEntry(entry) {
  const isCall = entry.kind === 'call';
  const kind = !isCall ? 'update' : !entry.ok ? 'failed' : entry.marks.length > 0 ? 'marked' : 'call';
  const details = el(
    'details',
    { class: `raw-entry ${kind}`, 'data-entry': entry.id },
    el(
      'summary',
      {},
      el('span', { class: 'raw-name', text: isCall ? entry.method : `${t('rawUpdate')} ${updateKind(entry.update)}` }),
      el('span', { class: 'raw-facts', text: isCall ? `${entry.status} · ${entry.durationMs} ms` : entry.via }),
      el('time', { text: clock.format(entry.atMs) }),
      isCall && entry.marks.length > 0
        ? el('span', { class: 'raw-marks', text: entry.marks.map((mark) => mark.kind).join(', ') })
        : null,
    ),
  );
  // Most entries are never opened: their JSON is written when they are.
  details.addEventListener('toggle', () => {
    if (details.open && details.childElementCount === 1) details.append(...drawJson(entry));
  });
  return details;
}

/** @param {unknown} update */
function updateKind(update) {
  if (typeof update !== 'object' || update === null) return '';
  return Object.keys(update).find((key) => key !== 'update_id') ?? '';
}

/**
 * @param {RawEntry} entry
 * @returns {HTMLElement[]}
 */
function drawJson(entry) {
  if (entry.kind === 'update') return [jsonBlock(entry.update)];
  const marks = entry.marks.map(({ kind, detail }) => el('li', { text: `${kind}: ${detail}` }));
  return [
    ...(entry.fault === undefined ? [] : [el('p', { class: 'raw-fault', text: t('rawFault', { name: entry.fault }) })]),
    ...(marks.length === 0 ? [] : [el('h3', { text: t('rawMarks') }), el('ul', {}, ...marks)]),
    el('h3', { text: t('rawParams') }),
    jsonBlock(entry.params),
    el('h3', { text: t('rawResponse') }),
    jsonBlock(entry.response),
  ];
}

/** @param {unknown} value */
function jsonBlock(value) {
  return el('pre', { class: 'json', tabindex: '0', text: JSON.stringify(value, null, 2) });
}
