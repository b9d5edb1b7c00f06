import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../src/answering/quoting/answer.js';
import { EnumerationFinder } from '../../../src/answering/lists/enumeration.js';
import { PlacedItems } from '../../../src/answering/placed-items.js';
import type { StructureQuestion } from '../../../src/answering/reading/structure-question-type.js';
import { StructureAnswerer } from '../../../src/answering/outline/structure-answer.js';
import { readStructureQuestion } from '../../../src/answering/reading/structure-question.js';
import { isSpoken } from '../../../src/answering/quoting/spoken.js';
import { bigramsOf, coverage } from '../../../src/answering/quoting/topic-match.js';
import { readSpeech } from '../../../src/speech/read-speech.js';
import type { Sentence, Speech } from '../../../src/speech/types.js';
import { createCharacterFold } from '../../../src/text/fold.js';
import { bytesOf, ROOT, SAMPLE } from '../../paths.js';
import { answererOf } from '../answerer-of.js';

const fold = createCharacterFold();
const FIXTURES = `${ROOT}test/fixtures/speeches/`;

/** In place of what is near in meaning: the sentences that share most words, best first. */
function nearestByWords(speech: Speech, words: string): Sentence[] {
  const wanted = bigramsOf(words, fold);
  return speech.sentences
    .map((sentence) => {
      const { start, end } = sentence.span;
      return { sentence, share: coverage(wanted, bigramsOf(speech.text.slice(start, end), fold)) };
    })
    .filter(({ share }) => share > 0)
    .sort((a, b) => b.share - a.share)
    .map(({ sentence }) => sentence);
}

/** Items by their place with words alone: every sentence is as near as every other. */
async function placedIn(
  speech: Speech,
  asked: StructureQuestion,
  structure: StructureAnswerer,
): Promise<Answer | null> {
  if (
    asked.ask !== 'division' ||
    asked.part !== null ||
    asked.scope !== null ||
    asked.point === null ||
    asked.topic === ''
  )
    return null;
  const parts = { speech, fold, retriever: { companionLate: () => null }, rangeSimilarity: () => 0 };
  const items = new PlacedItems(parts as never, new EnumerationFinder(speech, fold));
  const ranking = { ranked: [], embedding: { vector: new Float32Array(0), tokens: [], truncated: false } };
  const place = { ...asked, position: asked.point, terms: [], mayBeNone: false };
  const found = await items.find(place, () => Promise.resolve(ranking));
  const points = found === null ? null : structure.pointsOf(found.list);
  return points === null ? null : structure.atPlace(points, asked.point, asked);
}

async function answerFrom(file: string, question: string): Promise<string[]> {
  const speech = readSpeech(bytesOf(`${FIXTURES}${file}`), 'fixture');
  const asked = readStructureQuestion(question);
  if (asked === null) throw new Error(`not read as a question about structure: ${question}`);
  const structure = new StructureAnswerer(speech, fold);
  const nearestTo = (words: string) => nearestByWords(speech, words);
  const ranked = asked.ask === 'beside-topic' ? nearestByWords(speech, asked.topic).filter(isSpoken) : [];
  const placed = await placedIn(speech, asked, structure);
  const answer = placed ?? structure.answer(asked, { similarity: () => 0, ranked, nearestTo });
  const quotes = answer?.status === 'answered' ? answer.quotes : [];
  for (const { text, start, end } of quotes) expect(text).toBe(speech.text.slice(start, end));
  return quotes.map(({ text }) => text);
}

const PARTY = 's1-2022-ershida-baogao.txt';
const GANSU = 's3-2026-gansu-zhengfu-gongzuo-baogao.txt';
const GUANGDONG = 's2-2026-guangdong-zhengfu-gongzuo-baogao.txt';
const LUXUN = 's4-1923-luxun-nala-zouhou-zenyang.txt';
const KENNEDY = 's5-en-1961-kennedy-inaugural.txt';

