import { parseNumeral } from '../../text/numerals.js';

/** A position in a list: from the front (1, 2, …), from the back (-1 is the last), or the middle one (`MIDDLE`). */
export type Position = number;

/** The position of the middle one, of however many there are. */
export const MIDDLE: Position = 0;

/** Whether a part is meant or a point of one. */
export type DivisionLevel = 'part' | 'point';

/** A number in Chinese or Arabic digits, as part of a regular expression. */
export const NUMERAL = '[零〇一二三四五六七八九十百两\\d]{1,4}';
/** What parts are called. */
export const PART_UNIT = '(?:大?部分|大块|大板块|板块|章|节|大段|篇|大标题|大题目|话题|大点|大条|大项|大方面)';
/** What points are called. */
export const POINT_UNIT =
  '(?:[大小]?点(?:意见|要求|建议|希望|期望)?|[大小]?条|个?方面|[大小]?项|款|小节|[个大]*问题|件事?|段|小?标题|要点|大?任务|要求|意见|建议|措施|希望|期望|忠告|嘱托|心愿|理由|原因)';

/** Whether words name a part ("那一章") or a point ("那一条"). */
export const levelOf = (words: string): DivisionLevel =>
  /部分|章|篇|块|话题|大标题|大题目/.test(words) || !/[点条项节]|方面|标题/.test(words) ? 'part' : 'point';

/** What things are counted by, as part of a regular expression. */
export const COUNTED = '[个条点件道张步种类位次句关层桩样项段场档招笔仗]';
/** What else things are counted by, in a list that no outline shows; 个 only where no noun follows ("第三个是什么"). */
export const ITEM_UNIT =
  '(?:道(?![谢歉别理路德])|笔|仗|桩|张|样|种|类|小?步|处|句|件|轮|组|档|招|场(?=[\\u4e00-\\u9fff]{2})|[位个](?=[的]?(?:是|呢|叫|讲|说|提|指|问|怎|咋|如何|具体|观众|听众|起来|站起|[,，。?？]|$)))';
/** A position with where the words for it stand. */
export interface Found {
  readonly position: Position;
  readonly index: number;
  readonly length: number;
}

/** A text with blanks for the words of a position, so that all else stands where it stood; null leaves it as it is. */
export function withoutPosition(text: string, found: Found | null): string {
  return found === null
    ? text
    : text.slice(0, found.index) + '　'.repeat(found.length) + text.slice(found.index + found.length);
}

/** The position that a numeral names, from the back where told so; null where it is none. */
export function positionOf(word: string, fromBack: boolean): Position | null {
  const value = parseNumeral(word);
  return value === null || value === 0 ? null : fromBack ? -value : value;
}

/** The first position of a unit (a regular expression) that a text names; null where it names none. */
export function findPosition(text: string, unit: string, from = 0): Found | null {
  const slice = text.slice(from);
  const numbered = new RegExp(`(倒数)?第(${NUMERAL})(?:个|大)?${unit}`).exec(slice);
  const last = new RegExp(`(?:最后|最末)(?:的)?(?:一|那)?(?:个|大)?(?:带[序编]号的)?${unit}`).exec(slice);
  const first = new RegExp(`(?:头一|首)个?${unit}|开头(?:第)?一${unit}`).exec(slice);
  const candidates: Found[] = [];
  const numberedPosition = numbered === null ? null : positionOf(numbered[2] ?? '', numbered[1] !== undefined);
  if (numbered !== null && numberedPosition !== null)
    candidates.push({ position: numberedPosition, index: from + numbered.index, length: numbered[0].length });
  if (last !== null) candidates.push({ position: -1, index: from + last.index, length: last[0].length });
  const middle = new RegExp(
    `(?:夹在|处在|排在|居于?|位于)?(?:最?正?中间|正?当中|正中)的?[那这]一?(?:个|大)?${unit}`,
  ).exec(slice);
  if (middle !== null) candidates.push({ position: MIDDLE, index: from + middle.index, length: middle[0].length });
  if (first !== null) candidates.push({ position: 1, index: from + first.index, length: first[0].length });
  return candidates.sort((a, b) => a.index - b.index)[0] ?? null;
}

