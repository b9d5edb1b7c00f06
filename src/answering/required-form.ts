import type { Question } from './reading/question.js';

/** Whether a text holds the kind of thing that is asked for. */
export type Form = (text: string) => boolean;

const DIGITS = '[\\d〇零一二三四五六七八九十百千万亿两]+(?:\\.\\d+)?';
const ROUGHLY = '(?:多|余|来)?(?:[万亿])?(?:多|余)?';
/** What things are counted by, but for times. */
const COUNTERS =
  '(?:%|％|个|名|人|家|枚|块|棵|株|首|篇|幅|栋|公顷|公斤|千瓦|条|项|次|亩|公里|里|元|位|座|所|倍|成|岁|级|种|类|件|张|处|户|套|吨|米|尺|平方|分之|分(?![之钟公别布期类])|点|本|部|台|辆|份|场|支|只|头|间|门|轮|艘|架|度|盏|匹|封|幢|桶|袋|箱|瓶|斤|克|毫米|厘米|趟|口|万|亿|余|多)';
const ENGLISH_NUMBERS =
  'two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|half|hundreds?|thousands?|millions?|billions?|dozens?';
/** "一个", "一项" are hardly more than an article. */
const NO_ARTICLE = '(?!一(?:个|名|位|次|些|种|条|项|件|家|座|本|场|点|方|起|级|部|步|批))';
/** A number with what it counts, no date and no place in a row; one in Arabic digits counts something in any case. */
const NUMBER = new RegExp(
  `(?<!第|[\\d〇零一二三四五六七八九十百千])${NO_ARTICLE}(?:${DIGITS}(?:多|余)?${COUNTERS}|\\d{2,}(?![\\d.]*[年月日号]))|\\b(?:${ENGLISH_NUMBERS})\\b`,
  'i',
);
const PERCENT = /[%％]|百分之|百分点|[一二三四五六七八九]成|\bper ?cent/i;
const MONEY = new RegExp(
  `${DIGITS}\\s*(?:多|余)?(?:万|亿|千|百)*(?:美?元|块|人民币|[万亿])|[$€£]\\s?\\d|\\b(?:dollars?|pounds?|euros?)\\b`,
  'i',
);
const CHANGE = new RegExp(
  `(?:增|减|提高|提升|下降|降低|上升|翻|多|少|高|低|扩大|超|涨|跌|达)[^，。；,;]{0,8}${DIGITS}|${DIGITS}[^，。；,;]{0,4}(?:增|减|翻)`,
);
const DAY = new RegExp(`(?:${DIGITS}月(?:${DIGITS}[日号])?|${DIGITS}[日号])`);
/** A day and no month alone: the 7日 of 10月7日, 星期五, 除夕; not 今天, which any speech is given on. */
const ONE_DAY = new RegExp(
  `${DIGITS}[日号]|初[一二三四五六七八九十]|[明昨后]天|(?:星期|周)[一二三四五六日天]|除夕|(?:春|元宵|清明|劳动|端午|中秋|重阳|国庆)节|元旦`,
);
const YEAR = new RegExp(
  `(?:[\\d〇一二三四五六七八九]{4}|[“"]?十[一二三四五六][五][”"]?|(?:十|二十)[一二三四五六七八九]大)`,
);
/** Any word for a time. */
const TIME = new RegExp(
  `${DIGITS}(?:年|月|日|号|时|点|世纪|天|周)|[今明去前后当近每][年天日晚]|年[底初内]|目前|当前|近期|现在|以来|期间|届时|时候|[之以][前后]|[前后]夕|[春夏秋冬早晚]|节[前后期日]|季度|[上中下]旬|[上下]半年|元旦|除夕|\\b(?:\\d{4}|years?|days?|months?|weeks?|century|today|tonight|now|when|until|before|after|moment|generation)\\b`,
  'i',
);
/** A time of the day. */
const CLOCK = new RegExp(
  `[上下中]午|早上|晚上|凌晨|清晨|傍晚|夜里|\\d{1,2}[:：]\\d{2}|${DIGITS}点(?=[钟半整开到起前后以之\\d]|[二三四五]?十)|${DIGITS}时(?=[\\d整许]|左右)`,
);
/** How long something takes or is in force, as against when: 任期是几年. */
const ASKS_DURATION = /(?:是|为|有|满|要|需要?)(?:多少|几)(?:年|天|小时|分钟|个月|个?星期|周)(?!级|度|[前后])/;
const DURATION = new RegExp(
  `(?<!过去|[\\d〇零一二三四五六七八九这新的每今去前第])(?:\\d{1,3}|[一二三四五六七八九十百两半数]{1,4})(?:多|余|来)?个?(?:年|月|星期|周|天|工作日|小时|分钟)(?!来|[月日度])`,
);
/** How long or how often: a stretch of time, or a word for one. */
const STRETCH = new RegExp(
  `(?:${DIGITS}|半|数)(?:多|余|来)?(?:个)?(?:世纪|年|月|周|星期|天|日|工作日|小时|分钟)|每(?:年|月|周|天|日|季度|次|届)|长期|永远|定期|随时|世代`,
);
/** How long, wide, deep or far a thing is. */
const ASKS_EXTENT = /有多(?:长|宽|深|厚|远)(?![时的久])/;
const EXTENT = new RegExp(
  `(?:${DIGITS}|半|数)${ROUGHLY}(?:[百千万]|公|海|英|厘|毫|分)*[米里尺丈寸]|${DIGITS}${ROUGHLY}(?:个)?(?:年|月|周|天|小时|分钟|字|页|层)`,
);
/** How old someone is, or was. */
const ASKS_AGE = /多大(?:年纪|岁数|年龄)|(?:几|多少)岁/;
const AGE = new RegExp(`${DIGITS}(?:多|余)?(?:周?岁|高龄)|享年|年仅|年近|年过`);
/** How large a thing is. */
const ASKS_SIZE = /(?:容量|面积|规模|功率|体积|吨位|产能)(?:有|是|为)?多大/;
/** What people are reached by. */
const ASKS_CODE =
  /(?:电话|手机|热线|号码|邮箱|网址|账号|微信号?|邮编)(?:号码?)?(?:分别|各)?(?:是|为)?(?:多少|什么|啥|几)/;