describe('places named by their number', () => {
  it.each([
    ['第二部分 第一句', { ask: 'edge', edge: 'first', part: 2, point: null }],
    ['第二点一上来先举了什么例子', { ask: 'edge', edge: 'first', part: null, point: 2 }],
    ['第三点 倒数第二段 首句', { ask: 'paragraph', position: -2, part: null, point: 3 }],
    ['第二部分第三段讲的什么', { ask: 'paragraph', position: 3, part: 2, point: null }],
    ['体检排最末尾的一项查的是什么', { ask: 'division', point: -1, topic: '体检 查' }],
    ['四件实事里压轴的那一件叫什么', { ask: 'division', point: -1, count: 4, thing: '件' }],
    ['第三点希望是什么', { ask: 'division', point: 3, thing: '希望', topic: '' }],
    ['三个提问里夹在中间的那个，怎么回答的', { ask: 'item', position: 2, count: 3 }],
    ['讲了两点体会，后一点是什么', { ask: 'item', position: -1, count: 2 }],
    ['公正司法是维护什么的最后一道防线', { ask: 'item', position: -1, thing: '防线' }],
    ['讲要素那段，四个“要让”里的第三个说的是哪样', { ask: 'item', position: 3, count: 4 }],
  ])('%s', (question, expected) => {
    expect(readStructureQuestion(question)).toMatchObject(expected);
  });

  it.each(['条例从哪天起施行', '从哪个月开始停航', '他从哪里起步的'])('are no edge of the speech: %s', (question) => {
    expect(readStructureQuestion(question)?.ask).not.toBe('edge');
  });

  it('are found by it', async () => {
    expect((await answerFrom(GANSU, '第二部分 第一句'))[0]).toContain('“十五五”');
    expect((await answerFrom(PARTY, '第四部分第二段怎么说的'))[0]).toMatch(/^我们要坚持以推动高质量发展为主题/);
    expect((await answerFrom(PARTY, '第十五部分最后一句是什么'))[0]).toContain(
      '不断取得更多制度性成果和更大治理效能。',
    );
  });
});

