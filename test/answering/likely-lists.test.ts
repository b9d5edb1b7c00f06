import { beforeAll, describe, expect, it } from 'vitest';
import { Answerer } from '../../src/answering/answerer.js';
import { ANSWERING_STEPS, type AnswererParts } from '../../src/answering/answering-steps.js';
import { likeliestOf, listLikelihood, type ListCandidate } from '../../src/answering/lists/list-likelihood.js';
import { LIST_WEIGHTS } from '../../src/answering/lists/list-weights.js';
import type { Answer } from '../../src/answering/quoting/answer.js';
import { partsWith } from './answerer-of.js';

const TEXT = `讲话
各位老师：
进山家访要守三条规矩。
一是进门先问老人身体。
二是不收山货不吃请。
三是天黑以前必须下山。
修路的事有两个难处。
一是石头多，炸药不够用。
二是工人少，年底才回得来。
书屋里有小说、诗集、画册和报纸，孩子们放学就去看。
谢谢大家！
`;

let parts: AnswererParts;

/** Asks with another way of choosing; gives what there was to choose from, too. */
async function ask(
  question: string,
  choose: (candidates: readonly ListCandidate[]) => ListCandidate | undefined,
  from = parts,
): Promise<{ answer: Answer; candidates: readonly ListCandidate[] | null }> {
  let seen: readonly ListCandidate[] | null = null;
  const answerer = new Answerer(from, {
    ...ANSWERING_STEPS,
    refuse: () => null,
    chooseList: (candidates) => {
      seen = candidates;
      return choose(candidates);
    },
  });
  return { answer: await answerer.answer(question, [], 3), candidates: seen };
}

const byRules = (candidates: readonly ListCandidate[]) => candidates.find(({ isChosen }) => isChosen);
const textsOf = (answer: Answer) => (answer.status === 'answered' ? answer.quotes.map(({ text }) => text) : []);
const wordsOf = ({ list }: ListCandidate) =>
  (list?.items ?? []).map(({ start, end }) => parts.speech.text.slice(start, end));

beforeAll(async () => {
  parts = await partsWith(true, TEXT);
});

describe('lists and sentences that may answer a question for several things', () => {
  it('are the lists near the best sentences and those sentences, one of them the choice of the rules', async () => {
    const { candidates } = await ask('修路有哪两个难处？', byRules);
    const lists = (candidates ?? []).filter(({ list }) => list !== null);
    expect(lists.map(wordsOf)).toContainEqual(['一是石头多，炸药不够用。', '二是工人少，年底才回得来。']);
    expect((candidates ?? []).filter(({ isChosen }) => isChosen)).toHaveLength(1);
    expect((candidates ?? []).some(({ sentence }) => sentence !== null)).toBe(true);
    expect(new Set(lists.map((one) => wordsOf(one).join())).size).toBe(lists.length);
  });

  it('are read by their number of items, their announcement and how near they are', async () => {
    const { candidates } = await ask('修路有哪两个难处？', byRules);
    const signalsOf = (first: string) =>
      (candidates ?? []).find(({ list, ...one }) => list !== null && wordsOf({ list, ...one })[0]?.startsWith(first))
        ?.signals;
    const [difficulties, rules] = [signalsOf('一是石头多'), signalsOf('一是进门')];
    expect(difficulties).toMatchObject({ isList: 1, listHasAskedCount: 1, listHasOtherCount: 0, listIsPair: 1 });
    expect(difficulties).toMatchObject({ asksCount: 1, listHasIntroduction: 1, sentenceIsBest: 0 });
    expect(rules).toMatchObject({ listHasAskedCount: 0, listHasOtherCount: 1 });
    expect(difficulties?.listIntroductionCovered).toBeGreaterThan(rules?.listIntroductionCovered ?? 1);
    const nearest = [difficulties, rules].map((signals) => signals?.listIsNearest);
    expect(nearest.filter((isNearest) => isNearest === 1)).toHaveLength(1);
    const behind = [difficulties, rules].map((signals) => signals?.listBehindNearest ?? 0);
    expect(Math.max(...behind)).toBe(0);
    expect(Math.min(...behind)).toBeLessThan(0);
    const sentences = (candidates ?? []).filter(({ sentence }) => sentence !== null);
    expect(sentences.map(({ signals }) => signals.sentencePlace)).toEqual(sentences.map((_, place) => place));
    expect(sentences[0]?.signals).toMatchObject({ isList: 0, sentenceIsBest: 1, sentenceBehind: 0, listMean: 0 });
  });

  it('answer as chosen: another list, a sentence alone, or what the rules chose', async () => {
    const question = '修路有哪两个难处？';
    const other = await ask(question, (all) => all.find((one) => wordsOf(one)[0]?.startsWith('一是进门')));
    expect(textsOf(other.answer)).toEqual(expect.arrayContaining(['二是不收山货不吃请。']));
    const alone = await ask(question, (all) => all.findLast(({ sentence }) => sentence !== null));
    const last = alone.candidates?.findLast(({ sentence }) => sentence !== null)?.sentence ?? -1;
    const span = parts.speech.sentences[last]?.span;
    expect(textsOf(alone.answer)[0]).toContain(parts.speech.text.slice(span?.start, span?.end));
    const kept = await ask(question, byRules);
    expect(textsOf(kept.answer).join()).toContain('二是工人少，年底才回得来。');
    expect((await ask(question, () => undefined)).answer).toEqual(kept.answer);
  });

  it('are no lists that none of the best sentences belongs to or announces', async () => {
    const roads = Array.from({ length: 30 }, (_, index) => `修路的难处在第${index + 1}里，修路有难处。`).join('\n');
    const long = await partsWith(true, TEXT.replace('修路的事', `${roads}\n修路的事`));
    const { candidates } = await ask('修路有哪两个难处？', byRules, long);
    const words = (candidates ?? [])
      .flatMap(({ list }) => list?.items ?? [])
      .map(({ start, end }) => long.speech.text.slice(start, end));
    expect(words).toContain('一是石头多，炸药不够用。');
    expect(words.join()).not.toContain('不收山货不吃请');
  });

  it('are not weighed where one thing is asked for, and are none without a companion', async () => {
    expect((await ask('天黑以前要干什么？', byRules)).candidates).toBeNull();
    const without = await ask('修路有哪两个难处？', byRules, await partsWith(false, TEXT));
    expect(without.candidates).toEqual([]);
    expect(textsOf(without.answer).join()).toContain('二是工人少，年底才回得来。');
  });

  it('are weighed by every signal', async () => {
    const { candidates } = await ask('修路有哪两个难处？', byRules);
    for (const { signals } of candidates ?? [])
      expect(Object.keys(LIST_WEIGHTS.signals).sort()).toEqual(Object.keys(signals).sort());
    const chosen = byRules(candidates ?? []);
    const likeliest = likeliestOf(candidates ?? []);
    expect(listLikelihood(likeliest?.signals ?? (chosen as ListCandidate).signals)).toBe(
      Math.max(...(candidates ?? []).map(({ signals }) => listLikelihood(signals))),
    );
    expect(likeliestOf([])).toBeUndefined();
  });
});
