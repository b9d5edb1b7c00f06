import { describe, expect, it } from 'vitest';
import {
  LONGEST_QUOTE,
  quoteSpan,
  trailingSpan,
  wholeStatement,
  withAnswer,
  withBody,
} from '../../../src/answering/quoting/spans.js';
import { readSpeech } from '../../../src/speech/read-speech.js';

const quoteOf = (text: string, words: string) => {
  const speech = readSpeech(
    new TextEncoder().encode(`讲话\n同志们：\n${text}\n再见了各位同志们，谢谢。\n`),
    'made.txt',
  );
  const index = speech.sentences.findIndex(({ span }) => speech.text.slice(span.start, span.end).includes(words));
  const { start, end } = quoteSpan(speech, index);
  return speech.text.slice(start, end);
};

describe('the quote around a sentence', () => {
  const quoted = '王先生最后对妻子说：“现在放你完全的自由。你能够自己选择，自己负责任。”';

  it('holds the whole of what the sentence quotes, from either end', () => {
    expect(quoteOf(`风很大很冷很急。${quoted}她就不走了。`, '放你完全')).toBe(quoted);
    expect(quoteOf(`风很大很冷很急。${quoted}她就不走了。`, '自己选择')).toBe(quoted);
  });

  it('holds the answer to a question that the speaker asks', () => {
    expect(quoteOf('有了钱就不是别人的傀儡了么？也还是傀儡。大家都回家去了。', '傀儡了么')).toBe(
      '有了钱就不是别人的傀儡了么？也还是傀儡。',
    );
    const whole = '这条冰川全长十一公里，一年到头不化。它一天走多远？平均十九厘米，也就一支铅笔。';
    expect(quoteOf(`${whole}大家都回家去了。`, '走多远')).toBe(whole);
  });

  it('stays with the sentence where the quotation never ends, leaves its paragraph or is too long', () => {
    const open = '王先生最后对妻子说：“现在放你完全的自由。';
    expect(
      quoteOf(`${open}她就留下来住在家里了。后来的事情谁也不知道。大家都回家去了。天就黑下来了。`, '放你完全'),
    ).toBe(open);
    const long = `“${'说了又说的话，'.repeat(LONGEST_QUOTE / 14)}完了。${'再说下去的话，'.repeat(LONGEST_QUOTE / 14)}完了。”`;
    expect(quoteOf(long, '说了又说')).toBe(long.slice(0, long.indexOf('。') + 1));
  });
});

describe('an item that is a short sentence', () => {
  const body = '其一，教授要上讲台。每学年至少开一门课。其二，食堂不涨价。原料涨了，差额由学校补。谁来查？家长来查。';
  const speech = readSpeech(new TextEncoder().encode(`讲话\n同志们：\n${body}\n再见了各位。\n`), 'made.txt');
  const withWhatItSays = (words: string) => {
    const at = speech.text.indexOf(words);
    const { start, end } = withBody(speech, { start: at, end: at + words.length });
    return speech.text.slice(start, end);
  };

  it('comes with what is said behind it, up to the next item and the end of the paragraph', () => {
    expect(withWhatItSays('其一，教授要上讲台。')).toBe('其一，教授要上讲台。每学年至少开一门课。');
    expect(withWhatItSays('其二，食堂不涨价。')).toBe('其二，食堂不涨价。原料涨了，差额由学校补。谁来查？');
    expect(withWhatItSays('家长来查。')).toBe('家长来查。');
  });

  it('is left as it is where it is no whole sentence', () => {
    expect(withWhatItSays('教授要上讲台')).toBe('教授要上讲台');
  });
});

describe('a question of the speaker, with its answer', () => {
  const body = '第一个问题，电费能不能降？这个我不能打包票。能做的是打捆买电。第二个问题，租金能不能降？能降两成。';
  const speech = readSpeech(new TextEncoder().encode(`讲话\n同志们：\n${body}\n再见了各位。\n`), 'made.txt');
  const spanOf = (words: string) => {
    const start = speech.text.indexOf(words);
    return { start, end: start + words.length };
  };
  const wordsWithAnswer = (words: string) => {
    const { start, end } = withAnswer(speech, spanOf(words));
    return speech.text.slice(start, end);
  };

  it('reaches up to the next question', () => {
    expect(wordsWithAnswer('第一个问题，电费能不能降？')).toBe(
      '第一个问题，电费能不能降？这个我不能打包票。能做的是打捆买电。',
    );
  });

  it('is left as it is where it asks nothing', () => {
    expect(wordsWithAnswer('能做的是打捆买电。')).toBe('能做的是打捆买电。');
  });
});

describe('the last words', () => {
  const lastOf = (body: string, count: number) => {
    const speech = readSpeech(new TextEncoder().encode(`讲话\n同志们：\n${body}\n`), 'made.txt');
    const { start, end } = trailingSpan(speech, speech.sentences.at(-1)!, count);
    return speech.text.slice(start, end);
  };

  it('are so many sentences of the last division, thanks and other short ones not counted', () => {
    const body =
      '第一件事是把路修到每一个村口。第二件事是把桥架到每一条河上。路通了！第三件事是把灯装到每一户门前。我就讲这些。';
    expect(lastOf(body, 1)).toBe('第三件事是把灯装到每一户门前。我就讲这些。');
    expect(lastOf(body, 2)).toBe('第二件事是把桥架到每一条河上。路通了！第三件事是把灯装到每一户门前。我就讲这些。');
  });

  it('reach into the division before where the last one only says thanks', () => {
    const body = '第一件事是把路修到每一个村口。六月我还站在桥头等你们回来吃饼。\n谢谢大家！';
    expect(lastOf(body, 1)).toBe('六月我还站在桥头等你们回来吃饼。\n谢谢大家！');
  });

  it('are no longer than a quote may be, but for the last sentence itself', () => {
    const long = `${'把路修到村口'.repeat(40)}。`;
    expect(lastOf(`${long}谢谢大家！`, 2)).toBe('谢谢大家！');
    expect(lastOf(`先说一件事情给大家听一听。${long}`, 2)).toBe(long);
  });
});

describe('a whole statement', () => {
  const statementOf = (text: string, words: string) => {
    const speech = readSpeech(new TextEncoder().encode(`讲话\n同志们：\n${text}\n再见了各位同志们。\n`), 'made.txt');
    const sentence = speech.sentences.find(({ span }) => speech.text.slice(span.start, span.end).includes(words));
    const { start, end } = wholeStatement(speech, sentence?.span ?? { start: 0, end: 0 });
    return speech.text.slice(start, end);
  };

  it('is what ；joins, from any of its sentences', () => {
    const whole = '饭可以不吃，门不能不进；酒可以不喝，电话不能不接。';
    for (const words of ['饭可以', '酒可以'])
      expect(statementOf(`今天说一件事。${whole}大家回去。`, words)).toBe(whole);
    expect(statementOf(`今天说一件事。${whole}大家回去。`, '大家回去')).toBe('大家回去。');
  });

  it('is no more than three sentences and no longer than a quote, those behind first', () => {
    expect(statementOf('来要早；走要快；说要准；干要稳。', '走要快')).toBe('走要快；说要准；干要稳。');
    const long = `${'说'.repeat(LONGEST_QUOTE)}；`;
    expect(statementOf(`${long}走要快。`, '走要快')).toBe('走要快。');
  });
});