const CODE = /[\dA-Za-z〇零一二三四五六七八九]{3,}|@/;
/** Money in another currency than the text's own is asked for by name. */
const CURRENCY = /美元|美金|欧元|英镑|日元|港元|港币/;
const LAW_ARTICLE = new RegExp(`第${DIGITS}条`);
const SURNAMES =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温骆褚蒲桑聂庞樊兰殷施翟安颜倪牛洪常乔赖庄阎涂鲁葛柳耿关焦左柯祝单房裴霍翁欧卞尤甘辛岳齐梅盛童邢毕车邵季佟符詹舒阮鲍佘晏戚巫喻敖瞿屈滕司匡柴桂仇娄芦苗谷池景尚';
/** What someone is called by before the own name: 组长温岚. */
const TITLES =
  '(?:[组队厂校院所站处科局部厅村镇乡县市省班船连营团][长]|董事长|总经理|经理|主任|教授|老师|书记|师傅|工程师|院士|医生|同学|记者)';
const NAME = new RegExp(
  `(?:名叫|叫做|叫作|姓)[\\u4e00-\\u9fff]{1,4}|${TITLES}[${SURNAMES}][\\u4e00-\\u9fff]{1,2}|叫[${SURNAMES}][\\u4e00-\\u9fff]{1,2}|(?:省长|市长|县长|书记|主席)\\s[\\u4e00-\\u9fff]{2,4}|[\\u4e00-\\u9fff]{1,4}·[\\u4e00-\\u9fff]{1,4}`,
);
/** Things that have names in quotation marks, as against people. */
const NAMED_THING =
  /(?:行动|活动|战略|口号|理念|制度|办法|平台|系统|项目|工程|计划|产品|机器|品牌|刊物|节目|课程?|规矩|方案|中心|基地|机制|模式|执行|专项|热线|奖项?|称号|系列|软件|程序|短?片|电影|视频|歌曲?|书(?!记)|现象|效应|说法|做法|比赛|大赛|赛事|展览|课题|基金|店|船|桥)[^，。,]{0,6}(?:叫|[起取]了?个?|名字)/;
