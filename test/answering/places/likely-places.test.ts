import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { Answerer } from '../../../src/answering/answerer.js';
import { ANSWERING_STEPS, type AnswererParts } from '../../../src/answering/answering-steps.js';
import { readBoostedTrees } from '../../../src/answering/places/boosted-trees.js';
import type { PlaceSignals } from '../../../src/answering/places/place-signals.js';
import type { Answer } from '../../../src/answering/quoting/answer.js';
import { ROOT } from '../../paths.js';
import { partsWith } from '../answerer-of.js';

const TEXT = `在全镇修路大会上的讲话
同志们：
今天把大家请来，是商量修路的事。
一、去年的路修得怎么样
去年修了三条路，石桥那条最难。炸药不够，工人也少。
冬天下雪，停了两个月工。
二、今年要修哪几条
今年先修茶园那条路。茶农盼了十年。
钱由镇里出一半，村里出一半。
最后，请大家回去把话带到。
谢谢大家！
`;

let parts: AnswererParts;

interface Asked {
  readonly answer: Answer;
  /** Of each sentence; null where places were not weighed. */
  readonly signals: readonly PlaceSignals[] | null;
}

/** Asks with scores for the sentences that begin with some words, 0 for all others; none where no scores are given. */
async function ask(question: string, scores: Readonly<Record<string, number>> | null, from = parts): Promise<Asked> {
  let signals: readonly PlaceSignals[] | null = null;
  const answerer = new Answerer(from, {
    ...ANSWERING_STEPS,
    refuse: () => null,
    weighPlaces: (_, candidates) => {
      signals = candidates;
      if (scores === null) return [];
      return from.speech.sentences.map(({ span }) => {
        const words = from.speech.text.slice(span.start, span.end);
        return Object.entries(scores).find(([start]) => words.startsWith(start))?.[1] ?? 0;
      });
    },
  });
  const answer = await answerer.answer(question, [], 3);
  return { answer, signals };
}

const textsOf = (answer: Answer) => (answer.status === 'answered' ? answer.quotes.map(({ text }) => text) : []);
const signalsOf = ({ signals }: Asked, start: string, { speech } = parts) =>
  signals?.[speech.sentences.findIndex(({ span }) => speech.text.startsWith(start, span.start))];

const BEHIND_STORY = '讲完冬天下雪停工，接着说的是什么？';

beforeAll(async () => {
  parts = await partsWith(true, TEXT);
});

describe('the place that a question asks for', () => {
  it('is where the rules show it while nothing else is weighed, and where it is likeliest by far', async () => {
    const byRules = await ask(BEHIND_STORY, null);
    const [ruled] = textsOf(byRules.answer);
    expect(textsOf(byRules.answer)).toHaveLength(1);
    const sure = await ask(BEHIND_STORY, { [ruled!.slice(0, 6)]: 5 });
    expect(sure.answer).toEqual(byRules.answer);
  });

  it('is shown first where it is likelier than what the rules show, which comes behind it', async () => {
    const byRules = await ask(BEHIND_STORY, null);
    const { answer } = await ask(BEHIND_STORY, { 钱由镇里: 5 });
    expect(textsOf(answer)).toEqual(['钱由镇里出一半，村里出一半。', ...textsOf(byRules.answer)]);
  });

  it('is shown with the likeliest others where it is not much likelier, in their order', async () => {
    const { answer } = await ask(BEHIND_STORY, { 钱由镇里: 5, 今天把: 4.5, 冬天下雪: 4.2 });
    expect(textsOf(answer)).toEqual([
      '钱由镇里出一半，村里出一半。',
      '今天把大家请来，是商量修路的事。',
      '冬天下雪，停了两个月工。',
    ]);
    const scores = answer.status === 'answered' ? answer.quotes.map(({ score }) => score) : [];
    expect(scores).toEqual([5, 4.5, 4.2]);
  });

  it('stays what the rules show where another is hardly likelier, which comes behind it then', async () => {
    const [ruled] = textsOf((await ask(BEHIND_STORY, null)).answer);
    const { answer } = await ask(BEHIND_STORY, { [ruled!.slice(0, 6)]: 4.6, 钱由镇里: 5, 今天把: 4 });
    expect(textsOf(answer)).toEqual([ruled, '钱由镇里出一半，村里出一半。', '今天把大家请来，是商量修路的事。']);
  });

  it('is a heading with what stands under it, and never the same words twice', async () => {
    const { answer } = await ask(BEHIND_STORY, { 去年修了三条路: 4.9, 炸药不够: 4.8, '一、': 5 });
    const texts = textsOf(answer);
    expect(texts[0]).toBe('一、去年的路修得怎么样\n去年修了三条路，石桥那条最难。');
    expect(new Set(texts).size).toBe(texts.length);
    expect(texts.filter((text) => text.includes('去年修了三条路'))).toHaveLength(1);
  });

  it('is weighed for an open question too that may name a place, and for no other', async () => {
    expect((await ask('开头那句商量什么事？', null)).signals).not.toBeNull();
    const open = await ask('修路的钱从哪里出？', { 冬天下雪: 9 });
    expect(open.signals).toBeNull();
    expect(textsOf(open.answer)[0]).toContain('钱由镇里');
  });

  it('is left alone in an enumeration, where only numbers name it, and where nothing stands there', async () => {
    for (const question of ['这个讲话分哪几个部分？', '第二部分讲了什么？', '第五部分讲了什么？']) {
      const { answer, signals } = await ask(question, { 冬天下雪: 9 });
      expect(signals).toBeNull();
      expect(textsOf(answer).join()).not.toContain('冬天下雪');
    }
  });

  it('is left to the rules without a companion', async () => {
    const alone = await partsWith(false, TEXT);
    const { answer, signals } = await ask(BEHIND_STORY, { 钱由镇里: 9 }, alone);
    expect(signals).toBeNull();
    expect(textsOf(answer)).toHaveLength(1);
  });

  it('is left to the rules in a speech of more than a thousand sentences', async () => {
    const filler = Array.from({ length: 990 }, (_, index) => `第${index}号桥也要看一看。`).join('');
    const of = (text: string) => partsWith(true, TEXT.replace('茶农盼了十年。', `茶农盼了十年。${text}`));
    const [short, long] = [await of(filler.slice(0, 200)), await of(filler)];
    expect(long.speech.sentences.length).toBeGreaterThan(1_000);
    expect((await ask(BEHIND_STORY, null, short)).signals).not.toBeNull();
    expect((await ask(BEHIND_STORY, null, long)).signals).toBeNull();
  });

  it('is left to the rules in English', async () => {
    const { signals } = await ask('What comes after the winter break?', null);
    expect(signals).toBeNull();
  });
});