/** A point named by its mark: “三是”, （二）, 一、 as words of the question. */
export function findMarkedPoint(text: string): Found | null {
  const match =
    new RegExp(`[“"「『（(](${NUMERAL})(?:是|、|要)[”"」』）)]`).exec(text) ??
    new RegExp(`[“"「『]第(${NUMERAL})[，,]?[”"」』]`).exec(text) ??
    new RegExp(`(?:带?括号)(?:里)?(?:是|的)?(${NUMERAL})(?=[那这的，,]|$)`).exec(text) ??
    new RegExp(`[（(](${NUMERAL})[）)]`).exec(text) ??
    new RegExp(`(?:的|里|中)(${NUMERAL})是`).exec(text);
  const position = match === null ? null : positionOf(match[1] ?? '', false);
  return match === null || position === null ? null : { position, index: match.index, length: match[0].length };
}

/** Words that number points without a number, with the places they name. */
const POINT_WORDS: Readonly<Partial<Record<string, Position>>> = { 首先: 1, 其次: 2, 再次: 3, 最后: -1 };
const POINT_WORD = /[“"「『](首先|其次|再次|最后)[，,]?[”"」』]/;

/** A point of a part that is named by the word it begins with: 第三部分里，“其次”说的是什么. */
export function findPointWord(text: string): Found | null {
  const match = POINT_WORD.exec(text);
  const position = POINT_WORDS[match?.[1] ?? ''];
  return match === null || position === undefined ? null : { position, index: match.index, length: match[0].length };
}

/** 第二个角度, 第二种虚: one of several things of any name; no time, no sentence, no part of the text. */
const NUMBERED_THING = new RegExp(
  `(倒数)?第(${NUMERAL})(?:[个种样重层类步](?!月)|(?![季天次届产书期批年世位时代线轮课把手句部大小段块章节行]))[\\u4e00-\\u9fff]{1,3}?(?=[的是,，?？呢]|[说讲谈怎叫指])`,
);

/** The first thing of any name that a text names by its number; null where it names none. */
export function findNumberedThing(text: string): Found | null {
  const match = NUMBERED_THING.exec(text);
  const position = match === null ? null : positionOf(match[2] ?? '', match[1] !== undefined);
  return match === null || position === null ? null : { position, index: match.index, length: match[0].length };
}

/** Behind words for several things: 那五个“要”，; 几条意见里. */
const OF_SO_MANY = `(?<=(?:几|${NUMERAL})(?:${COUNTED}|个方面)[^。?？]{0,16}[,，里中][面头]?)`;

/** Words that put something among several, which they name: 排在五项工作. */
const PUT_AMONG = `[排列放摆]在((?:几|${NUMERAL})(?:${COUNTED}|个方面)[^,，。?？的]{1,8}?)`;