/** Someone known by surname alone: 刘爸爸, 王某. */
const ASKS_SURNAME = /姓(?:什么|啥|甚)/;
const SURNAME = new RegExp(
  `${NAME.source}|[${SURNAMES}](?:某|爸爸|妈妈|先生|女士|师傅|老师|同学|大[爷妈姐哥]|阿姨|奶奶|爷爷|[叔伯]|总(?!是))`,
);
const NAME_OR_QUOTED = new RegExp(`${NAME.source}|“[^”]{1,12}”|叫|《`);
const PERSON = new RegExp(
  `${NAME.source}|总书记|主席|总理|书记|[省市县部院校]长|院士|教授|先生|女士|博士|烈士|将军|同志(?!们)|老师`,
);
const AUTHORITY =
  /[\u4e00-\u9fff]{2}(?:部门|部(?![分署落])|局|司(?![机法令])|委(?!员|托)|厅|办公室|署|院|中心|法院|检察院)|政府|人大|党委|\b[A-Z][a-z]+ (?:Agency|Department|Office|Commission)\b|United Nations/;
/** Towns that are named without 市. */
const TOWNS =
  '北京|上海|天津|重庆|香港|澳门|台北|石家庄|太原|沈阳|长春|哈尔滨|南京|杭州|合肥|福州|南昌|济南|郑州|武汉|长沙|广州|深圳|南宁|海口|成都|贵阳|昆明|拉萨|西安|兰州|西宁|银川|乌鲁木齐|呼和浩特|大连|青岛|宁波|厦门|珠海|苏州';

/** Things that are counted with other words than their own name: people and money. */
const COUNTED_LIKE: readonly (readonly [RegExp, string])[] = [
  [
    /^(?:个|名|位)?(?:人|群众|居民|职工|学生|孩子|干部|代表|官员|党员|同志|儿童|婴)/,
    // People are also counted in ten thousands alone: 裁减员额三十万.
    '(?:[万亿]?(?:多|余)?(?:人|口人|名|位|户|个(?=[\\u4e00-\\u9fff]{0,3}[人孩民工生员部表童婴]))|[万亿](?![元亩吨公平千亿]))',
  ],
];
/** Counters that only things of one kind have, so that a number must stand with the same. */
const STRICT_COUNTER =
  /^(?:个|名|人|家|枚|块|条|项|座|所|位|户|台|辆|本|部|张|级|届|次|亩|公里|岁|米|吨|棵|株|间|分钟|小时|天|处|平方|公顷|公斤|盏|头|只|匹|幅|首|封|艘|架|栋|幢|桶|袋|箱|瓶|毫米|厘米)$/;

/** Things that are counted by any of several words: 几个条件 is answered by 三条. */
const ABSTRACT =
  /^(?:条件|要求|问题|方面|原因|理由|办法|法子|建议|意见|希望|规矩|任务|目标|步骤|重点|特点|好处|坏处|难处|教训|经验|愿|承诺|道理|看法|打算)/;
const ABSTRACT_COUNTER = '(?:个|条|项|点|件|种|样|句|步|招|方面)';

/** Counters of the same things. */
const SAME_COUNTER: Readonly<Partial<Record<string, string>>> = {
  家: '[家户]',
  户: '[家户]',
  位: '[位名人]',
  名: '[位名人]',
  天: '(?:天|个工作日)',
  处: '[处个条项]',
  封: '[封份件]',
  份: '[封份件]',
};

/** What stands behind a counter that no noun follows. */
const NO_NOUN = /^(?:[关抓来去走留被给在了呢吗啊已]|$)/;

/** Words that begin like a counter: 多少部件 counts 部件. */
const NO_COUNTER = '(?!部[件门队位]|条[件例]|户口|位置|人[口才员手]|项目|家[庭长]|名单|件数|次数|点子|门店|台阶|层次)';

/** 一年…几趟: once is an answer there. */
const ASKS_HOW_OFTEN = /[一每][年月周天季]|[一每]个?(?:学期|学年|星期|季度)/;
const TIMES = new RegExp(`${DIGITS}(?:多|余)?[次趟回遍]`);

