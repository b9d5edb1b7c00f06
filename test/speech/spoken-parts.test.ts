import { describe, expect, it } from 'vitest';
import { readSpeech } from '../../src/speech/read-speech.js';
import type { OutlineNode, Speech } from '../../src/speech/types.js';
import { bytesOf, ROOT } from '../paths.js';

const read = (text: string) => readSpeech(new TextEncoder().encode(text), 'speech.txt');
const beginning = ({ text }: Speech, { span }: OutlineNode, length: number) =>
  text.slice(span.start, span.start + length);
const kinds = ({ outline }: Speech) => outline.map(({ kind }) => kind);
const sections = (speech: Speech) => speech.outline.filter(({ kind }) => kind === 'section');
/** A paragraph long enough to be told at length. */
const told = (words: string) => words + '这件事说来话长，我在乡下教书的那些年里天天都要碰上，躲也躲不开。'.repeat(6);

describe('parts that only the speaker sets apart', () => {
  it.each([
    ['s7-biye-dianli-yanjiang', ['头一件事，是我自己', '我想说的另一件事，', '最后一件事，是关于']],
    ['s9-kaixue-dianli', ['第一个故事发生在六', '第二个故事的主人公', '第三个故事，我犹豫']],
    ['s14-kepu-yanjiang', ['那就先说头一个。我', '好，再说第二个，体', '喝口水。第三个事儿']],
  ])('are found in %s', (name, expected) => {
    const speech = readSpeech(bytesOf(`${ROOT}eval/speeches/${name}.txt`), name);
    expect(sections(speech).map((node) => beginning(speech, node, 9))).toEqual(expected);
    expect(sections(speech).map(({ ordinal }) => ordinal)).toEqual([1, 2, 3]);
    expect(kinds(speech).at(-1)).toBe('closing');
  });

  it('hold the points that are told inside them', () => {
    const speech = readSpeech(bytesOf(`${ROOT}eval/speeches/s14-kepu-yanjiang.txt`), 's14');
    const checkup = sections(speech)[1];
    expect(checkup?.children.map((node) => beginning(speech, node, 7))).toEqual([
      '第一项，称体重',
      '第二项，量个头',
      '第三项，测体温',
      '第四项，听心跳',
    ]);
  });

  it('have no heading: the words that open them are sentences like any other', () => {
    const speech = readSpeech(bytesOf(`${ROOT}eval/speeches/s9-kaixue-dianli.txt`), 's9');
    expect(sections(speech).every(({ heading }) => heading === null)).toBe(true);
    expect(speech.sentences.find(({ span }) => span.start === sections(speech)[0]?.span.start)?.isHeading).toBe(false);
  });

  it('may end with one more than was counted', () => {
    const speech = read(
      [
        told('大家好。'),
        ...['头一个故事，说师傅。', '第二个故事，说我自己。', '最后还有一个故事，是关于告别的。'].map(told),
      ].join('\n'),
    );
    expect(sections(speech).map(({ ordinal }) => ordinal)).toEqual([1, 2, 3]);
  });

  it('may go on from topic to topic without numbers', () => {
    const speech = read(
      [told('大家好。'), told('先说说办学。'), told('接下来聊聊食堂。'), told('最后讲几句心里话。')].join('\n'),
    );
    expect(kinds(speech)).toEqual(['opening', 'section', 'section', 'section']);
    expect(sections(speech).map(({ ordinal }) => ordinal)).toEqual([null, null, null]);
  });

  it('end where the speaker says that all is told', () => {
    const speech = read(
      [
        told('大家好。'),
        told('第一件事，说读书。'),
        told('第二件事，说走路。'),
        told('两件事讲完了，再谢谢各位。'),
      ].join('\n'),
    );
    expect(kinds(speech)).toEqual(['opening', 'section', 'section', 'closing']);
  });

  it('are points where headings are written', () => {
    const speech = read(
      ['一、民生', told('第一件，上学的事。'), told('第二件，看病的事。'), '二、作风', told('作风要实。')].join('\n'),
    );
    expect(sections(speech)).toHaveLength(2);
    expect(sections(speech)[0]?.children.map(({ label, ordinal }) => [label, ordinal])).toEqual([
      ['第一件', 1],
      ['第二件', 2],
    ]);
  });

  it.each([
    ['one thing alone', ['第一件事，说读书。', '读书要趁早。', '我的话完了。']],
    ['numbers that do not count on', ['第一件事，说读书。', '第三件事，说走路。', '我的话完了。']],
    ['things of other kinds', ['第一件事，说读书。', '第二个故事，说走路。', '我的话完了。']],
    ['names of things', ['第一个百年奋斗目标实现了。', '第二个百年奋斗目标还在前头。', '我的话完了。']],
    ['topics that only two words go on to', ['先说说读书。', '接下来聊聊走路。', '我的话完了。']],
  ])('are none for %s', (_, paragraphs) => {
    expect(kinds(read(paragraphs.map(told).join('\n')))).toEqual(['opening']);
  });

  it('are not followed by 还有一个, where they are numbered', () => {
    const speech = read([told('第一个，说读书。'), told('第二个，说走路。'), told('还有一个是吃饭。')].join('\n'));
    expect(sections(speech)).toHaveLength(2);
  });
});
