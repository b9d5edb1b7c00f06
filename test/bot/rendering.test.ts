import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Answer, Quote } from '../../src/answering/quoting/answer.js';
import { decodeAction, encodeAction, quoteKeyboard, type ButtonAction } from '../../src/bot/buttons.js';
import {
  LONGEST_MESSAGE,
  MOST_ENTITIES,
  packBlocks,
  type FormattedText,
} from '../../src/bot/rendering/formatted-text.js';
import { renderAnswer, renderQuote } from '../../src/bot/rendering/render-answer.js';
import { renderChecks } from '../../src/bot/rendering/render-check.js';
import { firstQuoteOf, replaceFirstQuote } from '../../src/bot/rendering/replace-first-quote.js';
import { ClaimChecker } from '../../src/answering/checking/claim-checker.js';
import { makeQuote } from '../../src/answering/quoting/citation.js';
import { WordFinder } from '../../src/answering/counting.js';
import { readSpeech } from '../../src/speech/read-speech.js';
import { createCharacterFold } from '../../src/text/fold.js';
import { sampleService } from './bot-in-process.js';
import { bytesOf, SPEECHES } from '../paths.js';

const RUNS = { seed: 20260301, numRuns: 300 };
const translate = (key: string, values: Record<string, string | number> = {}) =>
  `${key} ${Object.values(values).join(' ')}`;
const speeches = SPEECHES.map(([name, path]) => readSpeech(bytesOf(path), name));

/** Spans anywhere in any speech: also cutting sentences, blanks at their ends, thousands of characters long. */
const anyQuote = fc
  .record({ speech: fc.nat(speeches.length - 1), start: fc.nat(), length: fc.integer({ min: 1, max: 6_000 }) })
  .map(({ speech: index, start, length }) => {
    const speech = speeches[index]!;
    const from = start % (speech.text.length - 1);
    const trimmed = speech.text.slice(from, from + length);
    const span = { start: from, end: Math.min(speech.text.length, from + length) };
    return trimmed.trim() === '' ? null : { speech, quote: makeQuote(speech, span, 1) };
  })
  .filter((value) => value !== null);

/** Text as people and machines send it to bots. */
const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.string({ unit: 'grapheme-composite', maxLength: 200 }),
  fc.constantFrom(
    '\u202e倒着\u202c',
    '👨‍👩‍👧‍👦'.repeat(50),
    'a\u0300'.repeat(500),
    '\ud800',
    '*_`[]()~>#+-=|{}.!',
    '\u0000\u0007',
    '“”'.repeat(300),
  ),
);

function expectSendable(messages: readonly FormattedText[]): void {
  for (const { text, entities } of messages) {
    expect(text.length).toBeGreaterThan(0);
    expect(text.length).toBeLessThanOrEqual(LONGEST_MESSAGE);
    expect(text).toBe(text.trim());
    expect(entities.length).toBeLessThanOrEqual(MOST_ENTITIES);
    for (const { offset, length } of entities) {
      expect(length).toBeGreaterThan(0);
      expect(offset).toBeGreaterThanOrEqual(0);
      expect(offset + length).toBeLessThanOrEqual(text.length);
    }
  }
}

/** Every block quotation is a slice of one of the texts. */
function expectSlices(messages: readonly FormattedText[], texts: readonly string[]): void {
  for (const { text, entities } of messages) {
    for (const { type, offset, length } of entities) {
      if (!type.endsWith('blockquote')) continue;
      const words = text.slice(offset, offset + length);
      expect(texts.some((whole) => whole.includes(words))).toBe(true);
    }
  }
}

describe('rendered answers', () => {
  it('quote slices only and fit Telegram’s limits, whatever the spans', () => {
    fc.assert(
      fc.property(
        fc.array(anyQuote, { minLength: 1, maxLength: 60 }),
        fc.boolean(),
        fc.constantFrom('quotes' as const, 'enumeration' as const, 'not_found' as const),
        (picked, hasNotes, form) => {
          const quotes: Quote[] = picked.map(({ quote }) => quote);
          const notes = hasNotes ? [{ key: 'announced' as const, values: { announced: 3, found: 2 } }] : [];
          const answer: Answer =
            form === 'not_found'
              ? { status: 'not_found', reason: 'absent', nearest: quotes, notes }
              : { status: 'answered', form, quotes, notes };
          const messages = packBlocks(renderAnswer(answer, translate, 'yuanwen_bot'));
          expectSendable(messages);
          expectSlices(
            messages,
            picked.map(({ speech }) => speech.text),
          );
        },
      ),
      RUNS,
    );
  });
});

