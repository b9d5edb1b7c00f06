import type { WordGroup } from '../../retrieval/related-words.js';
import { parseNumeral } from '../../text/numerals.js';

/** The kind of thing that a question wants to hear. */
export type Wanted = 'number' | 'date' | 'person-name' | 'law-article' | 'definition' | 'list' | 'open';

/** A question as the rest of answering sees it. */
export interface Question {
  /** Without address, fillers, emoji, spoken forms of function words. For embedding and words. */
  readonly text: string;
  /** The same in the words that it was asked in, where `text` translates it; else `text`. */
  readonly asked: string;
  readonly wanted: Wanted;
  /** How many items it asks for ("哪四个", "哪三条"), where it says. */
  readonly itemCount: number | null;
  /** Words that it sets in quotation marks. */
  readonly quotedTerms: readonly string[];
  readonly isEnglish: boolean;
  /** For each of its words those that the speech has for it, where it is asked in another language; null otherwise. */
  readonly translation: readonly WordGroup[] | null;
}

const FILLERS =
  /^(?:请问(?:一下)?|麻烦问?(?:一下)?|问一下|想问(?:一下)?|你好[,，!！]?|您好[,，!！]?|那个啥|那个|嗯+|呃+|额+|哎|诶|咱们?说|话说|对了)[,，.…。:：!！\s]*/;
/** Spoken forms of function words, with what is written for them: texts that models learn from are mostly written. */
const SPOKEN_FORMS: readonly (readonly [RegExp, string])[] = [
  [/啥/g, '什么'],
  [/咋/g, '怎么'],
  [/咱们?/g, '我们'],
  [/俩/g, '两个'],
  [/甭/g, '不用'],
  [/[啊呀呐嘛嘞哈哦噢喔]+(?=[?？。!！,，\s]*$)/, ''],
];
const N = '[一二三四五六七八九十两几\\d]+';
const UNIT = '(?:个|种|条|项|点|方面|类|件|大|次|级|本|句|处|部|样|篇|道|桩|档|层|关|招|步|路)';
const ITEM_COUNT = new RegExp(
  `(?:哪|那|是|有|的|以下|[一总]共|(?:^|这)(?=.*(?:分别|都是|各是|${UNIT}[^，,的]{0,6}(?:是什么|都?有什么|内容))))(${N})${UNIT}|(${N})${UNIT}(?=各|分别|都(?!不|没))|(?<!第)(${N})个?[“"「『]|哪[“"「『]?([一二三四五六七八九十两]{1,2}|\\d{1,2})(?=[\\u4e00-\\u9fff])`,
);
/** Things of which the number is only said, since others are asked for: "那五件事的钱从哪几处来". */
const ASKS_FOR_OTHERS = new RegExp(`[那这]${N}${UNIT}[^，,。]{0,4}的.*(?:哪几|哪些)`);

/** The same in English: "which four enemies", "name the three aims". */
const ENGLISH_ITEM_COUNT =
  /\b(?:which|what(?: are)?|name|list|give(?: me)?|were|all) (?:of )?(?:the |his |her |their |all |those )*(two|three|four|five|six|seven|eight|nine|ten)\b/i;
