import { describe, expect, it } from 'vitest';
import { readQuestion } from '../../../src/answering/reading/question.js';

describe('reading a question', () => {
  it.each([
    ['请问一下，为啥要接着搞啊？', '为什么要接着搞？'],
    ['😀 那个啥 咱县咋办', '我们县怎么办'],
    ['啊', '啊'],
  ])('puts spoken words into written ones: %s', (question, text) => {
    expect(readQuestion(question).text).toBe(text);
  });

  it.each([
    ['哪四个“新”', 4],
    ['三个“务必”分别是什么？', 3],
    ['从哪三样下手', 3],
    ['五件事分别是什么', 5],
    ['两个人吵架怎么办', null],
    ['一是二是三是……一共六条，都是哪些', 6],
    ['那一部分讲了什么', null],
    ['这三样各要怎么做', 3],
  ])('reads how many things are asked for: %s', (question, itemCount) => {
    expect(readQuestion(question).itemCount).toBe(itemCount);
  });

  it.each([
    ['管钻机的组长叫什么名字', 'person-name'],
    ['他的名字是什么', 'person-name'],
    ['“查郎”这个名字是什么含义', 'definition'],
  ])('reads what kind of thing is asked for: %s', (question, wanted) => {
    expect(readQuestion(question).wanted).toBe(wanted);
  });
});
