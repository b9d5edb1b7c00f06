import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answerer } from '../../src/answering/answerer.js';
import { indexSpeech, makeAnswerer, startEmbedder } from '../../src/cli/compose.js';
import type { Embedder } from '../../src/embedding/embedder.js';
import { silentLogger } from '../../src/logger.js';
import { readSpeech } from '../../src/speech/read-speech.js';
import type { Speech } from '../../src/speech/types.js';
import { createCharacterFold } from '../../src/text/fold.js';
import { ExactIndex } from '../../src/vector-index/exact-index.js';
import { bytesOf, ROOT, SAMPLE } from '../paths.js';

let embedder: Embedder;
let answerer: Answerer;
let speech: Speech;
let recall = 0;

beforeAll(async () => {
  const fold = createCharacterFold();
  speech = readSpeech(bytesOf(SAMPLE), 'sample');
  embedder = await startEmbedder(`${ROOT}models/bge-small-zh-v1.5`, silentLogger);
  const built = await indexSpeech(speech, embedder, fold, () => undefined);
  answerer = await makeAnswerer(speech, built.graph, built.contents, embedder, fold);
  const exact = new ExactIndex(built.contents.vectors, 512);
  const rows = built.contents.units.map((_, row) => built.contents.vectors.slice(row * 512, (row + 1) * 512));
  const shared = rows.map((row) => {
    const wanted = new Set(exact.search(row, 10).map(({ label }) => label));
    return built.graph.search(row, 10).filter(({ label }) => wanted.has(label)).length / 10;
  });
  recall = shared.reduce((sum, share) => sum + share, 0) / shared.length;
}, 120_000);

afterAll(() => embedder.close());

const ask = (question: string, ...before: string[]) =>
  answerer.answer(
    question,
    before.map((turn) => ({ question: turn, answer: null })),
    3,
  );

describe('golden questions on the sample speech', () => {
  it.each([
    [
      '代表“履职五个一”具体是哪五件事?',
      '至少到选区宣讲一次政策、普及一次法律',
      'the list stands in one sentence in brackets',
    ],
    [
      '未经公布的文件能当管理依据吗',
      '未经公布的行政规范性文件不得作为行政管理依据',
      'the words of the question are those of the sentence',
    ],
    [
      '三个善于是什么',
      '善于使党的主张通过法定程序成为国家意志',
      'the sentence that says the word so often is the one that the name stands for',
    ],
    [
      '又要民主又要集中,这俩不打架吗',
      '这些都体现了民主和集中的统一',
      'of two sentences side by side either may be what answers: they are one quote',
    ],
    [
      '代表的「好聲音」最後要變成什麼?',
      '切实把代表“好声音”转化为工作“好成效”',
      'traditional script finds simplified text',
    ],
    [
      '民住集中制算是我国制渡的什么特点',
      '民主集中制是我国国家组织形式和活动方式的基本原则',
      'homophones are typed, not meant',
    ],
    ['中小学食品安全的事管了没', '关于加强中小学校周边食品安全管理', 'everyday words for an official sentence'],
  ])('%s', async (question, words, reason) => {
    const answer = await ask(question);
    expect(answer.status, reason).toBe('answered');
    expect(answer.status === 'answered' && answer.quotes[0]?.text, reason).toContain(words);
  });

  it.each([
    ['讲话第一部分的标题是什么?', ['一、深学笃用习近平总书记关于坚持和完善人民代表大会制度的重要思想']],
    ['第二部分的第一点讲了什么?', ['第一,在推动依法治县上下功夫', '要全面贯彻实施宪法。', '要全面配合开展立法。']],
    ['第一部分里最后一条是什么', ['七是深刻领会关于发展全过程人民民主的重要要求']],
    ['倒数第二条深刻领会是什么', ['六是深刻领会关于坚持推进国家治理体系和治理能力现代化的重要要求']],
    ['讲话分几个部分', ['一、深学笃用', '二、高质量做好']],
    ['布置今年任务的那一章，第二点的标题是什么？', ['第二,在增强监督实效上下功夫']],
    ['谈学习领会的那个板块，压轴的那一条是什么', ['七是深刻领会关于发展全过程人民民主的重要要求']],
    ['总书记在上海虹桥街道考察时说的那番话，放在第几条里讲的？', ['七是深刻领会', '上海虹桥街道']],
  ])('%s is answered from the outline', async (question, words) => {
    const answer = await ask(question);
    const text = answer.status === 'answered' ? answer.quotes.map((quote) => quote.text).join('\n') : '';
    for (const wanted of words) expect(text).toContain(wanted);
  });

  it.each([
    ['第三部分讲了什么', 'missing_part', 'announced three, the text holds two'],
    ['过去一年县人大总共作出了多少个决定决议?', 'blank', 'the number is blanked out'],
    ['明天县城会下雨吗', 'off_topic', 'nothing about weather'],
    ['讲南极企鹅的那一部分，第一句怎么说的', 'absent', 'no sentence is like what the place is named by'],
    ['“坚持全过程人民民主”写在地方组织法的第几条?', 'absent', 'no article number is given'],
  ])('%s is refused: %s', async (question, reason, why) => {
    expect(await ask(question), why).toMatchObject({ status: 'not_found', reason });
  });

  it.each([
    ['那第二点呢?', '第二部分的第一点讲了什么?', '第二,在增强监督实效上下功夫'],
    ['下一条呢', '第一部分里的“五是”,要求深刻领会什么?', '六是深刻领会关于坚持推进国家治理体系'],
  ])('%s follows on %s', async (question, before, words) => {
    const answer = await ask(question, before);
    expect(answer.status === 'answered' && answer.quotes[0]?.text).toContain(words);
  });

  it('shows slices of the text and nothing else', async () => {
    for (const question of ['人大监督是什么', '第二部分讲什么', '多少人', '为什么', '宪法']) {
      const answer = await ask(question);
      for (const quote of answer.status === 'answered' ? answer.quotes : answer.nearest) {
        expect(quote.text).toBe(speech.text.slice(quote.start, quote.end));
      }
    }
  });

  it('finds with HNSW what exact search finds', () => {
    expect(recall).toBeGreaterThanOrEqual(0.99);
  });
});
