import { describe, expect, it } from 'vitest';
import { readSounds, SoundAlikes } from '../../src/answering/sound-alikes.js';
import { createCharacterFold } from '../../src/text/fold.js';
import { atOnce } from '../../src/turns.js';

const words = new Set([
  '通道',
  '诗人',
  '母亲',
  '成绩',
  '及时',
  '权利',
  '权力',
  '历史',
  '总的',
  '事实',
  '实施',
  '大部分',
  '表扬',
]);
const sounds = [
  'tong\t通',
  'dao\t道到',
  'shi\t诗施时实事',
  'ren\t人仁',
  'mu\t母',
  'qin\t亲',
  'qing\t清',
  'ji\t绩及',
  'li\t利力立',
  'ge\t个各',
  'da\t大答',
  'bu\t部',
  'fen\t分',
  'yang\t扬央',
  'gong\t工',
];
const correct = (text: string, question: string) =>
  atOnce(
    SoundAlikes.read(text, createCharacterFold(), readSounds(sounds.join('\n')), (word) => words.has(word)),
  ).correct(question);

describe('slips of input methods', () => {
  it.each([
    ['深珠通道', '深珠通到进展', '深珠通道进展', 'the speech has the word that sounds alike'],
    ['诗人对母亲说', '施人对母清说', '诗人对母亲说', 'n and ng at the end are one sound to many'],
    ['及时办理', '成绩时怎么说', '成绩时怎么说', 'a character of a word is no slip'],
    ['权利和权力', '权立归谁', '权立归谁', 'two words could be meant'],
    ['实施办法', '事实如何', '事实如何', 'what was typed is a word'],
    ['深珠通道', '深珠通道', '深珠通道', 'the speech has what was typed'],
    ['人人通力实施', '仁人通立实行', '人人通力实行', 'four that sound alike and share two, though none is a word'],
    ['人人通力实施', '仁仁通立', '仁仁通立', 'four that share one only'],
    ['一个答部分', '第二个大部分', '第二个大部分', 'what was typed is a word of three characters'],
    ['中央人大工作', '表扬人大工作', '表扬人大工作', 'a character that makes a word with the one before the run'],
    ['中央人大工作', '市扬人大工作', '市央人大工作', 'the same where it makes none'],
    ['通力实施和通力时事', '通立实施', '通立实施', 'two runs of the speech sound alike'],
  ])('of a speech that says %s: %s', (text, question, corrected) => {
    expect(correct(text, question)).toBe(corrected);
  });
});
