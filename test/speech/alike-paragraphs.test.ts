import { describe, expect, it } from 'vitest';
import { readSpeech } from '../../src/speech/read-speech.js';
import type { OutlineNode, Speech } from '../../src/speech/types.js';

const read = (...paragraphs: string[]) =>
  readSpeech(new TextEncoder().encode(`在年轻干部座谈会上的讲话\n${paragraphs.join('\n')}\n`), 'made.txt');
const LONG = '这里把道理说得细一些，村里的事，城里的事，一件一件都摆出来讲，讲到大家点头为止。'.repeat(2);
/** The outline as nested beginnings. */
const shape = ({ text, outline }: Speech) => {
  const visit = (node: OutlineNode): unknown[] => [
    `${node.kind} ${text.slice(node.span.start, node.span.start + 6)}`,
    ...node.children.map(visit),
  ];
  return outline.filter(({ kind }) => kind !== 'title').map(visit);
};

describe('paragraphs in a row that begin alike', () => {
  it('divide a speech without headings', () => {
    const learn = (what: string) => `我们纪念他，就要学习他${what}。${LONG}`;
    const speech = read(`今天我们来座谈，${LONG}`, learn('求真'), learn('务实'), learn('清廉'), `斯人已逝，${LONG}`);
    expect(shape(speech)).toEqual([
      ['opening 今天我们来座'],
      ['section 我们纪念他，'],
      ['section 我们纪念他，'],
      ['section 我们纪念他，'],
      ['closing 斯人已逝，这'],
    ]);
  });

  it('are points of the parts that the paragraphs before them open, where there are several rows', () => {
    const speech = read(
      `今天我们来座谈。${LONG}`,
      `先讲做事，我提几点。${LONG}`,
      ...['要下村。', '要算账。', '要读书。'].map((demand) => demand + LONG),
      `再讲做人。${LONG}`,
      ...['希望组织部门多看人。', '希望县里多放手。', '希望厅局少要表。'].map((wish) => wish + LONG),
      `同志们，话就讲到这里。${LONG}`,
    );
    expect(shape(speech)).toEqual([
      ['opening 今天我们来座'],
      ['section 先讲做事，我', ['point 要下村。这里'], ['point 要算账。这里'], ['point 要读书。这里']],
      ['section 再讲做人。这', ['point 希望组织部门'], ['point 希望县里多放'], ['point 希望厅局少要']],
      ['closing 同志们，话就'],
    ]);
  });

  it('may begin with a saying each, or with the same few words', () => {
    const sayings = ['“一粥一饭，当思来处不易。”', '“历览前贤国与家，成由勤俭破由奢。”', '“勿以善小而不为。”'];
    const speech = read(`今天我们升旗，${LONG}`, ...sayings.map((saying) => saying + LONG), `最后，祝大家好，${LONG}`);
    expect(shape(speech).map(([name]) => name)).toEqual([
      'opening 今天我们升旗',
      'section “一粥一饭，',
      'section “历览前贤国',
      'section “勿以善小而',
      'closing 最后，祝大家',
    ]);
    const they = ['忠诚守住了大堤，', '生命托起了生命，', '坚守诠释了担当，'].map((what) => `他们用${what}${LONG}`);
    expect(
      shape(read(`洪水来了，${LONG}`, ...they, LONG)).filter(([name]) => /他们用/.test(String(name))),
    ).toHaveLength(3);
  });

  it('are none where they are short, fewer than three, or stand under headings', () => {
    expect(shape(read(LONG, '要早。', '要快。', '要稳。', LONG))).toEqual([['opening 这里把道理说']]);
    expect(shape(read(LONG, `要早。${LONG}`, `要快。${LONG}`, LONG))).toEqual([['opening 这里把道理说']]);
    const headed = read(
      LONG,
      '一、做事',
      ...['要早。', '要快。', '要稳。'].map((words) => words + LONG),
      '二、做人',
      LONG,
    );
    expect(headed.outline.filter(({ kind }) => kind === 'section')).toHaveLength(2);
  });

  it('are points under a heading, where they have more in common', () => {
    const under = (...words: string[]) =>
      shape(read('同志们：', LONG, '一、做事', LONG, ...words.map((each) => each + LONG), '二、做人', LONG))[2]?.length;
    expect(under('要下村，', '要算账，', '要读书，')).toBe(4);
    expect(under('全面加强党建，', '全面加强练兵，', '全面加强治军，')).toBe(4);
    expect(under('中国坚定和平，', '中国坚持合作，', '中国坚守开放，')).toBe(1);
  });

  it('may be told by years, each of which may go on', () => {
    const years = ['1951年，我参军。', '我们班十二个人。', '1953年，仗停了。', '1958年，去西北。'].map(
      (words) => words + LONG,
    );
    const names = shape(read(`孩子们好，${LONG}`, ...years, `现在好了，${LONG}`)).map(String);
    expect(names.filter((name) => name.includes('section'))).toEqual([
      'section 1951年，',
      'section 1953年，',
      'section 1958年，',
    ]);
  });
});

describe('what someone says who goes from matter to matter', () => {
  it('may begin with 再一个 or 还有就是, or be said at the end of the paragraph before', () => {
    const speech = read(
      `都往前坐坐。${LONG}`,
      `先说集吧。${LONG}`,
      `再一个，水。${LONG}下面要说的就是地。`,
      `东坡那块地，四亩七分。${LONG}`,
      `还有就是几件零碎的。${LONG}`,
      `行了，最后把日子念一遍。${LONG}`,
    );
    expect(shape(speech).slice(1)).toEqual([
      ['section 先说集吧。这'],
      ['section 再一个，水。'],
      ['section 东坡那块地，'],
      ['section 还有就是几件'],
      ['section 行了，最后把'],
    ]);
  });
});

describe('what stands around a speech', () => {
  it.each(['亲爱的新同学，各位家长：', '乡亲们：', '尊敬的各位来宾：', '各乡镇分管领导，各村党支部书记，全体同志：'])(
    'is addressed by %s',
    (words) => {
      const speech = read('校长　陆其遥（2025年9月6日，北校区体育馆）', words, LONG);
      expect(shape(speech)).toEqual([
        ['byline 校长　陆其遥'],
        [`salutation ${`${words}\n${LONG}`.slice(0, 6)}`],
        ['opening 这里把道理说'],
      ]);
    },
  );

  it('ends where listeners ask, and what they ask is no heading', () => {
    const asked = [
      '（以下为现场提问摘录）',
      '问：夜里打点吵不吵？',
      `答：${LONG}`,
      '问：大钟会不会再停？',
      `答：${LONG}`,
    ];
    const speech = read('各位街坊：', '它从哪里来', LONG, '为什么停了？', LONG, '拆，还是不拆', LONG, ...asked);
    expect(shape(speech).slice(1)).toEqual([
      ['section 它从哪里来\n'],
      ['section 为什么停了？'],
      ['section 拆，还是不拆'],
      ['closing （以下为现场'],
    ]);
  });

  it('is no salutation where the speaker speaks of 我们', () => {
    expect(shape(read('我们要加油！', LONG)).flat()).not.toContain('salutation 我们要加油！');
  });

  it.each(['附件：任务分工', '附：任务分工'])('ends in an annex whose heading says what it holds: %s', (heading) => {
    const speech = read(
      '同志们：',
      '一、做事',
      LONG,
      LONG,
      '二、做人',
      LONG,
      '同志们，散会！',
      heading,
      '1. 修路。',
      '2. 架桥。',
    );
    expect(shape(speech).at(-1)).toEqual([`annex ${heading.slice(0, 6)}`]);
  });
});
