import { beforeAll, describe, expect, it } from 'vitest';
import type { Answerer } from '../../../src/answering/answerer.js';
import { readStructureQuestion } from '../../../src/answering/reading/structure-question.js';
import { readSpeech } from '../../../src/speech/read-speech.js';
import { answererOf, firstQuoteFrom } from '../answerer-of.js';

const TEXT = `在云岭镇年会上的讲话
各位乡亲，同志们：
大家好！今天开一个长会，从去年的收成说起。去年全镇收了三千吨茶叶。下面我讲两点意见。
第一，把路修通。去年修了四十公里山路，石桥村通了客车。有位老人说：“路通了，人就近了。”
再说学校。镇中学添了两间实验室，换了旧课桌。医务室请来两名护士；图书馆周末开门；操场铺了跑道。
第二，把水引来。水渠从黑龙潭引水，长十二公里。渠水要先浇果园，再浇菜地。
我许三个愿。
头一个，明年每户装上水表。
再一个，后年建成敬老院。
末一个，给每个孩子买一套球衣。
对了，球衣的颜色由孩子们自己选。请老师们登记尺码，请裁缝店量好身材，请供销社把布料运到。
冬天快到了，山里有句老话：“柴足不怕雪。”大家把柴备好。
谢谢大家！`;

let answerer: Answerer;

beforeAll(async () => {
  answerer = await answererOf(readSpeech(new TextEncoder().encode(TEXT), 'made.txt'));
});

async function firstQuote(question: string): Promise<string> {
  const answer = await answerer.answer(question, [], 3);
  return answer.status === 'answered' ? (answer.quotes[0]?.text ?? '') : '';
}

const topic = (words: string, others: object) => ({ ask: 'beside-topic', topic: words, ...others });
const NEXT_PARAGRAPH = { unit: 'paragraph', side: 'after' };