/** What is asked for by its place, in the ways people say it, and the way that is read below. */
const SPOKEN_POSITIONS: readonly (readonly [RegExp, string])[] = (() => {
  const unit = '(?:一)?个?大?(部分|板块|章|小?节|小?点|条|项|方面|件事?|段|标题|要求|任务|意见|建议)';
  const said = '(?:的)?(?:那|这)';
  return [
    // 几项重点任务排到末尾的是哪一项
    [
      new RegExp(
        `(?<=(?:几|${NUMERAL})(?:${COUNTED}|个方面)[^,，。?？里中]{1,12})[排列放](?:在|到)(?:最?末尾|末位|末了|最后[面头边]?)的(?=是[哪什])`,
        'g',
      ),
      '里，最后一个',
    ],
    // 摆成绩的时候，打头的是哪一方面; 任务列了若干条，收尾的是哪一条
    [
      /(?<=(?:[^组分块节段章][，,][^，,。?？]{0,4}|[时候]))(?:打头阵?|领头|排头)的(?:那|这)?(?=是哪一?(?:个?方面|[条点项件]))/g,
      '第一个',
    ],
    [
      /(?<=(?:[^组分块节段章][，,][^，,。?？]{0,4}|[时候]))(?:压轴|垫底|末尾|收尾|殿后)的(?:那|这)?(?=是哪一?(?:个?方面|[条点项件]))/g,
      '最后一个',
    ],
    // 排在五项工作末尾的是哪一项
    [new RegExp(`${PUT_AMONG}(?:的)?(?:最?末尾|末位|末了|最后[面头边]?)的(?=是[哪什])`, 'g'), '$1里，最后一个'],
    [new RegExp(`${PUT_AMONG}(?:的)?(?:最前[面头边]?|首位|开头|头里)的(?=是[哪什])`, 'g'), '$1里，第一个'],
    // 编号第四的那件事
    [
      new RegExp(`[编标序]号(?:是|为|在)?第?(${NUMERAL})的[那这]?一?个?(件事?|条|项|点|桩)(?!注|名词|解释)`, 'g'),
      '第$1$2',
    ],
    // 排在第四的小标题, 排第三的那个
    [new RegExp(`排(?:在|行)?第(${NUMERAL})的[那这]?一?个?(小?标题|[条点项件桩仗招关步笔课])`, 'g'), '第$1个$2'],
    [new RegExp(`排(?:在|行)?第(${NUMERAL})的[那这]一?个(?=[,，是]|具体|怎么|[讲说谈])`, 'g'), '第$1点'],
    // 会后要办的事里居中的是哪一件
    [/(?<=[里中][面头]?[,，]?)(?:夹在|处在|排在)?(?:最?中间|正?当中|居中)的(?=是[哪什])/g, '正中间那个'],
    // 底线那部分的中间一条
    [/(?<=[的里中])(?:最?中间|居中|正?当中)的?一(条|点|项|件事?)/g, '正中间那一$1'],
    // 排在老四的
    [/排(?:在|行)?老([二三四五六七八九])的(?=是|那)/g, '排第$1的'],
    // 排第五的是哪条, 排在第二位的那一点
    [new RegExp(`排(?:在|行)?第?(${NUMERAL})(?:位|名|个)?${said}${unit}`, 'g'), '第$1个$2'],
    [
      new RegExp(
        `(?<!位[^,，。?？]{0,4}[,，]?)(?:[排列数居]|排[在行])第?(${NUMERAL})(?:位|名|个)?(?:的?是(?:哪一?个?|什么|(?=[?？]|$))|的(?=怎么|咋|叫|具体|[讲说谈打抓管](?:的是)?(?:什么|啥|哪)|[?？]|$))(点|条|项|方面|件事?)?`,
        'g',
      ),
      '第$1点是什么',
    ],
    // 排在末尾的那点, 最末那一条, 收尾的那一部分
    [
      new RegExp(
        `(?:[排列放]在)?(?:最末尾?|末[尾位了]|最后[头面边]?|压轴|压尾|殿后|收尾|收官|垫底)(?:(?:的)?(?:那|这|最后)|的(?=一小[节点]))${unit}`,
        'g',
      ),
      '最后一个$1',
    ],
    // 几个方面里，压轴的那个
    [
      new RegExp(
        `((?:几|${NUMERAL})个?(点|条|项|方面|件事?)[^,，。?？]{0,8}[里中][面头]?[,，]?)(?:最末尾?|末尾|末了|最后[头面边]?|压轴|压尾|殿后|收尾|垫底)的?[那一]*个`,
        'g',
      ),
      '$1最后一个$2',
    ],
    // 从后往前数第二个, 倒着数第三条
    [new RegExp(`(?:从|打)?(?:后|末尾|最后|底下)?(?:往前|倒着|倒过来|往回)数?的?第(?=${NUMERAL})`, 'g'), '倒数第'],
    // 号召学习的那几段里，第三段: they are points of what they are about
    [
      new RegExp(`(的[那这]?(?:几|${NUMERAL})段[里中][面头]?[,，]?)(倒数第${NUMERAL}|第${NUMERAL}|最后一|头一)段`, 'g'),
      '$1$2点',
    ],
    // 那五个“要”，打头的是哪一个; 几条意见里收尾的是什么
    [
      new RegExp(
        `${OF_SO_MANY}(?:[排列放](?:在|到))?(?:打头阵?|领头|最先|首位|最前[面头边]?)(?:说|讲)?的(?=是[哪什])`,
        'g',
      ),
      '第一个',
    ],
    [
      new RegExp(
        `${OF_SO_MANY}(?:[排列放](?:在|到))?(?:压轴|垫底|末尾|收尾|最末尾?|末位|末了|最后[面头边]?)(?:说|讲)?的(?=是[哪什])`,
        'g',
      ),
      '最后一个',
    ],
    [new RegExp(`${OF_SO_MANY}(?:夹在|处在|排在)?(?:最?中间|正?当中|居中)的(?=是[哪什])`, 'g'), '正中间那个'],
    // 全部承诺中压轴的是哪一项
    [
      /(?<=[^,，。?？]{2}[里中][面头]?[,，]?)(?:[排列放摆](?:在|到))?(?:压轴|垫底|末尾|收尾|末位|末了|最后[面头边]?)的(?=是哪)/g,
      '最后一个',
    ],
    // 那串日子中排在末位的一个, 几样里垫底的那个
    [/(?<=[里中][面头]?[,，]?)(?:[排列摆]在)?(?:最?末位|最末尾?|末尾|垫底|压轴)的[那一]*个/g, '最后一个'],
    // 打头的那一条, 排在最前面的那个方面
    [new RegExp(`(?:[排列放]在)?(?:打头阵?|领头|开头|最前[头面边]?|首位)${said}${unit}`, 'g'), '第一个$1'],
    // 部分“三”里面编号（四）的小标题, 编号“十”的大标题, 三件事里的末一件
    [new RegExp(`(?<!第${NUMERAL}个?大?)部分[“"（(](${NUMERAL})[”"）)]`, 'g'), '第$1部分'],
    [new RegExp(`[编标序]号(?:是|为)?[“"（(]?(${NUMERAL})[”"）)]?的[那这]?一?个?小标题`, 'g'), '第$1点标题'],
    [
      new RegExp(`[编标序]号(?:是|为)?[“"（(]?(${NUMERAL})[”"）)]?的[那这]?一?个?大?(?:标题|部分)`, 'g'),
      '第$1部分标题',
    ],
    [/末一?(条|点|件|项|张|桩|道|样)/g, '最后一$1'],
    // 排最末尾的一项, 压轴的那一件, 收尾那位
    [
      /[排列放]?在?(?:最末尾?|末尾|末了|最后[头面边]?|压轴|压尾|殿后|收尾|收官|垫底)(?:的|那|这)*一?(条|点|项|件|张|桩|道|样|位|种|步|例)/g,
      '最后一$1',
    ],
    // 排最前面的一项, 打头的那件
    [
      /[排列放]?在?(?:打头|领头|最前[头面边]?|最先|首位)(?:的|那|这)*一?(条|点|项|件|张|桩|道|样|位|种|步|例)/g,
      '第一$1',
    ],
    // of people who follow one another the later one
    [/(?<![之以])后一位/g, '最后一位'],
    // 民生那一部分（第九）, 产业体系那一条（第二条）
    [new RegExp(`[那这]一?(?:个|大)?部分[（(]第(${NUMERAL})(?:部分)?[）)]`, 'g'), '第$1部分'],
    [
      new RegExp(`[那这]一?个?(点|条|项|方面|节|段)[（(]第(${NUMERAL})个?(?:点|条|项|方面|节|段)?[）)]`, 'g'),
      ' 第$2$1',
    ],
    // 2.1讲什么
    [/^([1-9]\d?)\.([1-9]\d?)(?![\d%])(?=讲|说|写|这|是什么|的?标题|部分|节|[?？]|$)/g, '第$1部分第$2点'],
    // 最后那块, 第二块讲什么
    [
      /(?:最后|最末|末尾|末了)的?(?:那|这)一?大?块(?=[儿的,，]?(?:讲|说|谈|是|写|提|内容|标题|题目|[,，?？]|$))/g,
      '最后一部分',
    ],
    [new RegExp(`第(${NUMERAL})大?块(?=(?:主要|都)?的?(?:讲|说|谈|内容|标题|题目|主题))`, 'g'), '第$1部分'],
    // 三是什么, “五是”后面讲哪方面
    [
      new RegExp(`^([二三四五六七八九十]{1,2})是(?=什么|啥|讲|说(?!明)|指|哪)(?!.*[一二三四五六七八九十]是)`, 'g'),
      '“$1是”',
    ],
    // 最后那项, 末了那件事
    [/(?:最后|最末|末了)那(项|件事?|张|桩|道|样)/g, '最后一$1'],
  ];
})();