/** What a question counts: "多少名代表" counts 代表, with 名; null where it says nothing after 多少. */
function countedThing(text: string): { unit: string; noun: string } | null {
  const of = (asked: string) =>
    new RegExp(`${asked}(?:${NO_COUNTER}(${COUNTERS}|分钟|小时|天|届))?([\\u4e00-\\u9fff]{0,4})`).exec(text);
  // 几家扯皮的事限多少天: of the two 几 may say only that they are some.
  const match = of('多少') ?? of('几');
  return match === null ? null : { unit: match[1] ?? '', noun: match[2] ?? '' };
}

/** 一溜路灯, 一排树: 一 alone counts none of them. */
const NO_ROW = '(?!一(?![〇零一二三四五六七八九十百千万亿两]))';

/** The number that the question wants, with the unit or the thing that it counts beside it. */
function countForm(text: string): Form {
  const counted = countedThing(text);
  if (counted === null) return (candidate) => NUMBER.test(candidate);
  if (/^[次趟回遍]/.test(counted.unit + counted.noun) && ASKS_HOW_OFTEN.test(text)) return tests(TIMES);
  const words = counted.unit + counted.noun;
  const likes = COUNTED_LIKE.find(([pattern]) => pattern.test(words))?.[1];
  if (likes !== undefined) return tests(new RegExp(`${NO_ARTICLE}${DIGITS}(?:多|余)?${likes}`));
  // 抓了多少个关起来: what is counted is not named behind its counter.
  const isUnnamed = counted.unit === '个' && NO_NOUN.test(counted.noun);
  if (isUnnamed || !STRICT_COUNTER.test(counted.unit)) return (candidate) => NUMBER.test(candidate);
  const noun = counted.noun.slice(0, 2);
  // "几块金牌" is answered by "金牌6枚" as well.
  const besideNoun =
    noun.length < 2 ? '' : `|${NO_ROW}${DIGITS}${ROUGHLY}[^，。；\\d]{0,3}${noun}|${noun}[^，。；\\d]{0,4}${DIGITS}`;
  const unit = ABSTRACT.test(counted.noun) ? ABSTRACT_COUNTER : (SAME_COUNTER[counted.unit] ?? counted.unit);
  return tests(new RegExp(`${NO_ARTICLE}${DIGITS}${ROUGHLY}${unit}${besideNoun}`));
}

const tests =
  (pattern: RegExp): Form =>
  (text) =>
    pattern.test(text);

/** Kinds of places that a question may want by name: the answer holds the kind's word. */
const PLACE_KIND =
  /哪(?:一)?(?:个|座|条|家|所)?(省|城市|市|县|区|州|镇|乡|村|街道|街|路|宾馆|酒店|医院|机场|车站|大学|学院|中学|小学)/;
/** Kinds of bodies that a question may want by name. */
const BODY_KIND = /哪(?:一)?(?:家|个|所)(公司|企业|单位|法院|学校|银行|局|村|社区)/;
/** What the names of such bodies end in, where that is not the word for the kind alone. */
const BODY_ENDS: Readonly<Partial<Record<string, string>>> = {
  公司: '(?:公司|集团|厂|企业|科技|股份)',
  企业: '(?:公司|集团|厂|企业|科技|股份|合作社)',
  单位: '(?:公司|集团|厂|局|委|办|院|校|学|中心|银行|社|所|部|会|站|队|联|镇|乡|县|区|街道|村)',
  学校: '(?:学校|[中小大]学|学院|[一二三四五六七八九十]中|幼儿园|校)',
  银行: '(?:银行|农商行|信用社)',
  村: '(?:村|寨|屯|庄|湾|坪|沟|冲|坝|岭|庙|桥)',
  社区: '(?:社区|小区|苑|园|里|村)',
};

/** Offices whose holder a question may want: the answer holds the office's word. */
const OFFICE =
  /([\u4e00-\u9fff]?(?:长|书记|主席|主任|总理|总统|经理|教练|导演|作者|负责人|发言人))(?:的?是|叫)(?:谁|哪位|何人)/;
