import { describe, expect, it } from 'vitest';
import { readSpeech } from '../../src/speech/read-speech.js';
import type { OutlineNode } from '../../src/speech/types.js';

const LONG = '这里把道理说得细一些，村里的事，城里的事，一件一件都摆出来讲，讲到大家点头为止。'.repeat(2);
/** The divisions of a speech as beginnings, indented. */
function divisions(...paragraphs: string[]): string[] {
  const speech = readSpeech(
    new TextEncoder().encode(`在安全会上的讲话\n同志们：\n${LONG}\n${paragraphs.join('\n')}\n谢谢大家。\n`),
    'made.txt',
  );
  const visit = (node: OutlineNode, depth: number): string[] => {
    const isDivision = node.kind === 'section' || node.kind === 'point';
    const own = isDivision ? [`${'  '.repeat(depth)}${speech.text.slice(node.span.start, node.span.start + 5)}`] : [];
    return [...own, ...node.children.flatMap((child) => visit(child, depth + Number(isDivision)))];
  };
  return speech.outline.flatMap((node) => visit(node, 0));
}

describe('decimal numbers', () => {
  it('nest by their dots, over numbers with nothing behind them', () => {
    expect(divisions('1 总体情况', '1.1 形势', LONG, '1.2 问题', LONG, '2 重点工作', '2.1 责任', LONG)).toEqual([
      '1 总体情',
      '  1.1 形',
      '  1.2 问',
      '2 重点工',
      '  2.1 责',
    ]);
  });

  it('are needed for such a number to be a mark', () => {
    expect(divisions('一、情况', LONG, '2 台机器坏了，修了三天。', LONG, '二、打算', LONG)).toEqual([
      '一、情况\n',
      '二、打算\n',
    ]);
  });
});

describe('第一， between one demand and the next', () => {
  it('stands inside it', () => {
    const speech = divisions(
      `一要站高。${LONG}`,
      `第一，书记抓。${LONG}`,
      `第二，班子抓。${LONG}`,
      `二要深入。${LONG}`,
    );
    expect(speech).toEqual(['一要站高。', '  第一，书记', '  第二，班子', '二要深入。']);
  });

  it('stands over 一是 where that begins anew', () => {
    const speech = divisions(
      `第一，站高。${LONG}`,
      `一是学。${LONG}`,
      `二是干。${LONG}`,
      `第二，深入。${LONG}`,
      `一是走。${LONG}`,
      `二是看。${LONG}`,
    );
    expect(speech.filter((line) => !line.startsWith(' '))).toEqual(['第一，站高', '第二，深入']);
  });
});

describe('numbers in brackets inside a paragraph', () => {
  it('are points, in digits as in Chinese', () => {
    expect(divisions('一、建设', `抓好两件事。（1）建组织，覆盖到村。（2）转作风，走到户。`, '二、经费', LONG)).toEqual(
      ['一、建设\n', '  （1）建组', '  （2）转作', '二、经费\n'],
    );
  });
});

describe('forms of lecture notes and statements', () => {
  it('are questions with their number, and numbers with half a bracket', () => {
    expect(
      divisions('Q1 血压多高才算高', LONG, '1) 先坐五分钟。', '2) 再量两遍。', 'Q2 没有感觉，能不能不治', LONG),
    ).toEqual(['Q1 血压', '  1) 先坐', '  2) 再量', 'Q2 没有']);
  });

  it('may be Markdown', () => {
    expect(
      divisions(
        '## 做成了什么',
        LONG,
        '- 发了版本。',
        '- 写了文档。',
        '## 明年的承诺',
        LONG,
        '### 1. 七天必回',
        LONG,
        '### 2. 公开讨论',
        LONG,
      ),
    ).toEqual(['## 做成', '  - 发了版', '  - 写了文', '## 明年', '  ### 1', '  ### 2']);
  });

  it('may be words in 【】 before their text, but no buttons of a page', () => {
    expect(divisions(`【产品】做了三款。${LONG}`, `【钱】账要摊开。${LONG}`, '【打印本页】【关闭窗口】')).toEqual([
      '【产品】做',
      '【钱】账要',
    ]);
  });

  it('may be units of an exhibition, 其一 and wishes of any name', () => {
    expect(divisions(`第一单元“往来”，讲码头。${LONG}`, `第二单元“人家”，讲街巷。${LONG}`)).toHaveLength(2);
    expect(divisions('一、打算', LONG, '其一，办传习所。', '其二，找销路。', '二、经费', LONG)).toHaveLength(4);
    const told = (words: string) => words + LONG.repeat(3);
    expect(divisions(told('第一个没想到，是他。'), told('第二个没想到，是她。'))).toHaveLength(2);
  });

  it('are no list where a wish closes the speech', () => {
    expect(divisions('一、打算', LONG, '二、经费', LONG, '最后，祝学校越来越好。')).toHaveLength(2);
  });

  it('are no list where 首先 stands alone', () => {
    expect(
      divisions(`首先，我代表学校致以问候，${LONG}`, '第一，公平。', '第二，协商。').filter((line) =>
        /首先/.test(line),
      ),
    ).toEqual([]);
    expect(divisions(`首先，办案。其次，管文书。最后，管钱。`).filter((line) => /首先/.test(line))).toHaveLength(1);
  });

  it('are aspects, the first of which has no number', () => {
    const told = (words: string) => words + LONG.repeat(3);
    expect(
      divisions(told('一个方面，先降火。'), told('再一个方面，要有凭据。'), told('还有一个方面，用好人。')),
    ).toEqual(['一个方面，', '再一个方面', '还有一个方']);
  });
});

describe('layers of meaning', () => {
  it('are told one after the other', () => {
    const told = (words: string) => words + LONG.repeat(3);
    expect(
      divisions(
        told('第一层意思，先有人。'),
        told('第二层意思是，修旧不造假。'),
        told('再说第三层，慢慢来。'),
        told('最后一层意思，要等。'),
      ),
    ).toEqual(['第一层意思', '第二层意思', '再说第三层', '最后一层意']);
  });
});
