import { headOf } from './head.js';
import type { InlineKeyboardButton, InlineKeyboardMarkup } from 'grammy/types';
import { quotesShown, type Answer, type Quote } from '../answering/quoting/answer.js';
import type { SpeechService } from '../answering/speech-service.js';
import type { Language, Translate } from './context.js';

/** What a button under an answer does. */
export type ButtonAction =
  | {
      readonly kind: 'around';
      readonly hash: string;
      readonly asker: number;
      readonly anchor: number;
      readonly before: number;
      readonly after: number;
    }
  | { readonly kind: 'other'; readonly hash: string; readonly asker: number; readonly ids: readonly string[] }
  | { readonly kind: 'place'; readonly hash: string; readonly id: string }
  | { readonly kind: 'example'; readonly language: Language; readonly index: number };

/** Longest data that a button may carry, in bytes. */
const LONGEST_DATA = 64;
const LONGEST_COPY = 256;

/** The first characters of a speech's hash: enough to notice that it has been replaced. */
export function shortHash(sha256: string): string {
  return sha256.slice(0, 6);
}

/** Packs an action into callback data of at most 64 bytes; null where it does not fit. */
export function encodeAction(action: ButtonAction): string | null {
  const data = encode(action);
  return Buffer.byteLength(data) <= LONGEST_DATA ? data : null;
}

function encode(action: ButtonAction): string {
  switch (action.kind) {
    case 'around':
      return `a|${action.hash}|${action.asker.toString(36)}|${action.anchor.toString(36)}|${action.before}|${action.after}`;
    case 'other':
      return `o|${action.hash}|${action.asker.toString(36)}|${action.ids.join(',')}`;
    case 'place':
      return `p|${action.hash}|${action.id}`;
    case 'example':
      return `e|${action.language}|${action.index}`;
  }
}

/** Reads callback data; null for data of another form, such as a button of an older version. */
export function decodeAction(data: string): ButtonAction | null {
  const [kind, hash = '', third = '', fourth = '', fifth = '', sixth = ''] = data.split('|');
  if (kind === 'e' && (hash === 'zh' || hash === 'en') && /^\d$/.test(third))
    return { kind: 'example', language: hash, index: Number(third) };
  if (!/^[0-9a-f]{6}$/.test(hash)) return null;
  if (kind === 'p' && /^[\w-]{1,16}$/.test(third)) return { kind: 'place', hash, id: third };
  const asker = parseInt(third, 36);
  if (!Number.isSafeInteger(asker)) return null;
  if (kind === 'o' && /^[\w-]{1,16}(?:,[\w-]{1,16})*$/.test(fourth))
    return { kind: 'other', hash, asker, ids: fourth.split(',') };
  const anchor = parseInt(fourth, 36);
  if (kind !== 'a' || !Number.isSafeInteger(anchor) || !/^\d{1,2}$/.test(fifth) || !/^\d{1,2}$/.test(sixth))
    return null;
  return { kind: 'around', hash, asker, anchor, before: Number(fifth), after: Number(sixth) };
}

function button(text: string, action: ButtonAction): InlineKeyboardButton[] {
  const data = encodeAction(action);
  return data === null ? [] : [{ text, callback_data: data }];
}

/** What 复制出处 copies: title, date and place; the quote too where all fits. */
export function copyText(quote: Quote, info: SpeechService['info']): string {
  const source = `《${info.title}》${info.date === null || info.title.includes(info.date) ? '' : `（${info.date}）`}${quote.citation}`;
  const whole = `“${quote.text}”——${source}`;
  return whole.length <= LONGEST_COPY ? whole : headOf(source, LONGEST_COPY);
}

/** The buttons of a shown quote: before and after it, where it stands, copy. `others` are the next candidates' ids. */
export function quoteKeyboard(
  quote: Quote,
  shown: { readonly anchor: number; readonly before: number; readonly after: number },
  others: readonly string[],
  service: SpeechService,
  asker: number,
  translate: Translate,
): InlineKeyboardMarkup {
  const hash = shortHash(service.info.sha256);
  const around = (before: number, after: number): ButtonAction => ({
    kind: 'around',
    hash,
    asker,
    anchor: shown.anchor,
    before,
    after,
  });
  const first = [
    ...button(translate('button-before'), around(shown.before + 1, shown.after)),
    ...button(translate('button-after'), around(shown.before, shown.after + 1)),
    ...(others.length === 0 ? [] : button(translate('button-other'), { kind: 'other', hash, asker, ids: others })),
  ];
  const second = [
    ...button(translate('button-place'), { kind: 'place', hash, id: quote.id }),
    { text: translate('button-copy'), copy_text: { text: copyText(quote, service.info) } },
  ];
  return { inline_keyboard: [first, second] };
}

/** The buttons of an answer with quotes; none for a refusal without any. */
export function answerKeyboard(
  answer: Answer,
  service: SpeechService,
  asker: number,
  translate: Translate,
): InlineKeyboardMarkup | null {
  const quotes = quotesShown(answer);
  const [first, ...rest] = quotes;
  if (first === undefined) return null;
  const others = answer.status === 'answered' && answer.form === 'quotes' ? rest.slice(0, 2).map(({ id }) => id) : [];
  return quoteKeyboard(first, { anchor: first.sentence, before: 0, after: 0 }, others, service, asker, translate);
}