const ENGLISH_NUMBERS = ['two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
/** What a price or a share is counted by: 每班多少钱 asks one thing, 每档多少钱 one of each. */
const PER_UNIT =
  '(?:一?(?:人|户|家庭|亩|公顷|斤|公斤|吨|度|方|平方|平米|只|头|棵|株|桌|餐|顿|班|次|趟|周|星期|月|个月|季度?|年|学期|小时|分钟|公里|米|桶|箱|瓶))';
/** Words by which something is asked of each of several things: 分别是多少, 每档多少钱. */
const OF_EACH = `分别|每(?!${PER_UNIT}(?:是|有|要|能)?(?:什么|多少|几))[\\u4e00-\\u9fff]{1,2}(?:是|有|要)?(?:什么|多少|几)`;
const ASKS_FOR_EACH = new RegExp(`${OF_EACH}|各(?:自|[是有])`);
/** Words by which several things are asked for, where no word for a list stands. */
const SEVERAL: readonly RegExp[] = [
  new RegExp(
    `${OF_EACH}|都是|都有|都[^，,]{0,4}(?:什么|怎么|哪)|各[^，,]{0,4}(?:什么|怎么|哪|多少)|(?<!第)[两二三四五六七八九十][个条种道件张样]`,
  ),
  /\bone after (?:another|the other)\b|\bin order\b/i,
  /\b(?:which|what) (?:[a-z]+ )?(?:groups|people|things|countries|points|promises|pledges|steps|enemies|aims)\b/i,
];

/** Nouns of several things that a question is about: it may ask for them all, or for what one sentence says of them. */
const PLURALS: readonly RegExp[] = [
  // "what changes does it bring", "which kinds of rails are": a noun of several stands before the verb.
  /\b(?:which|what) (?:[a-z]+ ){0,2}[a-z]{2,}(?<![siu])s(?: of [a-z]+(?: [a-z]+)?)?,? (?:do|does|did|will|has|have|is|are|was|were|can|may|must|should|shall|would)\b/i,
  /\b(?:(?:name|list|tell me|give me)(?: all| every| each)?|what (?:are|were)) (?:of )?(?:the|his|her|their) (?:[a-z]+ ){0,2}[a-z]{2,}(?<![siu])s\b/i,
];

const WANTED: readonly (readonly [Wanted, RegExp])[] = [
  ['number', /how (?:many|much)\b/i],
  ['law-article', /第几条|哪一?条(?:法律|规定|款)|几条几款/],
  [
    'person-name',
    /叫什么名|叫啥名|[取起]了?个?(?:什么|啥)名|姓什么|姓甚名谁|名字(?:是|叫)(?!什么(?:含义|意思|来历|由来|说法|讲究))|尊姓大名|姓名/,
  ],
  ['list', /哪(?:几(?![年月日天号分岁])|些(?!年|日子|天))/],
  [
    'date',
    /几月|哪一?天|哪一?日|几[号日](?![楼线馆门院桌车机厅])|什么日期|具体日期|哪一?年|几几年|何年|什么时候|啥时候|何时|几点(?:钟|半|了|开始|开会|开门|开场|开课|开幕|结束|集合|出发|上班|下班)|^when\b|\bwhen (?:did|was|were|is|will|do|does|are)\b|(?:what|which) (?:year|date|day)/i,
  ],
  [
    'number',
    /多少|(?<![哪那这好第])几(?:个|名|人|家|条|项|次|亩|公里|万|亿|位|座|所|倍|成|岁|块|枚|级|分钟|小时|天|米|吨|张|台|辆|部|本|间|株|棵|处|户|盏|头|只|匹|幅|首|封|艘|架|栋|幢|桶|袋|箱|瓶|斤|公斤|克|毫米|厘米|吨|趟|口(?!袋))(?![^,，。?？]{0,8}(?:各|互相|相互))|百分之几/,
  ],
  ['definition', /(?:具体)?(?:是)?指(?:的是)?(?:什么|啥|哪)|什么意思|啥意思|含义|定义|(?:什么|啥)叫|分别(?:是|指)/],
  [
    'list',
    /哪些|哪几|几(?:方面|点(?!钟|半|了|开[始会门场课幕]|结束|集合|出发|[上下]班)|条|项|类)|分别|(?:具体(?:有|是)|有)哪(?![一个部位条种家座所句])|包括(?:什么|哪)|都[是有]些?(?:什么|谁)|列举|列出|列一[下列]|[逐挨][条个项一样件]|一([条样个件])一?\1地?(?:给我)?[说讲列念数报]|依次[是有]|what are the|list\b|\b(?:give|tell|show|name)\b[^?.]{0,24}\b(?:every|everything|all)\b|\ball (?:of (?:it|them)|(?:the )?points)\b|\bone by one\b|\bevery [a-z]+, word for word/i,
  ],
];

/** No list has more items; of so many (六十个年轻人) something is asked. */
const MOST_ITEMS = 30;
/** Says that nothing may be left out. */
const WANTS_ALL = /全(?:都|部)?(?:列|说|写|给|摘|要|点)|都列|逐[条个项]|完整|一个[都也]?不[落漏少]|所有/;

/** True where someone wants to hear everything of what is asked for. */
export const wantsAll = ({ asked }: Question): boolean => WANTS_ALL.test(asked);

const YES_OR_NO = /(.)不\1|有没有|[吗嘛][?？。!！]*$|没有?[?？]*$/;

function cleanQuestion(text: string): string {
  let cleaned = text
    .replace(/\p{Extended_Pictographic}|\ufe0f/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  for (let before = ''; before !== cleaned;) {
    before = cleaned;
    cleaned = cleaned.replace(FILLERS, '');
  }
  const written = SPOKEN_FORMS.reduce((words, [spoken, form]) => words.replace(spoken, form), cleaned);
  return written.trim() === '' ? text.trim() : written;
}

function englishItemCount(text: string): number | null {
  const word = ENGLISH_ITEM_COUNT.exec(text)?.[1]?.toLowerCase();
  return word === undefined ? null : ENGLISH_NUMBERS.indexOf(word) + 2;
}

/** True where something is asked of each of several things: 分别是多少, 每档多少钱. */
export function asksForEach({ asked }: Question): boolean {
  return ASKS_FOR_EACH.test(asked);
}

/** True where several things that belong together are plainly asked for. */
export function asksPlainlyForSeveral({ wanted, itemCount, text, asked }: Question): boolean {
  return wanted === 'list' || itemCount !== null || SEVERAL.some((words) => words.test(text) || words.test(asked));
}

/** True where several things that belong together may be asked for. */
export function asksForSeveral(question: Question): boolean {
  return asksPlainlyForSeveral(question) || PLURALS.some((words) => words.test(question.asked));
}

/** Ways to ask what exactly a named thing consists of. */
const ASKS_EXPLANATION: readonly RegExp[] = [
  /(?:具体)?指(?:的是)?(?:什么|啥|哪)|分别(?:是|指)(?:什么|啥|哪)|的?定义/,
  /[”"」』](?:的)?(?:具体)?(?:内容|内涵)|[”"」』][^，,。?？]{0,4}(?:逐[条个项一])(?:是|写|列|讲)|[”"」』](?:具体)?(?:说|讲|指)?的?(?:分别)?(?:都)?是哪[两二三四五六七八九十几]/,
  // “五有”标准，是哪五有
  /[”"」』][^，,。?？]{0,6}[，,]?(?:到底|究竟|具体)?是哪[两二三四五六七八九十]/,
  // “1530”里的数字各代表什么
  /[”"」』][^，,。?？]{0,10}(?:代表|表示|意味着)(?:的是)?(?:什么|哪)/,
  // “三比三看”比的是什么, “三个区分开来”到底区分的是哪三样
  /[”"」』][^，,。?？]{0,4}(?:到底|究竟|都|具体)*[\u4e00-\u9fff]{1,2}的(?:又|都)?是(?:什么|哪)/,
  // “1358”里面那八项机制各是什么, “六有”标准的六样东西是哪些, “三多三少”里，少的究竟是哪三样
  /[一二三四五六七八九十\d][^”"」』，。]{0,16}[”"」』][^,，。?？]{0,4}[,，]?[^,，。?？]{0,3}[二三四五六七八九十两][个项样条大]?[^,，。?？]{0,4}?(?:各|分别|都)*(?:是|指)(?:什么|哪)/,
  /[一二三四五六七八九十\d][^”"」』，。]{0,16}[”"」』][^,，。?？]{0,4}[,，]?[^,，。?？]{0,4}(?:究竟|到底)是哪[二三四五六七八九十两几]/,
  // “三比三看”具体比什么、看什么
  /[”"」』](?:都|具体|究竟|到底)*[\u4e00-\u9fff]什么[、，,]?(?:又)?[\u4e00-\u9fff]什么/,
  // “燕巢计划”都包含哪些内容
  /[”"」』](?:这个|里面?)?(?:都|具体)*包[含括](?:了|着)?(?:哪些|什么)/,
];

/** Asks what exactly a named thing consists of, as against how a word is used. */
export function asksForExplanation({ text }: Question): boolean {
  return ASKS_EXPLANATION.some((words) => words.test(text));
}

/** True where the members of a named group are asked for, which are not what stands around its name. */
export function asksForNamedGroup(question: Question): boolean {
  return question.quotedTerms.length > 0 && asksForExplanation(question);
}

/** Reads what a question asks for. The text is expected in simplified script. */
export function readQuestion(text: string): Question {
  const cleaned = cleanQuestion(text);
  const quotedTerms = [...cleaned.matchAll(/[“"「『]([^”"」』]{1,30})[”"」』]/g)].flatMap((match) => match[1] ?? []);
  const countMatch = ITEM_COUNT.exec(cleaned);
  const count = ASKS_FOR_OTHERS.test(cleaned) ? undefined : countMatch?.slice(1).find((number) => number !== undefined);
  const counted = count === undefined ? englishItemCount(cleaned) : parseNumeral(count);
  // "那一部分" points at one thing and asks for no list.
  const itemCount = counted === null || counted < 2 || counted > MOST_ITEMS ? null : counted;
  const latin = cleaned.match(/[A-Za-z]/g)?.length ?? 0;
  const chinese = cleaned.match(/[\u4e00-\u9fff]/g)?.length ?? 0;
  // "几家单位各干各的行不行" wants a yes or no: 几 is "some" there.
  const asksYesOrNo = YES_OR_NO.test(cleaned) && !/多少|几[^，,]*[?？]?$/.test(cleaned);
  // "那几个“强”字打头的行动，是哪五个" wants the five.
  const asksForMembers =
    (/分别/.test(cleaned) || (itemCount !== null && /[哪那]/.test(countMatch?.[0] ?? ''))) &&
    !/多少|几[个名位家条项处所件]?[?？]*$/.test(cleaned);
  const wanted = asksYesOrNo
    ? 'open'
    : asksForMembers
      ? 'list'
      : (WANTED.find(([, pattern]) => pattern.test(cleaned))?.[0] ?? (itemCount === null ? 'open' : 'list'));
  return {
    text: cleaned,
    asked: cleaned,
    wanted,
    itemCount,
    quotedTerms,
    isEnglish: latin > 3 && latin > chinese * 2,
    translation: null,
  };
}