/** What somebody is, who is named in the question. */
const ASKS_POST = /([\u4e00-\u9fff]{2,3}?)(?:同志)?(?:是|担任|任|现任)?的?(?:什么|啥)(?:职务|职位|官|岗位)/;
const POST = '(?:书记|主任|主席|[长员]|经理|教授|院士|总监|工程师)';
/** 老板叫什么: a person by what they are, without a word for a name. */
const ASKS_WHO_BY_POST =
  /(?:领导|老板|书记|劳模|模范|[县市省镇乡村局院校厂站所队处科部厅]长|主任|司机|师傅|老师|同志|干部|企业家|作者|学生|同学|村民|一把手|先生|女士)的?(?:全名|名字|真名|大名)?(?:是|叫)(?:什么|啥)(?!职|样|意|时|人)/;
const PERSON_NAMED = new RegExp(
  `${NAME.source}|[${SURNAMES}][\\u4e00-\\u9fff]{1,2}(?:同志|先生|女士|老师|师傅|[，、。（）]|$)|[长任记授人理员生手][${SURNAMES}][\\u4e00-\\u9fff]{1,2}`,
);
const ASKS_PERSON =
  /哪一?位|哪个人|何人|由谁(?:来)?(?:担任|当)|(?:母亲|父亲|妈妈|爸爸|妻子|丈夫|太太|儿子|女儿|孩子|情人|爱人|朋友|编辑|作者|导演|主人)(?:的名字)?(?:叫什么|叫啥|姓什么)/;
/** What was written in some place is quoted, and a work is named in its marks. */
const ASKS_WORDS = /[小大几]?字[写刻印题]?的?是?(?:什么|啥)|[写刻印题][着了的]?(?:什么|啥|哪几个)字/;
const WORDS = /[“”「」《》]/;
const ASKS_WORK = /哪一?(?:本|部|篇|首|份)(?:书|刊物|杂志|期刊|小说|文章|戏|剧|报纸|报|诗|歌|电影|著作|作品)/;
const WORK = /[《》〈〉]/;
const ASKS_AUTHORITY = /哪一?(?:个|家)(?:部门|机构|机关)|\bwhich (?:agency|department|authority)\b/i;
const ASKS_PROPER_NOUN =
  /\b(?:which|what) (?:war|country|state|city|company|university|party|book|island|river|treaty)\b|\bnames? of\b/i;
/** A word that is written with a capital inside a sentence. */
const PROPER_NOUN = /(?<=[a-z,;:] )[A-Z][a-z]{2,}/;
const ASKS_PERCENT = /百分之(?:几|多少)|几个(?:百分)?点|多少个?百分点|[占比](?:比|例|率)|几成|\bper ?cent/i;
const ASKS_CHANGE = /(?:多|少|增加|减少|提高|下降|上升|增长|涨|降|长)了多少|比[^，,。]{2,12}(?:多|少|高|低)了?多少/;
const ASKS_MONEY = /钱|资金|投资|元(?!旦)|预算|经费|产值|收入|亿|GDP|\bmoney\b|\bhow much (?:does|did) .*cost/i;

/** Sums that may be given as a share of another: 奖金, 房租费. */
const ASKS_PAYMENT = /[\u4e00-\u9fff]费(?!用?户)|奖金|补贴|补助|津贴|工资|薪|损失/;

/**
 * What stands before the word for a place where it bears a name (云溪县, and not 有一个县 or 全县), as part of a regular
 * expression; `others` are further characters that no name ends in there.
 */
export const ownName = (others: string) =>
  `[\\u4e00-\\u9fff](?![一二三四五六七八九十两几个各全本我该某邻每这那外同小大所家座${others}])[\\u4e00-\\u9fff]`;
/** The same before any kind of place or body: 各乡村 is none. */
const OWN_NAME = ownName('乡');

/** The form of a named place; of a town also without 市. */
function placeForm(kind: string): Form {
  if (/^(?:[省县州镇乡]|大学|学院|[中小]学)$/.test(kind))
    return tests(new RegExp(`${OWN_NAME}${kind}(?![长委里级域内城上的])`));
  if (kind !== '市' && kind !== '城市') return (text) => text.includes(kind);
  return tests(new RegExp(`[\\u4e00-\\u9fff]{2}(?<![全本我该各城])市(?![场民委级政内域容区长])|${TOWNS}`));
}

