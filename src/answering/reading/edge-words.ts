const OPENING_WORDS =
  /(?:开头|开篇|开场)[^,，。?？的]{0,3}?(?:怎么|咋|如何)(?:讲|说|写|开)|(?:开头|开篇|开场)[先就是又都]*(?:讲|说|谈|写|提)了?些?(?:什么|啥)|^[^,，。?？]{0,8}开场白(?=[是说讲有呢怎咋?？]|$)|(?:讲话|报告|演讲|全文|文章|稿子|[他她])(?:是|又)?(?:怎么|如何|咋)(?:开的?头|开场|开篇|起的?头)|^(?:怎么|如何|咋)(?:开的?头|开场|开篇|起的?头)|(?:讲话|报告|演讲|全文|文章|稿子)的?第一句(?!话?[^,，。?？]{0,6}里)|(?:开头|开篇|开场|开口|全文)(?:的)?(?:第?[一头首])句|第一句话?(?:是|讲|说|怎么)|(?:头一|首)句话?|一(?:开头|开始|上来)[,，]?[他她您]?(?:就|先|首先)?(?:讲|说|谈|交代|提)|一(?:开头|上来)[,，]?[^,，。?？]{1,4}先(?:讲|说|谈|交代|提)|最先(?:讲|说|谈|提)|[从打由](?:什么|啥|哪)[^,，。]{0,4}(?:[讲说谈聊写][开起]|[话句事题段][^,，。]{0,3}(?:开始|起)|开的?头)|打头(?:的|那)?[一那]?句|[首头起]句|开头句|[以用拿](?:什么|啥|哪)[^,，。]{0,8}(?:开的?头|开的?场|开篇|起的?头)/;
const CLOSING_WORDS =
  /(?:[整全][场篇个文]|通篇)(?:讲话|话|收尾)?(?:的话)?(?:最[后终])?落[在到](?:了)?(?:哪|什么)|散会[之以]?前最后[那的]?[几一]*句|(?:讲话|发言|[他她]|^)(?:讲|说)到末尾|咋收[场尾]的|(?:全[篇文]|[整通]篇|讲话|演讲)(?:结束|收尾|末尾|最后)(?:时|的时候)?[,，]?[^,，。?？]{0,8}(?:[送说讲留]了|用)(?:什么|哪|一[句段])|最后[讲说写]到了?(?:哪|什么)|^(?:这|该)?[篇个份]?(?:讲话|稿子|文章|报告|演讲|全文|文本|内容)(?:是)?(?:[讲说写]完了?|完整|全)的?(?:吗|么|没有?|不)|(?:讲话|报告|演讲|全文|文章|稿子|最后|结尾|[他她])(?:是|又)?(?:怎么|如何|咋|怎样)(?:收的?尾|结的?尾|收场|结束|作结|收束)|^(?:怎么|如何|咋)(?:收的?尾|结的?尾|收场)|^[^,，。?？]{0,8}(?:结束语|结语|收场白)(?=[是说讲有呢怎咋?？]|$)|(?:结尾|末尾|收尾|末了|收场)[^,，。?？的]{0,3}?(?:怎么|咋|如何)(?:讲|说|写|收|结)|(?:最后|末尾|结尾|收尾)(?:的)?[一那]*(?:句|段)|最末尾?(?:的)?[一那]*句|[末尾]句|[以用拿]一?[句段番]?(?:什么|啥|哪|怎样|怎么样)[^,，。]{0,10}(?:结束|收的?尾|收束|收[场官]|结的?尾|作结)|(?:全文|[整通全]篇|讲话|报告|稿子|文章|文末|文字)[^,，。?？]{0,4}(?:最(?:底下|后|末)的?[那这]?一行|末行)|^最(?:底下|后|末)的?[那这]?一行|落款(?:是|写|署|[,，?？]|$)|(?:结尾|末尾|收尾|结束(?:时|语)?)(?:处|部分|的?时候)?(?:是?怎么|讲|说|提|号召|写|喊|呼吁)|(?:讲话|结束|收尾|道别|散会|收场)(?:结束)?[之以]?前[^,，。?？]{0,4}(?:号召|希望|呼吁|寄语|勉励|叮嘱)|最后(?:对[^,，。]{1,6})?(?:提|要求|希望)|最后(?:是|又)?(?:落到|落在|归结|号召|呼吁|怎么(?:说|讲|结)|讲的?是?什么|说的?是?什么|讲了|说了)/;

