/** What is asked of the lines around the title: who speaks, when, on what day, on what occasion, at what place. */
export type FrontWanted = 'who' | 'when' | 'day' | 'occasion' | 'place';

const SPEECH = '(?:讲话|报告|演讲|讲座|发言|致辞|讲演|稿子|讲稿|文章|讲课|课|会|会议|大会)';
const THIS = `(?:请问)?(?:(?:这|该|此|本|今天|那)(?:一)?[篇个份次场番段堂]?)?${SPEECH}?的?`;
const GIVEN = '(?:讲|作|做|写|说|发表|主讲|办|开|举行|召开|举办|发言|讲话|演讲)';
const OCCASION = '(?:什么|哪个|哪次|哪场|啥)(?:会议|大会|会|场合|仪式|活动|典礼)上?';
const END = '(?:的|了)?(?:呢|啊|呀)?[?？。!！]*$';

const FORMS: readonly (readonly [FrontWanted, RegExp])[] = [
  [
    'who',
    new RegExp(
      `^${THIS}(?:到底)?(?:是|由)?(?:谁|哪位(?:领导|同志|老师)?|什么人|哪个(?:人|领导))(?:来)?${GIVEN}的?${SPEECH}?${END}`,
    ),
  ],
  [
    'who',
    /^(?:请问)?(?:这|该|此)?[篇个份次场位]?(?:讲话|演讲|主讲|发言|报告|作报告|致辞)的?(?:人|者)(?:到底)?(?:是|叫)(?:谁|哪位|什么(?:名字)?|啥(?:名字)?|什么人)[?？。]*$/,
  ],
  ['day', new RegExp(`^${THIS}(?:是)?(?:在)?(?:哪(?:一)?[天日]|几月几[日号]|几[号日]|具体日期)(?:${GIVEN})?${END}`)],
  [
    'when',
    new RegExp(`^${THIS}(?:是)?(?:在)?(?:什么时候|啥时候|何时|哪(?:一)?年|什么时间|什么年代)(?:${GIVEN})?${END}`),
  ],
  ['occasion', new RegExp(`^${THIS}(?:是)?在?${OCCASION}(?:${GIVEN})?的?${SPEECH}?${END}`)],
  ['place', new RegExp(`^${THIS}(?:是)?在(?:什么地方|哪里|哪儿|啥地方|何处)${GIVEN}${END}`)],
  [
    'who',
    /^who (?:gave|is giving|made|delivered|wrote|gives|delivers) (?:this|the) (?:speech|address|talk|lecture|report|remarks)\??$|^who (?:is|was) (?:the|this) speaker\??$|^who is speaking\??$/i,
  ],
  [
    'when',
    /^when (?:was|were|is) (?:this|the|these) (?:speech|address|talk|lecture|report|remarks) (?:given|made|delivered|held)\??$/i,
  ],
  [
    'place',
    /^where (?:was|were|is) (?:this|the|these) (?:speech|address|talk|lecture|report|remarks) (?:given|made|delivered|held)\??$/i,
  ],
];

const WHEN = '(?:哪(?:一)?[天日]|几月几[日号]|几[号日]|什么时候|啥时候|何时|什么时间)';
/** 是在什么会上、哪一天讲的: both at once. */
const OCCASION_AND_DAY = new RegExp(
  `^${THIS}(?:是)?在?(?:${OCCASION}[、,，和]?(?:是)?在?${WHEN}|${WHEN}[、,，和]?(?:是)?在?${OCCASION})(?:${GIVEN})?的?${SPEECH}?${END}`,
);

