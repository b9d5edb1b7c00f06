/** 我就讲到这里, 日记本我就念到这里, 今天就到这里, 就说这么些. */
const SAYS_SO_FAR =
  /^[^。！？]{0,14}(?:就(?:先|暂时|且)?(?:[讲说谈聊念答上]|汇报|报告|分享|介绍)?到(?:这|此)(?:里|儿|为止)?|到此(?:为止|结束)|就[讲说聊记写]了?这[么些])/;
/** 四桩事说完了, 要讲的都讲了, 四种人都说到了, 汇报完毕. */
const SAYS_ALL_IS_SAID =
  /^(?:[好行嗯](?:了|吧|啦)?[，,。]|各位[^，,。]{0,6}[，,])?[^。！？，,]{0,10}(?:(?:[讲说聊谈念答数报翻]|汇报|报告|介绍|唠叨|啰嗦)(?:完毕|完了?)|都(?:[讲说]|交代)了?(?:到|完)?了)[，,。！]/;
/** 以上意见, 以上报告, 这一讲的内容就是这些, 就这四摊子. */
const POINTS_AT_ALL =
  /^(?:以上(?:意见|几点|报告|報告|汇报|发言|要求|建议|是我|就是)|[这本今][^。！？，,]{0,8}(?:内容|话|报告|汇报)[^。！？，,]{0,4}就是?这[些么]|就(?:是)?这[么些]?[几三四五六七八]?[^，,。！？]{0,3}。)/;
/** 时间不早了, 最后，祝…, 谢谢大家, 祝大家…. */
const TAKES_LEAVE =
  /^(?:(?:好，)?[^，。！？]{0,6}(?:时间|分钟|钟头|小时)(?:也)?(?:不早|到了|差不多)|时间(?:有限|关系)|(?:最后[，,]?)?(?:再次|衷心|真诚|让我|我|预|提前){0,3}(?:谢谢|感谢|祝愿?|预祝)(?!人|词|福))/;

/** 好了，…, 好啦。…: going over to the last words, where they are near. */
const GOES_OVER = /^(?:好[了啦]|行[了啦])[，,。！]/;

/** Whether a paragraph near the end goes over to the last words. */
export const goesOverToEnd = (head: string): boolean => GOES_OVER.test(head);

/** That concludes my statement; In closing, …; Thank you. */
const ENGLISH_END =
  /^(?:that (?:concludes|is all|brings me to the end)|(?:let me|i(?: will| want to|['’]ll)?) (?:close|conclude|end|finish)\b|in (?:closing|conclusion)\b|to (?:conclude|close)\b|(?:so )?(?:thank you|thanks|i thank)\b|god bless|good night\b)/i;

/** 谢谢大家！ alone ends what is said before it, and closes nothing by itself. */
const MERE_THANKS = /^(?:谢谢|感谢)(?:大家|各位|你们|诸位)?[！。!]*(?:[（(][^）)]*[）)])?$|^thank you[^.!]{0,20}[.!]$/i;

/** Whether a paragraph begins as the last words of a speech do, once its parts are told. */
export function endsSpeech(head: string): boolean {
  if (MERE_THANKS.test(head)) return false;
  return [SAYS_SO_FAR, SAYS_ALL_IS_SAID, POINTS_AT_ALL, TAKES_LEAVE, ENGLISH_END].some((pattern) => pattern.test(head));
}
