import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LONGEST_QUOTE } from '../../../src/answering/quoting/spans.js';
import { readQuestion } from '../../../src/answering/reading/question.js';
import type { Span } from '../../../src/speech/types.js';
import {
  widenedQuote,
  wideningLikelihood,
  type WideningLikelihood,
} from '../../../src/answering/widening/widened-quote.js';
import { wideningSignals } from '../../../src/answering/widening/widening-signals.js';
import { WIDENING_WEIGHTS } from '../../../src/answering/widening/widening-weights.js';
import { partsWith } from '../answerer-of.js';

const SENTENCES = ['先说天气。', '再说收成比去年好了一成。', '路修到了村口。', '桥还没有修。', '大家都等着过河。'];
const textOf = (paragraphs: readonly (readonly string[])[]) =>
  ['讲话', '同志们：', ...paragraphs.map((each) => each.join('')), '再见了各位同志们，谢谢。', ''].join('\n');

/** Widens a quote of a made speech, for any question. */
async function widenerOf(text: string, asked: string, hasCompanion = true) {
  const parts = await partsWith(hasCompanion, text);
  const question = readQuestion(asked);
  const ranking = await parts.retriever.retrieve(question.text);
  return {
    speech: parts.speech,
    widen: (quote: Span, likelihoodOf: WideningLikelihood) =>
      widenedQuote(parts, likelihoodOf, question, ranking, quote),
  };
}

async function widen(
  text: string,
  asked: string,
  likelihoodOf: WideningLikelihood,
  words: string,
  hasCompanion = true,
) {
  const { speech, widen: widened } = await widenerOf(text, asked, hasCompanion);
  const start = speech.text.indexOf(words);
  const { start: first, end } = widened({ start, end: start + words.length }, likelihoodOf);
  return speech.text.slice(first, end);
}

describe('a widened quote', () => {
  it('holds the quote, is made of whole sentences of its paragraph, and is no longer than a quote may be', async () => {
    const longer = SENTENCES.map((sentence, index) => `${sentence.slice(0, -1).repeat(1 + index * 4)}。`);
    const { speech, widen: widened } = await widenerOf(
      textOf([SENTENCES, longer, ['只有一句。'], [...longer].reverse()]),
      '收成怎么样',
    );
    const spoken = speech.sentences.filter(({ isHeading }) => !isHeading);
    const starts = new Set(spoken.map(({ span }) => span.start));
    const ends = new Set(spoken.map(({ span }) => span.end));
    const likelihood = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(
        fc.constantFrom(...spoken.map(({ span }) => span)),
        fc.array(likelihood, { minLength: 8, maxLength: 8 }),
        (quote, likelihoods) => {
          let asked = 0;
          const span = widened(quote, () => likelihoods[asked++ % likelihoods.length]!);
          expect(span.start <= quote.start && span.end >= quote.end).toBe(true);
          expect([starts.has(span.start), ends.has(span.end)]).toEqual([true, true]);
          expect(speech.text.slice(span.start, span.end)).not.toContain('\n');
          const isWider = span.end - span.start > quote.end - quote.start;
          expect(isWider && span.end - span.start > LONGEST_QUOTE).toBe(false);
        },
      ),
      { numRuns: 500, seed: 1 },
    );
  });

  it('goes to the likelier side first, as far as sentences are likely needed, by three at most', async () => {
    const text = textOf([SENTENCES, ['另一段说别的。']]);
    const behind: WideningLikelihood = ({ quote, widened }) => (widened.end > quote.end ? 0.9 : 0.3);
    expect(await widen(text, '收成', () => 0.09, SENTENCES[1]!)).toBe(SENTENCES[1]);
    expect(await widen(text, '收成', behind, SENTENCES[1]!)).toBe(SENTENCES.slice(1).join(''));
    const onlyBefore: WideningLikelihood = ({ quote, widened }) => (widened.end > quote.end ? 0.05 : 0.3);
    expect(await widen(text, '收成', onlyBefore, SENTENCES[3]!)).toBe(SENTENCES.slice(0, 4).join(''));
    expect(await widen(text, '收成', onlyBefore, SENTENCES[4]!)).toBe(SENTENCES.slice(1).join(''));
  });

  it('is the quote itself where no companion compares sentences', async () => {
    const text = textOf([SENTENCES]);
    expect(await widen(text, '收成', () => 1, SENTENCES[1]!, false)).toBe(SENTENCES[1]);
  });
});

describe('what tells that a sentence is needed', () => {
  const signalsOf = async (asked: string, late: readonly number[], tokens: readonly (readonly number[])[]) => {
    const { speech } = await partsWith(false, textOf([SENTENCES]));
    const first = speech.sentences.findIndex(({ span }) => speech.text.startsWith(SENTENCES[0]!, span.start));
    const likeness = {
      lateOf: (sentence: number) => late[sentence - first] ?? 0,
      tokensOf: (sentence: number) => tokens[sentence - first] ?? [],
      placeOf: (sentence: number) => (sentence === first + 2 ? 4 : null),
    };
    return wideningSignals(speech, readQuestion(asked), likeness, { first, last: first + 1 }, 1);
  };

  it('is how like the question it and the one beyond are, against the best of the quote, and what it adds', async () => {
    const tokens = [
      [0.2, 0.9],
      [0.5, 0.1],
      [0.8, 0.3],
    ];
    const signals = await signalsOf('路修到哪里了', [0.4, 0.7, 0.6, 0.5], tokens);
    expect(signals.likeness).toBe(0.6);
    expect(signals.likenessBehindQuote).toBeCloseTo(-0.1);
    expect(signals.likenessBeyondBehindQuote).toBeCloseTo(-0.2);
    expect(signals.largestTokenGain).toBeCloseTo(0.3);
    expect(signals.place).toBeCloseTo(Math.log(5));
    expect(signals.sentenceLength).toBe(SENTENCES[2]!.length);
    expect(signals.widenedLength).toBe(SENTENCES.slice(0, 3).join('').length);
    expect([signals.standsBehind, signals.asksHow, signals.asksForSeveral]).toEqual([1, 0, 0]);
  });

  it('is weighed signal by signal, and one that is liker is likelier needed', async () => {
    const unlike = await signalsOf('收成怎么样', [0.7, 0.7, 0.3], []);
    const alike = await signalsOf('收成怎么样', [0.7, 0.7, 0.68], []);
    expect(Object.keys(WIDENING_WEIGHTS.signals).sort()).toEqual(Object.keys(alike).sort());
    expect(alike.asksHow).toBe(1);
    const span = { start: 0, end: 1 };
    const likelihoodOf = (signals: typeof alike) => wideningLikelihood({ quote: span, widened: span, signals });
    expect(likelihoodOf(alike)).toBeGreaterThan(likelihoodOf(unlike));
  });
});