const MIDDLE_UNIT = '部分|板块|块|章节?|节|点|条|项|方面|件事?|段|[个道张步种类位样桩招场]';
/** The middle one of so many: 三道门里中间那道, 三个例子当中夹在中间的是哪个. */
const MIDDLE_OF_SO_MANY = new RegExp(
  `(?<count>${NUMERAL})(?<counted>[个大]*(?:${MIDDLE_UNIT}))(?<between>[^。?？]{0,16}?)` +
    `(?:正好|刚好|恰好|夹在|处于|排在|位于)*(?:最?中间|正当中|(?<=夹在)当中|居中|正中)(?:的|那|这)*(?:一?[个大]*(?<unit>${MIDDLE_UNIT})|(?=是))`,
  'g',
);

function withMiddleNumbered(question: string): string {
  return question.replace(MIDDLE_OF_SO_MANY, (words: string, ...found) => {
    const { count = '', counted = '', between = '', unit = '个' } = found.at(-1) as Record<string, string | undefined>;
    const middle = ((parseNumeral(count) ?? 0) + 1) / 2;
    return Number.isInteger(middle) && middle > 1 ? `${count}${counted}${between}第${middle}${unit}` : words;
  });
}

/** The same question with positions in the words that `findPosition` reads. */
export function withReadablePositions(question: string): string {
  const counted = withMiddleNumbered(question);
  return SPOKEN_POSITIONS.reduce((words, [spoken, written]) => words.replace(spoken, written), counted);
}

