import { el } from './dom.js';
import { drawText } from './entities.js';
import { t } from './strings.js';

/** @typedef {import('@grammyjs/types').Poll} Poll */
/** @typedef {import('../client-protocol.js').ClientMessage} ClientMessage */
/** @typedef {import('./entities.js').EntityContext} EntityContext */
/** @typedef {import('./main.js').App} App */

/**
 * A poll or quiz: options to choose from, or the result for those who have voted or where it is closed.
 * @param {App} app
 * @param {ClientMessage} entry
 * @param {Poll} poll
 * @param {EntityContext} context
 */
export function drawPoll(app, entry, poll, context) {
  const mine = entry.votes?.[String(app.store.person.id)];
  const showsResult = poll.is_closed || mine !== undefined;
  const question = el('p', { class: 'poll-question' }, drawText(poll.question, poll.question_entities ?? [], context));
  const options = showsResult ? drawResults(app, entry, poll, mine ?? []) : drawChoices(app, entry, poll);
  return el(
    'div',
    { class: 'poll', role: 'group', 'aria-label': poll.question },
    question,
    el('p', { class: 'poll-kind', text: pollKind(poll) }),
    options,
    showsResult ? drawExplanation(poll, context) : null,
    el('p', { class: 'poll-votes', text: t('votes', { count: poll.total_voter_count }) }),
    canRetract(poll, mine) ? retractButton(app, entry) : null,
  );
}

/**
 * @param {Poll} poll
 * @param {readonly number[] | undefined} mine
 */
function canRetract(poll, mine) {
  return mine !== undefined && !poll.is_closed && poll.allows_revoting && poll.type !== 'quiz';
}

/** @param {Poll} poll */
function pollKind(poll) {
  const isQuiz = poll.type === 'quiz';
  const kind = poll.is_anonymous
    ? t(isQuiz ? 'quizAnonymous' : 'pollAnonymous')
    : t(isQuiz ? 'quizPublic' : 'pollPublic');
  const extra = poll.is_closed ? t('pollClosed') : poll.allows_multiple_answers ? t('pollMultiple') : null;
  return extra === null ? kind : `${kind} · ${extra}`;
}

/**
 * @param {App} app
 * @param {ClientMessage} entry
 * @param {Poll} poll
 */
function drawChoices(app, entry, poll) {
  if (!poll.allows_multiple_answers) {
    const buttons = poll.options.map((option, index) =>
      el('button', {
        type: 'button',
        class: 'poll-choice',
        text: option.text,
        onclick: () => void app.actions.vote(entry, [index]),
      }),
    );
    return el('div', { class: 'poll-options' }, ...buttons);
  }
  const boxes = poll.options.map(() => el('input', { type: 'checkbox' }));
  const submit = el('button', { type: 'button', class: 'primary', disabled: true, text: t('vote') });
  const chosen = () => boxes.flatMap((box, index) => (box.checked ? [index] : []));
  for (const box of boxes) box.addEventListener('change', () => (submit.disabled = chosen().length === 0));
  submit.addEventListener('click', () => void app.actions.vote(entry, chosen()));
  const labels = poll.options.map((option, index) =>
    el('label', { class: 'poll-choice' }, boxes[index], el('span', { text: option.text })),
  );
  return el('div', { class: 'poll-options' }, ...labels, submit);
}

/**
 * @param {App} app
 * @param {ClientMessage} entry
 * @param {Poll} poll
 * @param {readonly number[]} mine
 */
function drawResults(app, entry, poll, mine) {
  const items = poll.options.map((option, index) => {
    const share = poll.total_voter_count === 0 ? 0 : Math.round((option.voter_count / poll.total_voter_count) * 100);
    const fill = el('span', { class: 'poll-fill' });
    fill.style.width = `${share}%`;
    const verdict = verdictOf(poll, index, mine);
    return el(
      'li',
      { class: `poll-result ${verdict.kind}`, title: poll.is_anonymous ? null : votersOf(app, entry, index) },
      el('span', { class: 'poll-share', text: `${share}%` }),
      el('span', { class: 'poll-option', text: option.text }),
      verdict.label === null ? null : el('span', { class: 'poll-verdict', role: 'img', 'aria-label': verdict.label }),
      el('span', { class: 'poll-bar', 'aria-hidden': 'true' }, fill),
    );
  });
  return el('ul', { class: 'poll-options' }, ...items);
}

/**
 * @param {Poll} poll
 * @param {number} index
 * @param {readonly number[]} mine
 * @returns {{ kind: string, label: string | null }}
 */
function verdictOf(poll, index, mine) {
  const isMine = mine.includes(index);
  if (poll.type !== 'quiz') return isMine ? { kind: 'mine', label: t('chosen') } : { kind: '', label: null };
  if (poll.correct_option_ids?.includes(index) === true) return { kind: 'correct', label: t('correct') };
  return isMine ? { kind: 'wrong', label: t('wrong') } : { kind: '', label: null };
}

/**
 * @param {App} app
 * @param {ClientMessage} entry
 * @param {number} index
 */
function votersOf(app, entry, index) {
  return Object.entries(entry.votes ?? {})
    .filter(([, indexes]) => indexes.includes(index))
    .map(([id]) => app.store.people.get(Number(id))?.firstName ?? id)
    .join('、');
}

/**
 * @param {Poll} poll
 * @param {EntityContext} context
 */
function drawExplanation(poll, context) {
  if (poll.explanation === undefined || poll.explanation === '') return null;
  const words = drawText(poll.explanation, poll.explanation_entities ?? [], context);
  return el('p', { class: 'poll-explanation', 'aria-label': t('explanation') }, words);
}

/**
 * @param {App} app
 * @param {ClientMessage} entry
 */
function retractButton(app, entry) {
  return el('button', {
    type: 'button',
    class: 'text-button',
    text: t('retract'),
    onclick: () => void app.actions.vote(entry, []),
  });
}
