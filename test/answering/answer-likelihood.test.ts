import { describe, expect, it } from 'vitest';
import { answerLikelihood, LEAST_LIKELIHOOD, refuse } from '../../src/answering/answer-likelihood.js';
import { answerSignals } from '../../src/answering/answer-signals.js';
import { ANSWER_WEIGHTS } from '../../src/answering/answer-weights.js';
import type { Evidence } from '../../src/answering/evidence.js';
import { bigramsOf } from '../../src/answering/quoting/topic-match.js';
import { readQuestion } from '../../src/answering/reading/question.js';
import { createCharacterFold } from '../../src/text/fold.js';

const fold = createCharacterFold();
const SENTENCE = '去年新修水渠三十二公里，投入一千二百万元。';
const QUESTION = readQuestion('去年新修了多少公里水渠？');

/** Evidence of one sentence that answers; `shift` moves every likeness. */
function evidenceOf(shift: number, more: Partial<Evidence> = {}): Evidence {
  return {
    texts: [SENTENCE],
    statements: [SENTENCE],
    coverages: [1],
    dense: 0.7 + shift,
    late: 0.8 + shift,
    companionLate: 0.74 + shift,
    match: {
      weakestTokens: 0.62 + shift,
      tokenSpread: 0.12,
      weakestTokensByFirst: 0.6 + shift,
      lateByFirst: 0.8 + shift,
      aboveOthers: 0.3,
      aboveThird: 0.1,
      neighbours: 1,
    },
    known: 1,
    isOtherDegree: false,
    isAttributeUnknown: false,
    isBeyondCounted: false,
    leadsToList: false,
    saysLittle: false,
    leansOnBefore: false,
    speechBigrams: bigramsOf(SENTENCE, fold),
    ...more,
  };
}

function likelihood(shift: number, more: Partial<Evidence> = {}, question = QUESTION): number {
  const signals = answerSignals(question, evidenceOf(shift, more), fold);
  return signals === null ? Number.NaN : answerLikelihood(signals);
}

describe('how likely it is that the best sentences answer', () => {
  it('grows with every likeness, from nearly none to nearly sure', () => {
    const likelihoods = [-0.4, -0.3, -0.2, -0.1, 0, 0.1].map((shift) => likelihood(shift));
    expect(likelihoods).toEqual([...likelihoods].sort((a, b) => a - b));
    expect(likelihoods[0]).toBeLessThan(0.1);
    expect(likelihoods.at(-1)).toBeGreaterThan(0.9);
  });

  it('falls where the rules speak against it, and where the asked kind of thing stands beside something else', () => {
    const money = '水渠的事抓紧办，今年再投入一千二百万元。';
    expect(likelihood(0, { isAttributeUnknown: true })).toBeLessThan(likelihood(0));
    expect(likelihood(0, { texts: [money], statements: [money] })).toBeLessThan(likelihood(0));
  });

  it('reads the matter of a question, the clauses that hold what it asks for, and how it asks', () => {
    const signals = answerSignals(QUESTION, evidenceOf(0), fold);
    expect(signals).toMatchObject({ matterKnown: 1, bestHoldsForm: 1, formClauseGap: 0, asksNumber: 1, asksWhere: 0 });
    const gap = answerSignals(QUESTION, evidenceOf(0, { statements: ['去年新修水渠，三十二公里。'] }), fold);
    expect(gap?.formClauseGap).toBeGreaterThan(0.5);
    const where = answerSignals(readQuestion('水渠修在哪个村？'), evidenceOf(0), fold);
    expect(where).toMatchObject({ asksNumber: 0, asksWhere: 1, bestHoldsForm: 0 });
    expect(answerSignals(readQuestion('水渠指的是什么？'), evidenceOf(0), fold)).toMatchObject({ asksWhat: 1 });
  });

  it('decides, but over no outright refusal', () => {
    const [low, high] = [-0.4, 0.1];
    expect(likelihood(low)).toBeLessThan(LEAST_LIKELIHOOD);
    expect(refuse(QUESTION, evidenceOf(low), fold)).toBe('absent');
    expect(refuse(QUESTION, evidenceOf(high), fold)).toBeNull();
    expect(refuse(QUESTION, evidenceOf(high, { isBeyondCounted: true }), fold)).toBe('absent');
  });

  it('has a weight for each signal', () => {
    const signals = answerSignals(QUESTION, evidenceOf(0), fold);
    expect(Object.keys(ANSWER_WEIGHTS.signals).sort()).toEqual(Object.keys(signals ?? {}).sort());
  });

  it('is unknown without a companion: the rules decide alone', () => {
    expect(answerSignals(QUESTION, evidenceOf(0, { match: null }), fold)).toBeNull();
    expect(refuse(QUESTION, evidenceOf(0, { match: null, companionLate: null }), fold)).toBeNull();
    expect(refuse(QUESTION, evidenceOf(0, { match: null, isAttributeUnknown: true }), fold)).toBe('absent');
  });
});
