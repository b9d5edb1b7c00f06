import { expect, it } from 'vitest';
import { asksForEach, readQuestion } from '../../../src/answering/reading/question.js';

it.each([
  ['水价每档多少钱', true],
  ['三个奖分别是多少', true],
  ['每项有什么要求', true],
  ['夜班补贴调整后每班多少钱', false],
  ['低保户每人每月能领多少', false],
  ['每亩有多少补贴', false],
])('asks one thing of each of several, or the price of a unit: %s', (question, isOfEach) => {
  expect(asksForEach(readQuestion(question))).toBe(isOfEach);
});