/** 第一部分下面的小标题, 依法治县下面的最后一项. */
const UNDER = new RegExp(
  `^([^,，。?？完接跟挨]{2,14}?)(?:下面|底下|下头|之下)[的,，]?(?=(?:头一|第一|首|最后一)句|最后一?个?小?[条点项个]|倒数第|第${NUMERAL}个?小?[条点项个]|[各每几小分]|[二三四五六七八九十][条点项])`,
);

/** 那一场硬仗, of what stands beside something: a point as the speaker calls it. */
const BATTLE_BESIDE = /(?<=(?:[之以][前后]|[前后][面头边])的?[那这]一?)场[\u4e00-\u9fff]{1,2}(?=是)/;

/** 布局那一仗，…是哪一仗: points that are counted as the speaker likes to call them. */
const OWN_COUNTER = /(?<=那)一?([仗关环招棋笔课])([^。?？]*哪)一?\1/g;

/** …之后，接着讲哪一仗, 哪一场. */
const OWN_COUNTER_BEHIND = /(?<=(?:[前后完]|接着|接下来|跟着)[^。?？]{0,16}哪)一?[仗关环招棋课场](?=[呢啊?？。]|$)/;

/** 最后三点要求里头的第三条: one of them, wherever they stand. */
const LAST_FEW = new RegExp(`(?:最后|末尾|结尾)的?[那这]?(?=${NUMERAL}[点条项][^,，。?？]{0,6}[里中][面头]?的?第)`);

/** The same question with points counted as any are, wherever the list of them stands. */
export const withPlainLists = (question: string) =>
  question
    .replace(BATTLE_BESIDE, '点')
    .replace(OWN_COUNTER, '一点$2一点')
    .replace(OWN_COUNTER_BEHIND, '一点')
    .replace(LAST_FEW, '');

/** The same question with what stands under a heading named as in it, and not as what comes next. */
export const withInsides = (question: string) => question.replace(UNDER, '$1里的');