describe('questions about the structure of any speech', () => {
  it.each([
    [GANSU, '整篇报告分成哪几大块？', '“十四五”时期工作回顾'],
    [GANSU, '最后一句话是什么', '奋力谱写中国式现代化甘肃篇章！'],
    [PARTY, '讲文化的那一部分，最后一个小点是什么？', '（五）增强中华文明传播力影响力'],
    [PARTY, '报告谈军队建设的是第几部分？', '十二、实现建军一百年奋斗目标'],
    [PARTY, '我要找军队的内容，报告从哪个标题开始专门讲国防和军队？', '十二、实现建军一百年奋斗目标'],
    [KENNEDY, 'What does the second-to-last paragraph say?', 'My fellow citizens of the world'],
    [KENNEDY, 'How does the speech open?', 'Vice President Johnson'],
    [PARTY, '增进民生福祉那一部分的第三小节标题是什么', '（三）健全社会保障体系'],
    [PARTY, '第四部分底下都是哪五个小题目', '（二）建设现代化产业体系'],
    [GANSU, '省长开场冲着谁说的，咋称呼的', '各位代表：'],
    [GANSU, '全文最后以怎样的一句号召结束？', '奋力谱写中国式现代化甘肃篇章！'],
    [KENNEDY, 'Which sentence comes directly before "But let us begin"?', 'Nor will it be finished'],
    [KENNEDY, 'What follows immediately after "This much we pledge--and more"?', 'To those old allies'],
    [KENNEDY, 'who all does he say hello to at the top', 'Vice President Johnson'],
    [KENNEDY, 'After the greetings, with what sentence does the speech open?', 'We observe today'],
    [KENNEDY, 'What are the last words of the speech?', 'let us go forth to lead the land we love'],
    [PARTY, '在谈绿色发展的部分，碳达峰碳中和前面的一节标题是什么？', '（三）提升生态系统多样性、稳定性、持续性'],
    [PARTY, '讲完完善分配制度，接下来的一点是什么？', '（二）实施就业优先战略'],
    [PARTY, '报告最后一个大部分是第几部分，标题是什么？', '十五、坚定不移全面从严治党'],
    [GUANGDONG, '附件2是个什么东西', '名词解释'],
    [GUANGDONG, '在讲民生的第十二项中，最后一段以哪句话起头？', '注重可感可知可及'],
    [GUANGDONG, '最后那项政府自己管自己的，下面分了几段，每段头一句是什么', '持续优化政务服务。'],
    [PARTY, '报告一共有多少个大标题', '十五、坚定不移全面从严治党'],
    [PARTY, '报告的目录给我看看', '九、增进民生福祉'],
    [PARTY, '把各部分的标题列一下', '九、增进民生福祉'],
    [PARTY, '第八部分第二节的标题', '（二）广泛践行社会主义核心价值观'],
    [GANSU, '第七方面是什么', '（七）'],
    [GUANGDONG, '名词解释里倒数第二个词是哪个？', '“单一窗口”'],
    [GANSU, '第四条城乡融合下面，第二段打头说的什么', '守牢粮食安全底线'],
    [GANSU, '产业体系那一条（第二条）里面分哪几段来讲', '加快能源强省建设'],
    [GANSU, '最后一条讲安全的，底下有哪三块', '推进社会治理现代化'],
    [PARTY, '人才、教育、科技那部分里面有几节，各节叫什么', '（二）完善科技创新体系'],
    [LUXUN, '正文部分以哪一句话收束？', '我这讲演也就此完结了'],
    [LUXUN, '“钱这个字很难听”前头紧挨着的那句是什么', '梦是好的;否则,钱是要紧的。'],
    [PARTY, '全文一共十五个大部分，正好居中的那一部分标题是什么？', '八、推进文化自信自强'],
    [PARTY, '讲国家安全的那个板块，压轴的最后一条讲的是哪件事？', '（四）完善社会治理体系'],
    [PARTY, '讲法治的那一章，夹在宪法法律体系、法治社会之间的还有哪两条？', '（三）严格公正司法'],
    [PARTY, '“前进道路上，必须牢牢把握以下重大原则”，紧跟在这句话后面的是什么', '坚持和加强党的全面领导。坚决维护'],
    [PARTY, '讲祖国统一的那个部分，末尾一段是用哪句话起头的', '台湾是中国的台湾'],
    [GUANGDONG, '这份报告的正文（不算附件）由哪几个大部分组成？', '三、2026年工作安排'],
    [LUXUN, '讲完Ahasvar走路的传说之后，下一段的首句是什么', '只是这牺牲的适意是属于自己的'],
    [LUXUN, '梦是好的那一句，紧接着的下一句是什么', '否则,钱是要紧的。'],
    [KENNEDY, 'What comes right after the line about the trumpet that summons us again?', 'Can we forge'],
  ])('%s: %s', async (file, question, words) => {
    expect((await answerFrom(file, question)).join('\n')).toContain(words);
  });

  it.each([
    ['What is the second point of part one?', { part: 1, point: 2 }],
    ['What does the last section say?', { part: -1, point: null }],
    ['Tell me about section 3', { part: 3, point: null }],
    [
      'In the part of the report about health care, what is the third numbered point?',
      { scope: 'health care', point: 3 },
    ],
  ])('reads English: %s', (question, positions) => {
    expect(readStructureQuestion(question)).toMatchObject({ ask: 'division', ...positions });
  });

  it.each([
    ['排在第五位的那一条要求是什么', { point: 5 }],
    ['这几条里排第三的是哪条', { point: 3 }],
    ['党建那一部分，排在末尾的那点是？', { scope: '党建', point: -1 }],
    ['最末一个部分题目是？', { part: -1, headingOnly: true }],
    ['打头的那个方面讲什么', { point: 1 }],
    ['编号“十”的大标题怎么写的？', { part: 10, headingOnly: true }],
    ['书记讲的第三点意见是什么', { point: 3, topic: '' }],
  ])('reads places as people name them: %s', (question, expected) => {
    expect(readStructureQuestion(question)).toMatchObject({ ask: 'division', ...expected });
  });

  it.each([
    ['引到总书记在街道考察时那番话的，是哪一条？', { wants: 'point', topic: '引到总书记 街道考察时那番话' }],
    [
      '严格执法、公正司法、全民守法，这几句放在第几条里说的？',
      { wants: 'point', topic: '严格执法、公正司法、全民守法' },
    ],
    ['盯着景区建设这个例子，归在过去工作的哪一个方面？', { wants: 'point', topic: '盯着景区建设', label: '过去工作' }],
    ['把饭碗端在自己手里，这些话放在哪个大部分的哪一条里讲的？', { wants: 'point', withPart: true }],
    ['新开工改造老旧小区，这个安排写在第三部分的哪一项里？', { part: 3, topic: '新开工改造老旧小区', label: '' }],
  ])('reads in which place something is said: %s', (question, expected) => {
    expect(readStructureQuestion(question)).toMatchObject({ ask: 'which', ...expected });
  });

  it.each([
    ['数落完爱看热闹的看客，下一段给出的对策是什么？', { topic: '爱看热闹的看客', unit: 'paragraph', side: 'after' }],
    [
      '拿棉袄和菩提树作比之前，紧挨着的上一句摆出了什么道理？',
      { topic: '拿棉袄和菩提树作比', unit: 'sentence', side: 'before' },
    ],
    ['免费给老人看眼睛那一桩的下一桩是啥？', { topic: '免费给老人看眼睛', unit: 'item', side: 'after' }],
    ['讲完备案审查那几句，接下来要做的是什么', { topic: '备案审查', unit: 'sentence', isTopicLong: true }],
    [
      'Right after the proposal on arms inspection, what does the next paragraph urge?',
      { topic: 'proposal on arms inspection', unit: 'paragraph' },
    ],
  ])('reads what stands beside something by what it says: %s', (question, expected) => {
    expect(readStructureQuestion(question)).toMatchObject({ ask: 'beside-topic', ...expected });
  });

  it.each([
    ['附件里最后一件民生实事是什么？', 'division'],
    ['三点意见里的最后一点，标题是什么？', 'division'],
    ['讲演正文的最后一句话是什么?', 'edge'],
    ['党建那一部分，它的下一章谈什么', 'beside-division'],
    ['Which area comes right before the part on culture and tourism?', 'beside-division'],
  ])('takes no last place for one behind another: %s', (question, ask) => {
    expect(readStructureQuestion(question)?.ask).toBe(ask);
  });

  it.each([
    ['差距主要在哪个方面'],
    ['关于乡村振兴，下一步要做什么'],
    ['会开完以后，接下来县里要做什么'],
    ['在保护和开发之间，一个地方该选什么'],
  ])('leaves to the search: %s', (question) => {
    expect(readStructureQuestion(question)?.ask).not.toBe('which');
    expect(readStructureQuestion(question)?.ask).not.toBe('beside-topic');
  });

  it('reads the middle of so many, and what the last of some is counted by', () => {
    expect(readStructureQuestion('举的三个例子当中，夹在中间的是哪一个？')).toMatchObject({
      ask: 'item',
      position: 2,
      count: 3,
    });
    expect(readStructureQuestion('四道门里居中的那道是什么')).not.toMatchObject({ position: 2.5 });
    expect(readStructureQuestion('成绩的几个方面里，压轴的那个是什么？')).toMatchObject({ ask: 'division', point: -1 });
  });

  it('finds no part where a speech has none', async () => {
    expect(await answerFrom(KENNEDY, 'What are the points of the part about the trumpet?')).toEqual([]);
  });

  it('shows the heading with the first words where both are asked for, as one quote where they fit', async () => {
    const [quote, ...others] = await answerFrom(PARTY, '第十五部分标题是什么，第一句怎么说的');
    expect(quote).toMatch(/^十五、坚定不移全面从严治党/);
    expect(quote).toContain('全面建设社会主义现代化国家');
    expect(others).toEqual([]);
  });

  it('names the part beside the point where both are asked for', () => {
    const speech = readSpeech(bytesOf(`${FIXTURES}${PARTY}`), 'fixture');
    const sentence = speech.sentences.find(({ span }) =>
      speech.text.slice(span.start, span.end).includes('十八亿亩耕地'),
    );
    const asked = readStructureQuestion('十八亿亩耕地放在哪个大部分的哪一条里讲的');
    if (asked === null || sentence === undefined) throw new Error('not read');
    const evidence = { similarity: () => 0, ranked: [sentence], nearestTo: () => [] };
    const answer = new StructureAnswerer(speech, fold).answer(asked, evidence);
    const quotes = answer?.status === 'answered' ? answer.quotes.map(({ text }) => text) : [];
    expect(quotes.slice(0, 2)).toEqual([
      expect.stringMatching(/^四、/),
      expect.stringMatching(/^（三）全面推进乡村振兴/),
    ]);
  });

  it('says that a point is missing behind the last one, from the front and from the back', async () => {
    const answerer = await answererOf(readSpeech(bytesOf(SAMPLE), 'sample'));
    expect(await answerer.answer('三点意见里的最后一点是什么', [], 3)).toMatchObject({ reason: 'missing_part' });
    const party = await answererOf(readSpeech(bytesOf(`${FIXTURES}${PARTY}`), 'fixture'));
    expect(await party.answer('第七部分的第五条讲了什么', [], 3)).toMatchObject({
      status: 'not_found',
      nearest: [{ text: expect.stringMatching(/^（四）加快建设法治社会/) }],
    });
    const gansu = await answererOf(readSpeech(bytesOf(`${FIXTURES}${GANSU}`), 'fixture'));
    expect(await gansu.answer('2026年重点工作的第九个方面是什么', [], 3)).toMatchObject({ status: 'not_found' });
    expect(await gansu.answer('为民实事 第四件', [], 3)).toMatchObject({
      status: 'answered',
      quotes: [{ text: expect.stringMatching(/^四是在省级和美乡村/) }],
    });
  });

  it('reads what stands beside quoted words only where words are asked for', () => {
    expect(readStructureQuestion('“钱这个字很难听”前头紧挨着的那句是啥')).toEqual({
      ask: 'beside',
      words: '钱这个字很难听',
      side: 'before',
      unit: 'sentence',
    });
    expect(readStructureQuestion('“千万工程”之后村里有什么变化')).toBeNull();
    expect(readStructureQuestion('大家怎么称呼那位水管员')).toBeNull();
  });

  it.each([
    ['说天津青皮的那段，是打哪句话起的头', '天津青皮', 'first'],
    ['快结尾有一段专门说年轻人的，打头那句是什么话', '年轻人', 'first'],
    ['讲青年的那一段，最后一句是什么', '青年', 'last'],
    ['修路的钱打哪儿来的那一段，最后一句怎么说的', '修路的钱打哪儿来', 'last'],
    ['成绩后面有一段专讲困难和不足，该段以哪句话结束', '困难和不足', 'last'],
    ['换生产线的例子，他最后用哪句话作结', '换生产线', 'last'],
  ])('reads a paragraph by what it is about: %s', (question, scope, edge) => {
    expect(readStructureQuestion(question)).toMatchObject({ ask: 'edge', isParagraph: true, scope, edge });
  });

  it.each([
    ['看清来路那部分 末句', 'last'],
    ['讲文化的那部分，结尾说了什么', 'last'],
    ['讲文化的那部分，头一句怎么说', 'first'],
  ])('reads the edge of a part by what it is about: %s', (question, edge) => {
    expect(readStructureQuestion(question)).toMatchObject({ ask: 'edge', isParagraph: false, edge });
  });

  it('reads a part by its heading, and an item by its words, in quotation marks', () => {
    expect(readStructureQuestion('“增进民生福祉”部分的第五小节标题是什么')).toMatchObject({
      ask: 'division',
      scope: '增进民生福祉',
    });
    expect(readStructureQuestion('第八个“深刻领会”领会的是什么要求')).toMatchObject({
      ask: 'item',
      position: 8,
      term: '深刻领会',
    });
  });

  it('reads what is beside or between divisions in short words', () => {
    expect(readStructureQuestion('“两小时圈”上头那一条 标题')).toMatchObject({
      ask: 'beside-division',
      topic: '两小时圈',
      side: 'before',
    });
    const between = readStructureQuestion('成绩分三小块，夹在产品和队伍当中那块叫什么');
    expect(between).toEqual({ ask: 'between', topics: ['产品', '队伍'], level: 'part' });
  });

  it('reads the last paragraph of a point for a paragraph, and not for its last words', () => {
    expect(readStructureQuestion('第二点意见的末尾一段是冲着谁讲的')).toMatchObject({
      ask: 'paragraph',
      position: -1,
      point: 2,
    });
  });

  it('reads the title and the address by other names', () => {
    expect(readStructureQuestion('这场讲座题目叫什么')).toEqual({ ask: 'title' });
    expect(readStructureQuestion('董事长一上台怎么称呼底下的人')).toEqual({ ask: 'salutation' });
  });

  it('reads paragraphs and notes by their places, and no ranks of the world', () => {
    expect(readStructureQuestion('倒数第二段讲了什么')).toMatchObject({ ask: 'paragraph', position: -2, scope: null });
    expect(readStructureQuestion('名词解释最后一个解释的是哪个词？')).toEqual({ ask: 'note', number: -1 });
    expect(readStructureQuestion('注2是怎么说的')).toEqual({ ask: 'note', number: 2 });
    expect(readStructureQuestion('广东的经济总量在全国排第几')).toBeNull();
    expect(readStructureQuestion('大家都在关注2026年的目标，是多少')).toBeNull();
  });

  it('quotes the sentence that says how many points a part has before the points', async () => {
    const [first, ...points] = await answerFrom(
      's2-2026-guangdong-zhengfu-gongzuo-baogao.txt',
      '第三部分布置了几个方面的工作',
    );
    expect(first).toContain('重点抓好以下14个方面的工作');
    expect(points.filter((text) => text.startsWith('（'))).toHaveLength(14);
  });

  it('shows by the last point how many there are, where nothing says so and the points are not asked for', () => {
    const text = '讲话\n\n一、修路\n\n一是修大路。大路要宽。\n二是修小路。小路要平。\n\n二、种树\n\n树要种好。\n';
    const answerer = new StructureAnswerer(readSpeech(new TextEncoder().encode(text), 'made'), fold);
    const answerTo = (question: string) => {
      const asked = readStructureQuestion(question);
      return asked === null ? null : answerer.answer(asked, { similarity: () => 0, ranked: [], nearestTo: () => [] });
    };
    const last = expect.objectContaining({ text: expect.stringMatching(/^二是修小路/) });
    expect(answerTo('第一部分一共讲了几条？')).toMatchObject({
      quotes: [last],
      notes: [{ key: 'count', values: { count: 2 } }],
    });
    expect(answerTo('第一部分讲了几条，分别是什么？')).toMatchObject({ quotes: [{}, {}, last] });
  });

  it('takes a number of headings for a count and a mark for a place', () => {
    expect(readStructureQuestion('第一部分分成几个小点？小标题都抄给我')).toMatchObject({ ask: 'count', part: 1 });
    expect(readStructureQuestion('部分“三”里面编号（四）的小标题叫什么？')).toMatchObject({
      ask: 'division',
      part: 3,
      point: 4,
      headingOnly: true,
    });
    expect(readStructureQuestion('“这条”写入了哪部法律的哪个部分')).toBeNull();
    expect(readStructureQuestion('结尾处说的“必由之路”分别是什么')).toBeNull();
  });

  it.each([
    ['三道门里的第二道是什么门', { position: 2, count: 3 }],
    ['他要讲的三件事里，末一张纸条写的什么', { position: -1 }],
    ['排在中间的第三个是哪个来着，第三个是什么', { position: 3 }],
    ['“三道门”里中间那道是什么门', { position: 2, count: 3, thing: '道' }],
    ['第四个“深刻领会”讲什么', { position: 4, term: '深刻领会' }],
    ['第二个百年奋斗目标是什么', { position: 2, term: '百年奋斗目标' }],
    ['学生递的小纸条，念到第三张，上面问的什么', { position: 3, thing: '张' }],
  ])('reads an item by its place in a list that no outline shows: %s', (question, expected) => {
    expect(readStructureQuestion(question)).toMatchObject({ ask: 'item', ...expected });
  });

  it.each([
    '最后道谢之前的那句祝福是什么',
    '四道门里中间那道是什么门',
    'What is the first thing that he asks of his listeners?',
    '第三位校长是谁',
  ])('reads no item where a number belongs to a name: %s', (question) => {
    expect(readStructureQuestion(question)?.ask).not.toBe('item');
  });

  it('reads how many items there are beside the place of one', () => {
    expect(readStructureQuestion('今年五件事的第三件是什么')).toMatchObject({ point: 3, count: 5, thing: '件' });
    expect(readStructureQuestion('十件民生实事中的第六件是什么？')).toMatchObject({
      ask: 'division',
      point: 6,
      count: 10,
    });
    expect(readStructureQuestion('三件事里的末一件说的是什么？')).toMatchObject({
      ask: 'division',
      point: -1,
      count: 3,
    });
  });

  it('shows a paragraph of a part without points, or each by its first sentence', () => {
    const text =
      '讲话\n\n一、修路\n\n路要修好。路边要种树。\n桥要修牢。桥头要立灯。\n\n二、种树\n\n树要种好。\n水要浇够。\n';
    const answerer = new StructureAnswerer(readSpeech(new TextEncoder().encode(text), 'made'), fold);
    const quotesTo = (question: string) => {
      const asked = readStructureQuestion(question);
      const answer =
        asked === null ? null : answerer.answer(asked, { similarity: () => 0, ranked: [], nearestTo: () => [] });
      return answer?.status === 'answered' ? answer.quotes.map((quote) => quote.text) : [];
    };
    expect(quotesTo('修路那一部分的第二段讲了什么')).toEqual(['桥要修牢。桥头要立灯。']);
    expect(quotesTo('第一部分分哪几段，段首都是什么')).toEqual(['一、修路', '路要修好。', '桥要修牢。']);
  });

  it('says that there is no such point where the speech says how many it has', () => {
    const said = new TextEncoder().encode(
      '各位同学：\n我想说三件事。第一件是慢。第二件是稳。第三件是回头。\n祝大家一路平安。\n',
    );
    const answerer = new StructureAnswerer(readSpeech(said, 'made'), fold);
    const answerTo = (question: string) => {
      const asked = readStructureQuestion(question);
      return asked === null ? null : answerer.answer(asked, { similarity: () => 0, ranked: [], nearestTo: () => [] });
    };
    const fourth = answerTo('他说的第四件事是什么');
    expect(fourth).toMatchObject({ status: 'not_found', reason: 'absent' });
    expect(fourth?.status === 'not_found' && fourth.nearest[0]?.text).toBe('我想说三件事。');
    expect(answerTo('他说的第二件事是什么')).toBeNull();
  });

  it('says that an annex is missing, and leaves what stands in one to be searched', () => {
    const speech = readSpeech(bytesOf(`${FIXTURES}s2-2026-guangdong-zhengfu-gongzuo-baogao.txt`), 'fixture');
    const answerer = new StructureAnswerer(speech, fold);
    const asked = readStructureQuestion('附件3写的是什么？');
    expect(asked).not.toBeNull();
    expect(
      asked === null ? null : answerer.answer(asked, { similarity: () => 0, ranked: [], nearestTo: () => [] }),
    ).toMatchObject({
      status: 'not_found',
      reason: 'absent',
    });
    expect(readStructureQuestion('附件二里横琴的“四新”产业指哪些')).toBeNull();
  });

  it('leaves questions alone that name a part only to say where something stands', () => {
    expect(readStructureQuestion('讲文化的那部分里提到的经费有多少')).toBeNull();
    expect(readStructureQuestion('What parts of the economy grew?')).toBeNull();
    expect(readStructureQuestion('宪法宣传这块儿要弄成啥样')).toBeNull();
  });

  it.each([
    ['闭会期间的民情收集是放在第几点成绩里讲的', { topic: '闭会期间 民情收集', wants: 'point', label: '成绩' }],
    ['在哪一条“要求”里提到过就业', { topic: '就业', wants: 'point', label: '要求' }],
    ['第四部分里专门讲农村的是哪一点？', { part: 4, topic: '农村', wants: 'point' }],
    ['就业是在哪一部分讲的', { topic: '就业', wants: 'part', label: '' }],
    ['文化旅游那块在今年工作里算第几条呀', { topic: '文化旅游', wants: 'point', label: '' }],
  ])('reads where something is said: %s', (question, expected) => {
    expect(readStructureQuestion(question)).toMatchObject({ ask: 'which', ...expected });
  });

  it.each([
    '在哪一方面要下功夫',
    '说的是哪一条路',
    '总书记讲的是哪一项制度',
    '他在哪一年当选的',
    '《代表法》第几条规定了这个',
  ])('does not take for a place in the speech: %s', (question) => {
    expect(readStructureQuestion(question)?.ask).not.toBe('which');
  });

  it('says in which point something stands: its heading, then the sentence', async () => {
    const speech = readSpeech(bytesOf(`${FIXTURES}${PARTY}`), 'fixture');
    const sentence = speech.sentences.find(({ span }) =>
      speech.text.slice(span.start, span.end).includes('异地就医结算'),
    );
    const asked = readStructureQuestion('异地就医结算是在第几点里讲的');
    if (asked === null || sentence === undefined) throw new Error('not read');
    const answer = new StructureAnswerer(speech, fold).answer(asked, {
      similarity: () => 0,
      ranked: [sentence],
      nearestTo: () => [],
    });
    const quotes = answer?.status === 'answered' ? answer.quotes.map(({ text }) => text) : [];
    expect(quotes).toEqual(['（三）健全社会保障体系。', expect.stringContaining('异地就医结算')]);
  });

  it('quotes the first and the last sentence of the paragraph that speaks of something', async () => {
    const speech = readSpeech(bytesOf(`${FIXTURES}s4-1923-luxun-nala-zouhou-zenyang.txt`), 'fixture');
    const answerer = await answererOf(speech);
    const first = async (question: string) => {
      const answer = await answerer.answer(question, [], 1);
      return answer.status === 'answered' ? answer.quotes[0]?.text : answer.status;
    };
    expect(await first('说天津青皮的那段，是打哪句话起的头')).toMatch(/^世间有一种无赖精神/);
    expect(await first('说天津青皮的那段，最后一句是什么')).toMatch(/^要求经济权也一样|经济权。$/);
  });

  it('takes the first words of a point for its first sentence, and of a point of a part for that point', async () => {
    expect((await answerFrom(PARTY, '第九部分的第三点，最后一句是什么')).join('\n')).toMatch(/住房制度。$/);
    expect((await answerFrom(PARTY, '建设现代化产业体系那一点，开头第一句讲的什么')).join('\n')).toContain(
      '着力点放在实体经济上',
    );
  });

  it('says that there is no note of a number beyond the last', () => {
    const asked = readStructureQuestion('文末第十二条注释是什么');
    const speech = readSpeech(bytesOf(`${FIXTURES}${LUXUN}`), 'fixture');
    if (asked === null) throw new Error('not read');
    const answer = new StructureAnswerer(speech, fold).answer(asked, {
      similarity: () => 0,
      ranked: [],
      nearestTo: () => [],
    });
    expect(answer).toMatchObject({ status: 'not_found', reason: 'absent', nearest: [{}] });
  });

  it('finds a note by its number, with all that it says', async () => {
    expect((await answerFrom(LUXUN, '第7条注释解释的是什么？')).join('')).toContain('笔记簿');
    expect((await answerFrom(LUXUN, '注释4讲的是谁')).join('')).toContain('李贺');
  });

  it('takes what a part is told about for the topic, whatever stands before it', () => {
    expect(readStructureQuestion('2026年的工作里，讲文化的是第几个方面？')).toMatchObject({
      ask: 'which',
      topic: '文化',
    });
  });

  it('takes a name made of numerals for no number', () => {
    expect(readStructureQuestion('“十五五”的目标是什么')).toBeNull();
  });

  it('says how many points there are only where fewer or more are announced', () => {
    const text = '讲话\n\n今天我讲两点。\n\n一、修路\n\n路要修好。\n\n二、种树\n\n树要种好。\n';
    const asked = readStructureQuestion('讲话说要讲几点');
    const notesIn = (source: string) => {
      const speech = readSpeech(new TextEncoder().encode(source), 'made');
      return new StructureAnswerer(speech, fold).answer(asked!, {
        similarity: () => 0,
        ranked: [],
        nearestTo: () => [],
      })?.notes;
    };
    expect(notesIn(text)).toEqual([]);
    expect(notesIn(text.replace('两点', '三点'))).toEqual([{ key: 'announced', values: { announced: 3, found: 2 } }]);
  });

  it.each([
    ['各位乡亲：\n大家好！今天从去年的收成说起。', '问完好以后，他拿什么事开的头'],
    ['亲爱的同学们，各位老师：\n早上好！\n今天从去年的收成说起。', '问完早上好，他拿什么事开的头'],
  ])('passes over greetings where it is asked what comes after them: %s', async (text, question) => {
    const answerer = await answererOf(readSpeech(new TextEncoder().encode(text), 'made.txt'));
    const answer = await answerer.answer(question, [], 3);
    expect(answer.status === 'answered' ? answer.quotes[0]?.text : null).toBe('今天从去年的收成说起。');
  });
});