/** 哪一天, 在哪儿, 由谁讲的, 讲话人: one thing that is asked of the occasion, in the ways people put it beside others. */
const ASKED_OF_OCCASION: readonly (readonly [FrontWanted, RegExp])[] = [
  [
    'when',
    /[哪何]一?[天日年](?:[哪何]一?月)?(?:[哪何]一?[天日])?|几月几[日号]|几[号日]|什么时候|啥时候|何时|年月日|(?:什么)?(?:日期|时间)/g,
  ],
  [
    'who',
    /[由系]?(?:何单位)?(?:谁|何人|哪位(?:领导|同志|老师|校长|书记)?|什么人|哪个(?:人|领导))|(?:主?讲话?|演讲|发言|报告|致辞)人(?:及其?职务|和职务|(?:的|署的)?(?:什么)?职务)?(?:姓名)?/g,
  ],
  ['occasion', new RegExp(`${OCCASION}|[何哪][个次]?会议上?`, 'g')],
  ['place', /在?[^,，。?？在]{0,4}?(?:什么地方|啥地方|哪个地方|哪里|哪儿|何处|哪家[^,，。?？]{1,2}里)|地点/g],
];
/** Where the lines stand that say so: 标题下面那行, 抬头上, 落款. */
const WHERE_IT_STANDS =
  /(?:文件)?(?:标题|题目|抬头)(?:下面|下头|底下|上|里)?(?:的?那?[一两几]?行)?|落款处?|文首|写?在?哪一?行|署名?/g;
/** A clause that says what it is wanted for, or asks politely: 归档要填表, 帮我查一下. */
const ASKS_A_FAVOUR =
  /^[^,，。?？]*(?:归档|填表|台账|简报|出处|纪要|登记|引用|核[一对实]|查[一查]?|注明|问我|帮|请教|麻烦|答不上来|抄)[^,，。?？]*$/;
/** What else may stand in such a question: it asks for nothing of what is said. */
const OF_THE_OCCASION = new RegExp(
  `^(?:请问|这|那|该|此|本|今天|到底|一?[篇个份次场番堂]|[\\u4e00-\\u9fff]{0,6}?(?:${SPEECH}|典礼|仪式|活动|大会)|台上|上|的|了|话|没|呢|啊|呀|是|系|于|所|在|由|叫|来|分别|一并|各|都|也|什么|啥|怎么|写着?|注明?|和|与|及|还有|以及|、|\\s|${GIVEN})*$`,
);

/** 头一场招工大会: told of in the speech. */
const OF_ANOTHER_OCCASION = /[头首第上下][一二三四五]?[届次场回]|去年|明年|前年|往年/;

/**
 * What a question asks of the occasion in the lines around the title: several things (几号开的？台上讲话的是哪位), or one
 * where it says that it means those lines; nothing where anything else is asked.
 */
function askedOfOccasion(question: string): readonly FrontWanted[] {
  const wanted = new Set<FrontWanted>();
  let namesLines = false;
  const others = question.split(/[,，。?？:：;；!！]/).flatMap((clause) => {
    let rest = clause;
    const strip = (words: RegExp): boolean => {
      const before = rest;
      rest = rest.replace(words, '');
      return rest !== before;
    };
    if (strip(WHERE_IT_STANDS)) namesLines = true;
    const found = ASKED_OF_OCCASION.filter(([, words]) => strip(words)).map(([each]) => each);
    for (const each of found) wanted.add(each);
    return found.length === 0 && ASKS_A_FAVOUR.test(clause) ? [] : [rest];
  });
  const isOfOccasion = others.every((words) => OF_THE_OCCASION.test(words)) && !OF_ANOTHER_OCCASION.test(question);
  // 标题写的是什么会上的讲话 asks for the title.
  const least = namesLines && !wanted.has('occasion') ? 1 : 2;
  return isOfOccasion && wanted.size >= least ? [...wanted] : [];
}

/** What a question asks of the speech as such, one thing or two; nothing for one about what it says. */
export function readFrontQuestion(text: string): readonly FrontWanted[] {
  const question = text.trim();
  if (OCCASION_AND_DAY.test(question)) return ['occasion', 'when'];
  const form = FORMS.find(([, words]) => words.test(question));
  return form === undefined ? askedOfOccasion(question) : [form[0]];
}