/** 从集市换到用水这个话题，是拿哪句话开的头: how the speaker turns to something. */
const TURNS_TO =
  /(?:[换转说讲]|过渡)到(?<matter>[^,，。?？]{1,14}?)(?:这(?:个话题|件事|方面|上头?)|的?(?:时候|话题|事))?(?:上来?)?[,，][^,，。?？]{0,8}(?:哪句话?|怎么|什么话)(?:来)?(?:开的?头|起的?头|引出|过渡|打头)/;

/** What the speaker turns to with the words that are asked for; null for any other question. */
export const turnedTo = (text: string): string | null => TURNS_TO.exec(text)?.groups?.matter ?? null;

/** Asks how something is worded rather than what it is about. */
const ASKS_WORDS = /句|原话|怎么(?:开头|开场|结尾|收尾|称呼)/;

/** "称呼完以后第一句": what comes after the greeting, and not the greeting. */
const AFTER_THE_GREETING = /称呼(?:完|之?后|过)|[问打](?:完|过)[^,，。]{0,4}(?:好|招呼)/;

/** Whether a question asks how something is worded, as against what is said there. */
export const asksForWords = (text: string) => ASKS_WORDS.test(text) && !AFTER_THE_GREETING.test(text);

/** Whether a question asks for the first or the last words of something; null where it asks for neither. */
export function edgeOf(text: string): 'first' | 'last' | null {
  // "结尾处说到的几个“必由之路”分别是什么" wants a list, wherever it stands.
  if (
    /分别|哪(?:几|些|[二三四五六七八九十两])(?!句话?(?:收|结|作))|[每各]一?[点条项段个件](?:都|的)?[,，]?(?:头一|第一|首)句/.test(
      text,
    )
  )
    return null;
  return CLOSING_WORDS.test(text) ? 'last' : OPENING_WORDS.test(text) ? 'first' : null;
}

/** The first or last words of a place that is named by its number: 第二点一上来, 第二部分 第一句. */
const OPENING_OF_A_PLACE =
  /(?:第一|头一|打头|领头|开头|起首|首)的?[那这]?一?句|一(?:上来|开头|开始|开篇|起头)|[开起]头|起首|打头|正式开讲/;
const CLOSING_OF_A_PLACE =
  /(?:最后|最末|末尾|结尾|收尾|末|尾)的?[那这]?一?句|(?:最后|末了|临了)[^,，。?？]{0,4}(?:[撂丢放留落]下|收|说|讲)[^,，。?？]{0,4}句|收的?[尾束]|结尾|末尾|作了?(?:总结|小结)/;

/** The same of a place that the question names by its number. */
export function edgeOfPlace(text: string): 'first' | 'last' | null {
  if (/还是|分别|哪(?:几|些|[二三四五六七八九十两])(?!句话)/.test(text)) return null;
  return OPENING_OF_A_PLACE.test(text) ? 'first' : CLOSING_OF_A_PLACE.test(text) ? 'last' : null;
}

/** Where a division that is named begins: 依法治县这一部分从哪里开始. Of anything else it may be a matter of fact. */
export const beginsWhere = (text: string) =>
  /[从打由]哪(?:里|儿|一?[段处个地方]{1,2})(?:开始|开头|讲起|说起|起)/.test(text);

/** 讲监督那条的第一句: behind the name of a division. */
export const firstSentenceOf = (behind: string) => /^[\s　]*的?(?:第一|头一|首)句(?:话|[?？。]|$)/.test(behind);
