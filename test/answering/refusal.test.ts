import { describe, expect, it } from 'vitest';
import { readQuestion, type Question } from '../../src/answering/reading/question.js';
import { refuse as refuseBy } from '../../src/answering/answer-likelihood.js';
import { askedAttribute, type Evidence } from '../../src/answering/evidence.js';
import { createCharacterFold } from '../../src/text/fold.js';

const fold = createCharacterFold();

/** By the rules alone: no companion compared anything. */
const refuse = (question: Question, evidence: Evidence) => refuseBy(question, evidence, fold);

/** Evidence of one sentence that is about the question, so that only the kind of thing decides. */
function evidenceOf(text: string, more: Partial<Evidence> = {}): Evidence {
  return {
    texts: [text],
    statements: [text],
    coverages: [1],
    dense: 0.7,
    late: 0.8,
    companionLate: 0.7,
    match: null,
    known: 1,
    isOtherDegree: false,
    isAttributeUnknown: false,
    isBeyondCounted: false,
    leadsToList: false,
    saysLittle: false,
    leansOnBefore: false,
    speechBigrams: new Set(),
    ...more,
  };
}

describe('whether a sentence holds the kind of thing that is asked for', () => {
  it.each([
    ['执法检查多久做一次？', '要围绕百姓关切及时开展执法检查。', '每年开展一次执法检查。'],
    ['补助要发多长时间？', '给予困难群众补助。', '补助连发三个月。'],
    ['人均产值要达到多少美元？', '人均产值从三万元增加到八万一千元。', '人均产值达到一万二千美元。'],
    ['这个景区是几A级？', '支持景区建设，新建景区3家。', '建成5A级景区。'],
    ['军队精简了多少人？', '军队要更加精干。', '裁减现役员额三十万。'],
    ['How many days will it take?', 'All this will not be finished soon.', 'It will take one hundred days.'],
    ['经济增长了百分之几？', '全省生产总值达到一万二千亿元。', '全省生产总值增长3.9%。'],
    ['代表团拿了几块金牌？', '代表团创造了历史最好成绩，10月7日回到家乡。', '代表团夺得金牌6枚。'],
    ['参保人数比去年多了多少？', '参保人数为四十三万人次。', '参保人数增加两万人次。'],
    ['家里有几个孩子？', '这是一个普通的家庭。', '家里有三个孩子。'],
    ['上冰川要满足几个条件？', '上冰川是一个梦。', '上冰川得占三条：不怕冷，不怕高，走得动。'],
    ['举报电话是多少？', '大家可以打举报电话，三个工作日内回音。', '举报电话是12345。'],
    ['那根冰芯有多长？', '那一根冰芯花了二百一十万。', '那一根冰芯长一百四十六米。'],
    ['展览办到哪一天结束？', '今年十月办一个展览，今天就说到这里。', '展览办到十月二十日。'],
    ['会是几点开始的？', '今天我讲三点意见。', '会议下午两点半开始。'],
    ['主任的任期是几年？', '党的十八大以来，每年都换主任。', '主任的任期为三年。'],
    ['公寓每套多少平方米？', '公寓一期120套。', '公寓每套九十平方米。'],
    ['村里修了几个水窖？', '村里修水窖。', '村里修了三个水窖。'],
    ['新口岸什么时候投用？', '加快建设新口岸。', '新口岸明年投用。'],
    ['这套办法最早是哪位领导批示的？', '各地都在推广这套办法。', '老省长批示推广这套办法。'],
    ['这项计划归哪个部门管？', '深入实施这项计划。', '这项计划由省财政厅牵头。'],
    ['会在哪座城市开？', '会议将如期召开，市场反应热烈。', '会议将在杭州召开。'],
    ['迟报的是哪个县？', '去年有一个县迟报，全县通报。', '去年云溪县迟报。'],
    ['她考进了哪所大学？', '她考进了一所大学。', '她考进了岭东大学。'],
    ['路上一共安几盏路灯？', '从粮站到桥头装一溜路灯。', '从粮站到桥头装12盏路灯。'],
    ['多少毫米算橙色？', '水深27厘米就封路。', '雨量过50毫米算橙色。'],
    ['文章发在哪本刊物上？', '这篇文章后来发表了。', '文章发表在《水文》上。'],
    ['瓶底那行小字写的是什么？', '瓶底刻着一行小字。', '瓶底刻着一行小字：“不漏不错”。'],
    ['那条狗取了个什么名字？', '他养了一条黄狗。', '他养了一条黄狗，名叫阿福。'],
    ['干了几年了？', '一直坚持这么做。', '连续6年这么做。'],
    ['How many states were members?', 'It is one assembly of sovereign states.', 'Ninety-nine or, say, ninety states.'],
    ['In which war did they die?', 'Their graves surround the globe.', 'They fell in the Great War, in Europe.'],
    [
      '中央八项规定具体是哪八条？',
      '落实中央八项规定精神。',
      '中央八项规定：改进调研、精简会议、精简文件、规范出访、改进警卫、改进报道、严控文稿、厉行节约。',
    ],
    ['一共来了多少人？', '投资三十万元办会。', '三百多人参加了会议。'],
    ['那次撤走了多少人？', '村民全撤到了山上。', '全村二百一十三口人都撤到了山上。'],
    ['那几次集中执行叫什么名字？', '全年集中执行四次。', '开展“春雷”“夏日”集中执行。'],
    ['赖账的抓了多少个关起来？', '对赖账的一律关起来。', '拘留赖账者73人。'],
    ['整台机器换了多少部件？', '整台机器修好了。', '整台机器换了四十一个零件。'],
    ['没按时还的有几家？', '没按时还的很少。', '没按时还的只有3户。'],
    ['老站长在山里守了多少个年头？', '老站长守着那间屋子。', '老站长在这里守了三十四年。'],
    ['集市归哪位干部管？', '集市要有人管。', '管这个集的是妇女主任佟秀兰。'],
    ['三个大奖叫什么名字？', '今年设三个大奖。', '今年设“听得见奖”。'],
    ['当天有多少位个人上台领奖？', '当天有人上台领奖。', '当天有30名老师上台领奖。'],
    ['班主任一年要去几趟学生家？', '班主任要去学生家。', '班主任每学年去学生家至少一次。'],
    ['窗口几天答复？', '窗口要及时答复。', '窗口三个工作日内答复。'],
    ['改好了多久能恢复？', '改好了就恢复。', '改好了三个工作日内恢复。'],
    ['那条路最迟什么时候通车？', '那条路必须通车。', '那条路必须在国庆节前通车。'],
    ['货场什么时候运营？', '货场要运营。', '货场三季度运营。'],
    ['批示是几号写的？', '书记专门作出批示。', '书记1月8日作出批示。'],
    ['研究院由谁来当院长？', '与大学共建研究院。', '研究院的院长由王院士兼任。'],
    ['老厂长去世时多大岁数？', '老厂长去年九月走了。', '老厂长去年九月走了，享年七十九岁。'],
    ['评上能拿多少奖金？', '评上的发奖金，怎么分自己商量，共评二十个。', '评上的发奖金五千元。'],
    ['买新设备最多补多少补贴？', '买新设备有补贴，三年为期。', '买新设备按售价20%给补贴。'],
    ['水库的容量有多大？', '水库年内开工。', '水库能装水三百万吨。'],
    ['这条航线能省下多少时间？', '新开了一条航线。', '新开的航线节省9天时间。'],
    ['看船的那位父亲姓什么？', '有一位父亲在船上看。', '有一位刘爸爸在船上看。'],
    ['这种现象叫什么名字？', '说多了就烦。', '说多了就烦，叫“超限效应”。'],
    ['哪一科退步了，退了多少？', '数学和英语都考了。', '英语低了0.7分。'],
    ['几家扯皮的事，限多少天定？', '由三家一起定。', '在3个工作日内定。'],
    ['两家来往了多少封公文？', '两家打了官司。', '来往函件有31份。'],
    ['516件信访件里噪声占多少件？', '516件信访件集中在噪声。', '516件信访件里噪声205件。'],
    ['去的是哪座城市？', '绕道海滨城市玩了三天，向全市通报。', '绕道临海市玩了三天。'],
    ['晓岚同志担任什么职务？', '晓岚同志宣读了决定。', '副书记晓岚同志宣读了决定。'],
    ['那家厂的老板叫什么？', '那家厂只有37名职工。', '那家厂的董事长沈岳明来了。'],
    ['队里管钻机的组长叫什么名字？', '管钻机的组长也来了。', '管钻机的组长温岚也来了。'],
  ])('%s', (question, without, withIt) => {
    expect(refuse(readQuestion(question), evidenceOf(without))).toBe('absent');
    expect(refuse(readQuestion(question), evidenceOf(withIt))).toBeNull();
  });

  it('takes no number that only names a time, an order or one thing for a count', () => {
    for (const text of ['会议于2023年10月7日召开。', '这是第十五届。', '这是一个盛会。'])
      expect(refuse(readQuestion('到会的国家有多少？'), evidenceOf(text))).toBe('absent');
  });

  it('asks for no list where a number only names a congress', () => {
    expect(refuse(readQuestion('党的二十大以来做了什么？'), evidenceOf('二十大以来，工作有新进展。'))).toBeNull();
  });

  it('is off topic only where every likeness is low', () => {
    const question = readQuestion('身份证丢了去哪儿补办？');
    const low = { dense: 0.3, late: 0.3, companionLate: 0.62, known: 0.1 };
    expect(refuse(question, evidenceOf('要开展宣传。', low))).toBe('off_topic');
    for (const key of ['dense', 'late', 'companionLate', 'known'] as const)
      expect(refuse(question, evidenceOf('要开展宣传。', { ...low, [key]: 0.95 }))).toBeNull();
  });

  it('believes the companion where it is sure that nothing answers, or that something does', () => {
    const question = readQuestion('一共来了多少人？');
    const [without, withIt] = ['投资三十万元办会。', '三百多人参加了会议。'] as const;
    expect(refuse(question, evidenceOf(withIt, { companionLate: 0.5 }))).toBe('absent');
    expect(refuse(question, evidenceOf(withIt, { companionLate: 0.5, saysLittle: true }))).toBeNull();
    expect(refuse(question, evidenceOf(without, { companionLate: 0.8 }))).toBeNull();
    expect(refuse(question, evidenceOf(without, { companionLate: null }))).toBe('absent');
  });

  it('refuses the amount of something that the speech never names', () => {
    expect(askedAttribute('县委那份实施意见的文号是多少')).toBe('文号');
    expect(askedAttribute('今年的几项指标分别是多少')).toBe('指标');
    expect(askedAttribute('一共来了多少人')).toBeNull();
    const question = readQuestion('实施意见的文号是多少');
    const sentence = '县委印发了3份实施意见。';
    expect(refuse(question, evidenceOf(sentence, { isAttributeUnknown: true }))).toBe('absent');
    expect(refuse(question, evidenceOf(sentence))).toBeNull();
  });

  it('says that a number is blanked out where only the blank would answer, however it is written', () => {
    const question = readQuestion('一共让多少病人沾了光？');
    for (const blank of ['*', '××', 'XX', '□'])
      expect(refuse(question, evidenceOf(`看病先不交钱，惠及患者${blank}万人次。`))).toBe('blank');
    expect(refuse(question, evidenceOf('看病先不交钱，惠及患者40万人次，其中老人×人。'))).toBeNull();
    expect(refuse(question, evidenceOf('先建3×4米的岗亭，再看病。', { companionLate: 0.6 }))).not.toBe('blank');
  });

  it('says that a name is blanked out', () => {
    const question = readQuestion('那位副书记叫什么名字？');
    expect(refuse(question, evidenceOf('副书记何××同志到会指导。'))).toBe('blank');
    expect(refuse(question, evidenceOf('副书记何守义同志到会指导。'))).not.toBe('blank');
  });

  it.each([
    ['容错办法的七种情形逐条是什么？', '办法列了七种可以免责的情形，请大家放下包袱。'],
    ['负面的九条都禁止哪些行为？', '要出一张清单，负面的九条，白纸黑字。'],
    ['8名招商员分别是谁？', '表彰了20家企业、12个单位和8名招商员，会后继续干。'],
  ])('refuses the members of what is only counted: %s', (question, counted) => {
    expect(refuse(readQuestion(question), evidenceOf(counted))).toBe('absent');
    expect(refuse(readQuestion(question), evidenceOf(counted, { leadsToList: true }))).toBeNull();
  });

  it('answers what is announced or told where it is counted', () => {
    for (const told of ['我举三个例子。', '三个例子：树、桥和人。', '三个例子，就是树和桥，还有人。'])
      expect(refuse(readQuestion('举了哪三个例子？'), evidenceOf(told))).toBeNull();
    expect(refuse(readQuestion('举了哪三个例子？'), evidenceOf('三个例子大家前年都听过了。'))).toBe('absent');
  });

  it('takes for an explanation what stands a word behind the name, or the whole statement', () => {
    for (const said of ['实施“231”培育工程，即两大产业、三个项目、一个园区。', '要紧盯“231”，也就是车、船和路。'])
      expect(refuse(readQuestion('“231”各代表什么？'), evidenceOf(said))).toBeNull();
    const statements = ['延伸“三链”；三链，就是电子、钢材和竹子。'];
    expect(refuse(readQuestion('“三链”分别是哪三个？'), evidenceOf('延伸“三链”；'))).toBe('absent');
    expect(refuse(readQuestion('“三链”分别是哪三个？'), evidenceOf('延伸“三链”；', { statements }))).toBeNull();
  });

  it('answers with a list that has no name of its own, and not with a quoted name that is never explained', () => {
    const evidence = evidenceOf('这三个窟窿，补上一半就好。', { leadsToList: true });
    expect(refuse(readQuestion('自家的三个窟窿指哪些？'), evidence)).toBeNull();
    expect(refuse(readQuestion('自家的“三个窟窿”指哪些？'), evidence)).toBe('absent');
    expect(refuse(readQuestion('自家的三个窟窿指哪三个？'), { ...evidence, leadsToList: false })).toBe('absent');
    const said = '建立“三个必须”办理机制，即必须定方案，必须报结果，必须公开。';
    expect(refuse(readQuestion('“三个必须”具体指什么？'), evidenceOf(said))).toBeNull();
  });

  it('refuses what is only mentioned', () => {
    expect(refuse(readQuestion('虚报头数的是哪个村？'), evidenceOf('有个村，我不点名，多报了两百头。'))).toBe('absent');
    expect(refuse(readQuestion('石桥区的发言讲了哪几条？'), evidenceOf('石桥区作了发言，我都赞成。'))).toBe('absent');
    expect(refuse(readQuestion('三星的有多少个？'), evidenceOf('五星的58个。', { isOtherDegree: true }))).toBe(
      'absent',
    );
  });

  it('refuses an item by its number where the sentence bears another, or lists fewer', () => {
    const question = readQuestion('第五张纸条上问了什么？');
    expect(refuse(question, evidenceOf('有一张纸条问：考不上怎么办？'))).toBe('absent');
    expect(refuse(question, evidenceOf('第五张纸条问：考不上怎么办？'))).toBeNull();
    expect(refuse(question, evidenceOf('五是有人问考不上怎么办。'))).toBeNull();
    expect(refuse(question, evidenceOf('纸条上依次问了吃、穿、住、行、用和玩。'))).toBeNull();
    expect(refuse(question, evidenceOf('纸条上依次问了吃、穿和住。'))).toBe('absent');
    expect(refuse(readQuestion('倒数第五张纸条上问了什么？'), evidenceOf('有一张纸条。'))).toBeNull();
  });

  it.each([
    '“三比三看”比的是什么、看的又是什么？',
    '“三比三看”活动到底看的是哪三样？',
    '考核要达到的“三比三看”标准，是哪三比？',
    '“三比三看”里的数字各代表什么？',
    '“三比三看”都包含哪些内容？',
    '“三比三看”的具体内容是什么？',
  ])('wants an explanation: %s', (question) => {
    expect(refuse(readQuestion(question), evidenceOf('深入开展“三比三看”活动，成效明显。'))).toBe('absent');
    expect(refuse(readQuestion(question), evidenceOf('“三比三看”：比学习、看本领。'))).toBeNull();
  });

  it('takes as many things as a name says, listed behind it, for its explanation', () => {
    const question = readQuestion('包联的“五个一”，每个“一”指的是什么？');
    const listed =
      '实行“五个一”机制，每个项目都要有一名领导牵头、一个部门负责、一套方案推进、一本台账管理、一月一次调度。';
    expect(refuse(question, evidenceOf(listed))).toBeNull();
    expect(refuse(question, evidenceOf(listed.replace('、一月一次调度', '')))).toBe('absent');
  });

  it.each([
    '帮我查一下后天去省城的高铁还有没有票',
    '帮我给孩子写一份发言稿',
    '帮我用Python写一个统计停水时长的小程序',
    '帮我写一封求职信',
    '请帮我算一下该退多少税',
    '给我翻译一下这封信',
    '麻烦替我订两张票',
    '明天青崖会下雪吗，要不要带伞？',
    '明天广场会不会下雨',
  ])('does nothing that is no quoting: %s', (question) => {
    expect(refuse(readQuestion(question), evidenceOf('给大家写一封信，退税订票都在里面。'))).toBe('off_topic');
  });

  it('tells the weather where the speech does', () => {
    const forecast = '据气象台预报，明天有大雨，各村今晚就上堤。';
    expect(refuse(readQuestion('明天会下雨吗？'), evidenceOf(forecast))).toBeNull();
  });

  it('quotes what is asked for by 帮我', () => {
    for (const question of ['帮我找一下讲退税的那句', '帮我写出报告里怎么说退税的'])
      expect(refuse(readQuestion(question), evidenceOf('退税的事要抓紧。'))).toBeNull();
  });

  it('knows a blanked number by what it counts and what stands before it', () => {
    const sentence = '我们走访企业，收集到意见建议*条，归纳起来有四个方面。';
    expect(refuse(readQuestion('走访一共收上来多少条意见？'), evidenceOf(sentence))).toBe('blank');
    expect(refuse(readQuestion('走访归纳出多少个方面？'), evidenceOf(sentence))).toBeNull();
  });

  it('wants a named thing explained, however near the sentence that names it', () => {
    const question = readQuestion('教育经费的“两个只增不减”指哪两个？');
    const near = { companionLate: 0.9 };
    expect(refuse(question, evidenceOf('落实教育经费“两个只增不减”，专款专用。', near))).toBe('absent');
    expect(refuse(question, evidenceOf('“两个只增不减”：一是总数不减，二是人均不减。', near))).toBeNull();
    const ahead = '加强创业培训、创业服务、创业孵化、创业活动“四创”联动。';
    expect(refuse(readQuestion('“四创”是指什么？'), evidenceOf(ahead, near))).toBeNull();
    expect(refuse(readQuestion('“三创”是指什么？'), evidenceOf(ahead.replace('四', '三'), near))).toBe('absent');
  });

  it('answers what a quoted word stands for with a sentence that repeats it as often, though it explains nothing', () => {
    const question = readQuestion('三个“务必”分别是什么？');
    const repeated = '全党同志务必不忘初心，务必谦虚谨慎，务必敢于斗争。';
    expect(refuse(question, evidenceOf('要做到“务必”。', { statements: ['要做到“务必”。', repeated] }))).toBeNull();
    expect(refuse(question, evidenceOf('要做到三个“务必”。'))).toBe('absent');
  });
});
