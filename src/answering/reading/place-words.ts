/** Words by which a question may name a place in the text. */
const NAMES_PLACE =
  /[之以]?[前后](?:[,，面头边]|的|是|又|就|他|紧|接|$)|接着|紧跟|接下来|往下|转到|轮到|说完|讲完|完了|最后|末|结尾|收尾|压轴|开头|打头|开篇|开场|一上来|劈头|开口|头一|首先|倒数|第[一二三四五六七八九十]|标题|题目|哪一?[句段节章条点部]|哪个(?:部分|大|标题)|段|之间|放在|落款|副题/;

/** Whether a question may well ask for what stands somewhere in the text. */
export const mayNamePlace = (question: string): boolean => NAMES_PLACE.test(question);

/** What a question says of a place, each as 1 or 0. */
export function placeWordsIn(question: string) {
  const says = (words: RegExp) => Number(words.test(question));
  return {
    saysBefore: says(/前/),
    saysAfter: says(/后/),
    saysNext: says(/接/),
    saysOver: says(/完/),
    saysLastOne: says(/最后/),
    saysEnd: says(/末|尾/),
    saysClosing: says(/压轴|收/),
    saysOpening: says(/开头|打头|一上来|劈头|开篇|开场/),
    saysFirst: says(/头一|首先|第一/),
    saysNumber: says(/第/),
    saysParagraph: says(/段/),
    saysTitle: says(/标题|题目/),
    saysWords: says(/话/),
  };
}