describe('rendered verdicts', () => {
  it('quote slices only and fit Telegram’s limits, whatever is claimed', () => {
    const fold = createCharacterFold();
    const [speech] = speeches;
    const checker = new ClaimChecker(speech!, fold, new WordFinder(speech!, fold));
    const claim = fc
      .array(
        fc.oneof(
          hostile,
          anyQuote.map(({ quote }) => quote.text.slice(0, 300)),
        ),
        { minLength: 1, maxLength: 6 },
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(claim, (words) => {
        const messages = packBlocks(renderChecks(checker.check(words), translate, 'yuanwen_bot'));
        expectSendable(messages);
        expectSlices(messages, [speech!.text]);
      }),
      RUNS,
    );
  });
});

describe('a widened quote', () => {
  it('takes the place of the first one and leaves the rest', () => {
    fc.assert(
      fc.property(anyQuote, anyQuote, anyQuote, (first, second, wider) => {
        const fits = [first, second, wider].every(({ quote }) => quote.text.length < 1_000);
        fc.pre(fits);
        const blocks = [first, second].map(({ quote }) => renderQuote(quote, 'blockquote', 'yuanwen_bot'));
        const [message] = packBlocks([{ text: '晚了', entities: [] }, ...blocks]);
        const widened = replaceFirstQuote(message!, renderQuote(wider.quote, 'blockquote', 'yuanwen_bot'));
        expect(widened.text.startsWith('晚了')).toBe(true);
        expect(firstQuoteOf(widened)).toBe(wider.quote.text.trim());
        const quotesOf = ({ text, entities }: FormattedText) =>
          entities
            .filter(({ type }) => type === 'blockquote')
            .map(({ offset, length }) => text.slice(offset, offset + length));
        expect(quotesOf(widened).slice(1)).toEqual(quotesOf(message!).slice(1));
        // The old citation went with the old quote.
        expect(widened.entities.filter(({ type }) => type === 'text_link')).toHaveLength(2);
      }),
      RUNS,
    );
  });
});

describe('buttons', () => {
  const id = fc.stringMatching(/^[\w-]{1,16}$/);
  const hash = fc.stringMatching(/^[0-9a-f]{6}$/);
  const asker = fc.integer({ min: 0, max: 2 ** 52 });

  it('carry at most 64 bytes and are read back as they were', () => {
    const action = fc.oneof(
      fc.record({ kind: fc.constant('place' as const), hash, id }),
      fc.record({
        kind: fc.constant('other' as const),
        hash,
        asker,
        ids: fc.array(id, { minLength: 1, maxLength: 4 }),
      }),
      fc.record({
        kind: fc.constant('around' as const),
        hash,
        asker,
        anchor: fc.nat(1e6),
        before: fc.nat(99),
        after: fc.nat(99),
      }),
    );
    fc.assert(
      fc.property(action, (value: ButtonAction) => {
        const data = encodeAction(value);
        if (data === null) return;
        expect(Buffer.byteLength(data)).toBeLessThanOrEqual(64);
        expect(decodeAction(data)).toEqual(value);
      }),
      { ...RUNS, numRuns: 2_000 },
    );
  });

  it('are ignored when somebody made their data up', () => {
    fc.assert(
      fc.property(hostile, (data) => {
        const read = decodeAction(data);
        if (read !== null) expect(encodeAction(read)).not.toBeNull();
      }),
      RUNS,
    );
  });

  it('copy at most 256 characters', async () => {
    const { speech, service } = await sampleService();
    for (const sentence of speech.sentences) {
      const quote = makeQuote(speech, sentence.span, 1);
      const shown = { anchor: sentence.number, before: 0, after: 0 };
      const { inline_keyboard: rows } = quoteKeyboard(quote, shown, ['abc'], service, 2 ** 40, translate);
      for (const button of rows.flat()) {
        if ('copy_text' in button) expect(button.copy_text.text.length).toBeLessThanOrEqual(256);
        if ('callback_data' in button) expect(Buffer.byteLength(button.callback_data)).toBeLessThanOrEqual(64);
      }
    }
  });
});
