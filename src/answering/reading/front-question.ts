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

/** What a question asks of the speech as such, one thing or two; nothing for one about what it says. */
export function readFrontQuestion(text: string): readonly FrontWanted[] {
  const question = text.trim();
  if (OCCASION_AND_DAY.test(question)) return ['occasion', 'when'];
  const form = FORMS.find(([, words]) => words.test(question));
  return form === undefined ? [] : [form[0]];
}
