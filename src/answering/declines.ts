import type { Question } from './reading/question.js';

/** Says that the rest is not told here: 我就不一条一条念了, 具体做法另行发文, 各单位自己细化. */
const LEAVES_OUT =
  /不(?:再)?一[一个条]一?(?:[一个条])?(?:地|去|来|往下)?[念讲说列点展细]|不一条一条|不一个一个|不细[说讲]|不展开|(?:做法|办法|方案|细则|内容)[^，。；]{0,8}另行(?:发文|制定|通知|公布|印发)|自(?:己|行)细化/;
/** Asks for just that, one by one or by its meaning; no number, time or person. */
const ASKS_FOR_CONTENT = /哪些|什么(?!时|人|地方)|啥(?!时)|列|内容|具体|分别|逐[一条]/;
const ASKS_OTHERWISE = /多少|几(?!条|点|项|个方面)|什么时|啥时|何时|谁|哪[里儿]|为什么|为啥/;
/** Says of somebody that the name is kept back: 我这里不点名. */
const KEEPS_THE_NAME = /不点(?:[\u4e00-\u9fff]{0,3}的?)?名/;
const ASKS_FOR_A_NAME = /谁|哪(?:一?[个家所位]|几[个家所位])|叫什么|叫啥|名字|点名/;
/** Says that nobody knows it: 姓什么没有人知道, 我至今不知道信寄给谁. */
const NOBODY_KNOWS =
  /(?<what>什么|谁|哪)[^，。；]{0,8}(?:没有?人|谁[也都]不)(?:知道|晓得|说得清)|我[^，。；]{0,8}不(?:知道|晓得)[^，。；]{0,12}(?<asked>什么|谁|哪)/;

/**
 * Whether a text that speaks of what is asked says itself that it does not tell it: the items are not read out, the name is
 * kept back, or nobody knows.
 */
export function declinesToTell({ asked, isEnglish }: Question, text: string): boolean {
  if (isEnglish) return false;
  if (ASKS_FOR_CONTENT.test(asked) && !ASKS_OTHERWISE.test(asked) && LEAVES_OUT.test(text)) return true;
  if (ASKS_FOR_A_NAME.test(asked) && KEEPS_THE_NAME.test(text)) return true;
  const { what, asked: unknown } = NOBODY_KNOWS.exec(text)?.groups ?? {};
  const word = what ?? unknown;
  return word !== undefined && asked.replace(/为(?:什么|啥)/g, '').includes(word);
}
