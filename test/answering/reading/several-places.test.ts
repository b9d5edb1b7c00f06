import { describe, expect, it } from 'vitest';
import { englishPlacesApart } from '../../../src/answering/reading/english-several.js';
import { placesApart } from '../../../src/answering/reading/several-places.js';
import { readStructureQuestion } from '../../../src/answering/reading/structure-question.js';

describe('several places at once', () => {
  it.each([
    ['前两点说了什么', ['第1点说了什么', '第2点说了什么']],
    ['头三条规矩', ['第1条规矩', '第2条规矩', '第3条规矩']],
    ['最后两个部分分别讲什么', ['倒数第2部分讲什么', '最后一部分讲什么']],
    ['第一点和第三点分别讲什么', ['第一点讲什么', '第三点讲什么']],
    ['第二部分的第二、三条', ['第二部分的第二条', '第二部分的第三条']],
    ['第一到第三点', ['第1点', '第2点', '第3点']],
    ['一二三部分叫什么', ['第1部分叫什么', '第2部分叫什么', '第3部分叫什么']],
  ])('are asked for one by one: %s', (question, expected) => {
    expect(placesApart(question)).toEqual(expected);
  });

  it.each([
    '前两点之间是什么关系',
    '除了第一点和第二点还有什么',
    '前两年收入多少',
    '前三名是谁',
    '此后两点他都在场吗',
    '十二部分组成',
    '第一部分第三点',
    '前两点里哪一点最长',
  ])('are none: %s', (question) => {
    expect(placesApart(question)).toBeNull();
  });

  it.each([
    ['What are the first two points?', ['What are the point 1?', 'What are the point 2?']],
    ['titles of parts one and three', ['titles of part 1', 'titles of part 3']],
    ['the first and third sections', ['the section 1', 'the section 3']],
    ['last two headings', ['last-2 heading', 'last heading']],
  ])('are asked for in English: %s', (question, expected) => {
    expect(englishPlacesApart(question)).toEqual(expected);
  });

  it('are none in English where they are compared', () => {
    expect(englishPlacesApart('What is the difference between the first two points?')).toBeNull();
  });

  it('are read only where each of them is a place', () => {
    expect(readStructureQuestion('第一部分和第二部分的标题')).toMatchObject({
      ask: 'several',
      questions: [
        { ask: 'division', part: 1, headingOnly: true },
        { ask: 'division', part: 2, headingOnly: true },
      ],
    });
    expect(readStructureQuestion('前两点是谁提出来的')).not.toBeNull();
    expect(readStructureQuestion('前两项目标完成了吗')).toBeNull();
  });
});
