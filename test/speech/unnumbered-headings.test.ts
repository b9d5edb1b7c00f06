import { describe, expect, it } from 'vitest';
import { readSpeech } from '../../src/speech/read-speech.js';
import type { OutlineNode } from '../../src/speech/types.js';

const BODY =
  '我们要清醒地看到，成绩来之不易，是大家一起干出来的，是群众支持的结果；接下来还要把底子打得更牢，把短板补得更实。';

/** The divisions of a text: two blanks a level, then the heading or, in its place, how the division begins. */
function drawn(...lines: readonly string[]): string[] {
  const text = lines.join('\n');
  const speech = readSpeech(new TextEncoder().encode(text), 'speech.txt');
  const rows: string[] = [];
  const visit = (node: OutlineNode, depth: number) => {
    const isDivision = node.kind === 'section' || node.kind === 'point';
    const { start, end } = node.heading ?? { start: node.span.start, end: node.span.start + 6 };
    if (isDivision) rows.push('  '.repeat(depth) + speech.text.slice(start, end));
    for (const child of node.children) visit(child, depth + Number(isDivision));
  };
  speech.outline.forEach((node) => visit(node, 0));
  return rows;
}

describe('headings without a number', () => {
  it('that interrupt no count stand over the numbered ones, those that name a part over the others', () => {
    expect(
      drawn(
        '各位代表：',
        `现在报告工作。${BODY}`,
        '2025年工作回顾',
        BODY,
        '服务大局，争当“护航者”',
        `坚持严惩犯罪，守护平安。${BODY}`,
        `坚持平等保护，优化环境。${BODY}`,
        '司法为民，办好“身边事”',
        BODY,
        '2026年工作安排',
        BODY,
        '一、展现新作为',
        BODY,
        '二、实现新提升',
        BODY,
      ),
    ).toEqual([
      '2025年工作回顾',
      '  服务大局，争当“护航者”',
      '    坚持严惩犯罪，守护平安。',
      '    坚持平等保护，优化环境。',
      '  司法为民，办好“身边事”',
      '2026年工作安排',
      '  一、展现新作为',
      '  二、实现新提升',
    ]);
  });

  it('stand side by side where no two others stand in a row under one that names a part', () => {
    const headings = ['2022年工作回顾', '2023年总体要求', '2023年重点工作', '加强政府自身建设'];
    expect(drawn(BODY, ...headings.flatMap((heading) => [heading, BODY]))).toEqual(headings);
  });

  it('may stand over a list of short lines', () => {
    expect(drawn(BODY, '01 我们为什么变', BODY, '02 三年做三件事', '• 做深产品', '• 做透渠道')).toEqual([
      '01 我们为什么变',
      '02 三年做三件事',
      '  • 做深产品',
      '  • 做透渠道',
    ]);
  });

  it('stand inside a numbered division whose count goes on behind them', () => {
    expect(drawn('一、怎么看', '镜子里的人', BODY, '病根在哪里', BODY, '二、怎么办', BODY)).toEqual([
      '一、怎么看',
      '  镜子里的人',
      '  病根在哪里',
      '二、怎么办',
    ]);
  });

  it('may be questions, three of them and more', () => {
    expect(drawn('血压高了怎么办？', BODY, '药能不能停？', BODY, '饭要怎么吃？', BODY)).toEqual([
      '血压高了怎么办？',
      '药能不能停？',
      '饭要怎么吃？',
    ]);
    expect(drawn(BODY, '血压高了怎么办？', BODY, '药能不能停？', BODY)).toEqual([]);
  });

  it('may be what each paragraph is about, in a speech without other parts', () => {
    const about = ['关于一季度形势。', '关于存在的问题。', '关于下一步工作。'];
    expect(drawn(BODY, ...about.map((words) => words + BODY))).toEqual(about);
  });

  it('are slogans only where there are several', () => {
    const slogans = ['服务人次，屡创新高。', '古籍保护，成效显著。', '数字服务，加快普及。'];
    expect(drawn('一、成绩', ...slogans.map((words) => words + BODY))).toEqual([
      '一、成绩',
      ...slogans.map((words) => `  ${words}`),
    ]);
    expect(drawn('一、成绩', `楼是砖头砌的，医院是人撑起来的。${BODY}`, BODY)).toEqual(['一、成绩']);
  });
});

describe('forms of numbers', () => {
  it('nest by the usual order, but where a count begins anew inside another', () => {
    expect(
      drawn(
        `第一、认识要到位。${BODY}`,
        `1、看形势。${BODY}`,
        `2、看差距。${BODY}`,
        `第二、措施要硬。${BODY}`,
        `1、抓排查。${BODY}`,
      ),
    ).toEqual(['第一、认识要到位。', '  1、看形势。', '  2、看差距。', '第二、措施要硬。', '  1、抓排查。']);
  });

  it('in brackets set the clauses of a sentence apart', () => {
    expect(drawn('一、服务', `全年办好两件实事：（一）热线全天接听；（二）新楼六月建成。${BODY}`)).toEqual([
      '一、服务',
      '  （一）热线全天接听；',
      '  （二）新楼六月建成。',
    ]);
  });

  it('of another form than the paragraph opens with begin at one inside it', () => {
    expect(
      drawn(`第一、要看清。${BODY}`, `第二、要查细。全镇排查。1、木材厂查电路。2、学校查食堂。3、民房查住人。`),
    ).toEqual(['第一、要看清。', '第二、要查细。', '  1、木材厂查电路。', '  2、学校查食堂。', '  3、民房查住人。']);
  });

  it('do not count on from 一是 to 最后', () => {
    const speech = readSpeech(
      new TextEncoder().encode(
        ['一、作风', `一要学。${BODY}`, `二要干。${BODY}`, `最后，讲几件事。${BODY}`].join('\n'),
      ),
      'speech.txt',
    );
    expect(speech.outline.at(-1)?.children.map(({ ordinal }) => ordinal)).toEqual([1, 2, null]);
  });

  it('belong to the sentence of an English item', () => {
    const speech = readSpeech(
      new TextEncoder().encode('The plan holds two works.\n\n1. The library will open.\n\n2. The boilers will go.\n'),
      'speech.txt',
    );
    const sentences = speech.sentences.map(({ span }) => speech.text.slice(span.start, span.end));
    expect(sentences).toContain('1. The library will open.');
  });
});