describe('what stands beside something', () => {
  it.each([
    ['讲完修路，下一段说啥', topic('修路', NEXT_PARAGRAPH)],
    ['修路那段后面那一段 开头', topic('修路', { ...NEXT_PARAGRAPH, edge: 'first' })],
    ['紧接在修路后面的那一段，最后一句怎么说', topic('修路', { ...NEXT_PARAGRAPH, edge: 'last' })],
    ['讲修路的前一段 第一句', topic('修路', { unit: 'paragraph', side: 'before', edge: 'first' })],
    ['说修路之前，紧挨着的那句话怎么说的', topic('修路', { unit: 'sentence', side: 'before' })],
    ['还没讲到修路的时候说的是什么', topic('修路', { side: 'before' })],
    ['市长在讲完修路之后紧接着谈到了什么', topic('修路', { side: 'after' })],
    ['谈完成绩以后，话锋一转讲了什么', topic('成绩', { side: 'after' })],
    ['饼干箱的故事后面讲的是什么', topic('饼干箱的故事', NEXT_PARAGRAPH)],
    ['许完三个愿 接下来', topic('三个愿', { count: 3, side: 'after' })],
    ['三个话题都讲完了他没有下台，接下来是个什么环节', topic('三个话题都讲完了', { count: 3 })],
    ['答完所有纸条，跟着介绍的是什么', topic('所有纸条', { isTopicLong: true })],
    ['第一部分里向各界道完谢，紧接着的下一段怎么说', topic('向各界道谢', { part: 1 })],
    ['总结去年的工作，讲完修路那一段，下一段说什么', topic('修路', { scope: '总结去年的工作' })],
    ['举的几个例子里，排在种树后面的是哪一个', topic('种树', { unit: 'item', side: 'after' })],
    ['在进入第一点意见之前，紧挨着的那句话怎么说的', { ask: 'beside-place', point: 1, side: 'before' }],
    ['第三部分前面一部分的标题是什么', { ask: 'beside-place', part: 3, unit: 'division', side: 'before' }],
    ['倒数第二段前面那段讲什么', { ask: 'paragraph', position: -3 }],
    ['修路那一条翻过去，下一条是啥', { ask: 'beside-division', topic: '修路', side: 'after' }],
    ['老人的事说完，话头转到哪儿去了', topic('老人的事', { side: 'after' })],
    ['感谢的话刚落，他笔锋一转，接着谈起了什么', topic('感谢', { side: 'after' })],
    ['三件事还没开讲，先交代的是什么', topic('三件事', { side: 'before', count: 3 })],
    ['“把路修通”的前头，刚讲完的是哪一条', { ask: 'beside-division', topic: '把路修通', side: 'before' }],
    ['排在“把水引来”前头的要求是什么', { ask: 'beside-division', topic: '把水引来', side: 'before' }],
    ['“把路修通”念完，翻页该念哪条了', { ask: 'beside-division', topic: '把路修通', side: 'after' }],
    ['“抓民生”里头，修路讲完了，紧接着谈的是什么', topic('修路', { side: 'after' })],
    ['水源说完了，学校还没开口，这中间插了什么', { ask: 'between', topics: ['水源', '学校'] }],
    ['打完招呼接下来说了什么', { ask: 'edge', edge: 'first' }],
    ['最后道谢之前的那句祝福是什么', { ask: 'beside', words: '谢谢', side: 'before', isLast: true }],
    ['“路通了人就近了”前面那一段，一开头引的是什么', { ask: 'beside', unit: 'paragraph', edge: 'first' }],
    ['讲完修路那个故事，紧跟着进入了哪一部分', { ask: 'beside-division', topic: '修路', level: 'part', side: 'after' }],
    ['谈作风的时候，“钻劲”后面紧接着提的是哪一条', { ask: 'beside-division', topic: '钻劲', side: 'after' }],
    ['“立信”部分里，紧跟着提速之后谈的是哪一点', { ask: 'beside-division', topic: '提速', side: 'after' }],
    ['谈完产业链之后，紧跟着提出的建言方向是什么', { ask: 'beside-division', topic: '产业链', side: 'after' }],
    ['在扶持创业那一项之前，先讲的是哪项任务', { ask: 'beside-division', topic: '扶持创业', side: 'before' }],
    ['紧接在项目建设之后的那一场硬仗是什么', { ask: 'beside-division', topic: '项目建设', side: 'after' }],
    ['财政监督讲完之后紧接着讲的是哪方面的监督', { ask: 'beside-division', topic: '财政监督', side: 'after' }],
    ['四点要求都说完之后，话头转到了什么上', topic('四点要求都说完', { count: 4, side: 'after' })],
    ['他归纳了两点体会，后一点是什么', { ask: 'item', position: -1, count: 2 }],
  ])('is read: %s', (question, expected) => {
    expect(readStructureQuestion(question)).toMatchObject(expected);
  });

  it.each([
    ['三点希望 和 社会各界 中间那段 对谁说的', ['三点希望', '社会各界'], 'paragraph'],
    ['说完请人吃早饭、还没说到货车的时候，中间插了件什么事', ['请人吃早饭', '货车'], 'sentence'],
    ['喝水的事和种地的事当中夹着讲的是哪一样', ['喝水', '种地'], 'sentence'],
    ['从修路讲到引水，中间还说了什么', ['修路', '引水'], 'sentence'],
    ['讲完修路之后、讲引水之前，说了哪段话', ['修路', '引水'], 'paragraph'],
    ['修路那一节和引水那一节中间，还有哪一节', ['修路', '引水'], undefined],
  ])('is read between two things: %s', (question, topics, unit) => {
    const read = readStructureQuestion(question);
    expect(read).toMatchObject({ ask: 'between', topics });
    expect(read?.ask === 'between' ? read.unit : null).toBe(unit);
  });

  it.each([
    '改革开放之后，我国取得了什么成绩',
    '疫情之后，经济恢复得怎么样',
    '获奖之后他做了什么',
    '获奖之后他又说了什么',
    '会开完以后，接下来县里要做什么',
    '大桥修完以后，村民接着修了什么',
    '做完手术接下来怎么恢复',
    '父亲听完之后说了什么',
    '邬站长临走之前的那句话是什么',
    '老厂长留下一句什么话',
    '地铁二号线之后，下一条线路什么时候开工',
    '前一段时间出了什么事故',
    '在保护和开发之间，一个地方该选什么',
    '城市和农村之间的差距有多大',
    '省和市之间有几件事要协调',
    '厂房和宿舍中间隔着一条什么河',
    '两个镇和县城之间的那段公路有多长',
    '排在广州后面的是哪三个城市',
    '他在后面讲了什么',
  ])('is not asked for by a question about the world: %s', (question) => {
    expect(readStructureQuestion(question)?.ask ?? '').not.toMatch(/^be(?:side|tween)/);
  });

  it.each([
    ['讲完修路和石桥村通客车，下一段是从哪句话讲起的', '再说学校。'],
    ['学校那一段的前面一段，最后一句是什么', '有位老人说：“路通了，人就近了。”'],
    ['“谢谢大家”前面那一段，一开头引的是句什么话', '冬天快到了，山里有句老话：“柴足不怕雪。”'],
    ['在进入第一点意见之前，紧挨着的那句话怎么说的', '下面我讲两点意见。'],
    ['第二点之前那一段讲了什么', '再说学校。'],
    ['说完护士、还没说到跑道的时候，中间插了件什么事', '图书馆周末开门；'],
    ['许完三个愿 接下来', '对了，球衣的颜色由孩子们自己选。'],
    ['三个愿和备柴中间那段讲的是什么', '对了，球衣的颜色由孩子们自己选。'],
    ['最后道谢之前的那句话是什么', '大家把柴备好。'],
    ['打完招呼接下来说了什么', '今天开一个长会，从去年的收成说起。'],
    ['请人帮忙那里，说完裁缝店接着点的是哪家', '请供销社把布料运到。'],
    ['“有位老人说”后面接着说的是什么', '“路通了，人就近了。”'],
    ['茶叶那句话的下一句', '下面我讲两点意见。'],
  ])('is shown: %s', async (question, words) => {
    expect(await firstQuote(question)).toContain(words);
  });

  it('shows no more than the sentence where one is asked for', async () => {
    expect(await firstQuote('“柴足不怕雪”的上一句是什么')).toBe(
      '请老师们登记尺码，请裁缝店量好身材，请供销社把布料运到。',
    );
  });
});

describe('what stands behind several things', () => {
  it('is what follows on the words that sum them up', async () => {
    const text =
      '讲话\n同志们：\n我提两点希望。\n第一点希望，多读书。书要读厚。\n第二点希望，多走路。路要走远。\n两点希望说完了，光说不给条件是空话。所以学校作四项承诺。\n散会！\n';
    expect(await firstQuoteFrom(text, '讲完两点希望之后，紧接着说的是什么？')).toBe(
      '两点希望说完了，光说不给条件是空话。所以学校作四项承诺。',
    );
  });
});

describe('what stands behind a part that its heading names', () => {
  const TEXT =
    '讲话\n同志们：\n一、关于工业企业的问题\n企业亏损，要逐户帮。有的缺订单。\n二、关于项目投资的问题\n投资掉下来了。项目要快。\n三、关于农业农村的问题\n粮食要稳。\n谢谢！\n';

  it('is the next part, where no unit is named', async () => {
    expect(await firstQuoteFrom(TEXT, '讲完工业企业，紧接着谈的是什么')).toContain('关于项目投资的问题');
  });
});