/** Where a question asks for a number, the kind of number. */
function numberForm({ text, asked }: Question): Form {
  const currency = CURRENCY.exec(text)?.[0];
  if (currency !== undefined) return (candidate) => candidate.includes(currency);
  if (ASKS_PERCENT.test(asked)) return tests(PERCENT);
  if (ASKS_MONEY.test(asked)) return tests(MONEY);
  if (ASKS_PAYMENT.test(asked)) return (candidate) => MONEY.test(candidate) || PERCENT.test(candidate);
  const count = countForm(text);
  return ASKS_CHANGE.test(text) ? (candidate) => CHANGE.test(candidate) && NUMBER.test(candidate) : count;
}

function dateForm(text: string): Form {
  if (/几点/.test(text)) return tests(CLOCK);
  if (/哪一?天/.test(text)) return tests(ONE_DAY);
  if (/几月|几[号日]|哪一?日|具体日期|(?:what|which) (?:date|day)/i.test(text)) return tests(DAY);
  return tests(/哪一?年|几几年|何年|(?:what|which) year/i.test(text) ? YEAR : TIME);
}

/** Forms that a candidate must show for a question of the kind; null where any sentence may answer. */
export function requiredForm(question: Question): Form | null {
  const { text, asked, wanted } = question;
  if (
    /多久|多(?:长|少)(?:时间|工夫)|几年一次|隔几|几年[了啦]|[了过](?:几|多少)个?(?:年头?|月|天)(?![级度前后])|(?:维持|持续|坚持|连续|用)了?几年/.test(
      text,
    )
  )
    return tests(STRETCH);
  if (ASKS_DURATION.test(text)) return tests(DURATION);
  if (ASKS_EXTENT.test(text)) return tests(EXTENT);
  if (ASKS_SIZE.test(text)) return (candidate) => NUMBER.test(candidate);
  if (ASKS_AGE.test(text)) return tests(AGE);
  if (ASKS_CODE.test(text)) return tests(CODE);
  const grade = /几([A-Za-z]+)/.exec(text)?.[1];
  if (grade !== undefined) return tests(new RegExp(`${DIGITS}${grade}`));
  if (wanted === 'law-article') return tests(LAW_ARTICLE);
  if (ASKS_SURNAME.test(text)) return tests(SURNAME);
  if (wanted === 'person-name') return tests(NAMED_THING.test(text) ? NAME_OR_QUOTED : NAME);
  if (wanted === 'date') return dateForm(asked);
  const holder = ASKS_POST.exec(text)?.[1]?.slice(-2);
  if (holder !== undefined) return tests(new RegExp(`${POST}(?:、[^，。]{0,8})?${holder}|${holder}(?:同志)?[是任]`));
  if (ASKS_WHO_BY_POST.test(text)) return tests(PERSON_NAMED);
  const office = OFFICE.exec(text)?.[1];
  if (office !== undefined) return (candidate) => candidate.includes(office);
  if (ASKS_PERSON.test(text)) return tests(PERSON);
  if (ASKS_WORDS.test(text)) return tests(WORDS);
  if (ASKS_WORK.test(text)) return tests(WORK);
  if (ASKS_AUTHORITY.test(asked)) return tests(AUTHORITY);
  // Names in a Chinese text bear no mark.
  if (ASKS_PROPER_NOUN.test(asked))
    return (candidate) => PROPER_NOUN.test(candidate) || /\p{Script=Han}/u.test(candidate);
  const body = BODY_KIND.exec(text)?.[1];
  if (body !== undefined) return tests(new RegExp(`${OWN_NAME}${BODY_ENDS[body] ?? body}`));
  const place = PLACE_KIND.exec(text)?.[1];
  if (place !== undefined) return placeForm(place);
  return wanted === 'number' ? besideAsked(text, numberForm(question)) : null;
}

/** A number that the question itself says is none that it asks for: 516件信访件中…多少件. */
function besideAsked(question: string, form: Form): Form {
  const said = question.match(/\d{2,}(?:\.\d+)?/g) ?? [];
  return said.length === 0
    ? form
    : (candidate) => form(said.reduce((words, number) => words.replaceAll(number, ''), candidate));
}