describe('signals of a place', () => {
  it('say where a sentence stands in its paragraph, its part and the speech', async () => {
    const asked = await ask(BEHIND_STORY, null);
    expect(signalsOf(asked, '炸药不够')).toMatchObject({
      inParagraph: 1,
      endsParagraph: 1,
      paragraphLength: 2,
      isHeading: 0,
      opensPart: 0,
      endsPart: 0,
    });
    expect(signalsOf(asked, '二、')).toMatchObject({ isHeading: 1, opensPart: 1, ordinal: 2, divisionFromFront: 2 });
    expect(signalsOf(asked, '今年先修')).toMatchObject({ isUnderHeading: 1, inParagraph: 0, divisionFromBack: 1 });
    expect(signalsOf(asked, '最后')).toMatchObject({ saysLast: 1 });
    expect(signalsOf(asked, '谢谢')).toMatchObject({ fromEnd: 0, isBeforeHeading: 0 });
  });

  it('say how far it is from what the words name, and what of that it stands beside', async () => {
    const asked = await ask(BEHIND_STORY, null);
    expect(signalsOf(asked, '冬天下雪')).toMatchObject({ named: 0, namedPlace: 0, sentencesFromNamed: 0 });
    expect(signalsOf(asked, '二、')).toMatchObject({
      sentencesFromNamed: 1,
      paragraphsFromNamed: 1,
      namedOneBefore: 0,
      opensNextDivision: 1,
      opensNextParagraph: 1,
    });
    expect(signalsOf(asked, '一、')).toMatchObject({ isHeadingBefore: 1, opensDivision: 1 });
    expect(signalsOf(asked, '去年修了')).toMatchObject({ opensParagraphBefore: 1 });
  });

  it('say which the rules show, how far from it a sentence is, and how the question asks', async () => {
    const asked = await ask(BEHIND_STORY, null);
    const ruled = asked.signals!.findIndex(({ isRuled }) => isRuled === 1);
    expect(asked.signals![ruled]).toMatchObject({ sentencesFromRuled: 0 });
    expect(asked.signals![ruled - 1]).toMatchObject({ isRuled: 0, sentencesFromRuled: -1 });
    expect(asked.signals![0]).toMatchObject({
      saysOver: 1,
      saysNext: 1,
      saysBefore: 0,
      asksBeside: 1,
      asksSideAfter: 1,
      isUnread: 0,
      isFollowUp: 0,
      questionLength: BEHIND_STORY.length,
    });
  });

  it('are those that the trees in use were trained on', async () => {
    const { signals } = await ask(BEHIND_STORY, null);
    const trees = readBoostedTrees(readFileSync(`${ROOT}models/places/trees.json`, 'utf8'));
    expect(Object.keys(signals![0]!)).toEqual(trees.signals);
    expect(trees.size).toBeGreaterThan(100);
    const scores = signals!.map((each) => trees.score(each));
    expect(new Set(scores).size).toBeGreaterThan(5);
  });
});
