/** What is asked by its place beside something else: the address of the speech, the sentence before or after words. */
export type PlaceBeside =
  /** Whom the speaker addresses at the beginning. */
  | { readonly ask: 'salutation' }
  /** The sentence before or after words that the question quotes. */
  | { readonly ask: 'beside'; readonly words: string; readonly side: 'before' | 'after' }
  /** The division before or after the one that is named by what it is about. */
  | { readonly ask: 'beside-division'; readonly topic: string; readonly side: 'before' | 'after' };

const GREETS =
  /怎么称呼|[咋如]何?称呼|称呼(?:的?是|了|谁|哪)|[冲对]着?(?:谁|哪些人?|什么人)(?:讲|说)|[向跟和](?:谁|哪些人?)(?:打招呼|问好|致意)/;
/** "怎么称呼" is asked of anybody: the address is meant where the beginning or the listeners are named. */
const AT_THE_BEGINNING = /开头|开场|开篇|开口|一开始|一上来|最前面|在场|台下|听众|与会|讲话/;
const GREETS_IN_ENGLISH =
  /\b(?:who|whom)\b[^?]{0,60}\b(?:greet(?:s|ed)?|say(?:s)? hello|address(?:es|ed)?)\b[^?]{0,60}\b(?:start|top|beginning|first|opening|speech|hello)|\b(?:exact )?(?:greeting|salutation) line\b|\bwho\b[^?]{0,60}\b(?:greeted|addressed)\b[^?]{0,60}\b(?:start|top|beginning|opening)/i;

const QUOTED_WORDS = /[“"「『]([^“”"「」『』]{4,80})[”"」』]/;
const BEFORE = /^[^,，。?？]{0,6}?(?:之前|以前|前[头面边]|上面?一[句段]|前一[句段]|的?上一?[句段]|的?前一?[句段])/;
const AFTER =
  /^[^,，。?？]{0,6}?(?:之后|以后|后[头面边]|下面?一[句段]|后一[句段]|的?下一?[句段]|的?后一?[句段]|紧接|接着|接下来)/;
const BEFORE_IN_ENGLISH = /\b(?:before|precedes?|preceding|leads? (?:up )?to)\b[^"“]{0,20}$/i;
const AFTER_IN_ENGLISH = /\b(?:after|follows?|following)\b[^"“]{0,20}$/i;
/** Asks for what is said there, as against what happened before or after something. */
const ASKS_WHAT = /什么|啥|哪|怎么说|\b(?:what|which)\b/i;
const OF_THE_TEXT =
  /句|段|话|紧[挨接跟]|接着|[讲说写提]|\b(?:sentence|line|words?|paragraph|comes?|says?|said|directly|immediately|right|follows?)\b/i;

const DIVISION = '(?:部分|章|节|点|条|项|小?标题)';
/** 碳达峰碳中和前面的一节标题, 讲完农村之后是哪一部分, 科技那一条的下一条. */
const BESIDE_DIVISION = new RegExp(
  `(?:讲完|说完|谈完|讲|谈|关于)?([^,，。？?“”]{2,14}?)(?:[那这]一?个?${DIVISION})?(?:的|之|以|[,，])?` +
    `(?:(前[面头边]?|上[面边]?)|(后[面头边]?|下[面边]?|紧接着|接下来))` +
    `(?:的|是|讲的?|紧挨着的?|紧接着的?)*(?:[那上下前后哪])?一个?大?${DIVISION}`,
);

function readBesideDivision(text: string): PlaceBeside | null {
  const match = /第[零一二三四五六七八九十\d几]/.test(text) ? null : BESIDE_DIVISION.exec(text);
  const topic = match?.[1];
  if (match === null || topic === undefined || !ASKS_WHAT.test(text)) return null;
  return { ask: 'beside-division', topic, side: match[2] === undefined ? 'after' : 'before' };
}

/** Reads a question for the address of the speech, for what stands beside quoted words or a named division; null for any other. */
export function readPlaceBeside(text: string): PlaceBeside | null {
  if ((GREETS.test(text) && AT_THE_BEGINNING.test(text)) || GREETS_IN_ENGLISH.test(text)) return { ask: 'salutation' };
  const quoted = QUOTED_WORDS.exec(text);
  const words = quoted?.[1];
  if (quoted === null || words === undefined) return readBesideDivision(text);
  if (!ASKS_WHAT.test(text) || !OF_THE_TEXT.test(text)) return null;
  const behind = text.slice(quoted.index + quoted[0].length);
  const ahead = text.slice(0, quoted.index);
  if (BEFORE.test(behind) || BEFORE_IN_ENGLISH.test(ahead)) return { ask: 'beside', words, side: 'before' };
  if (AFTER.test(behind) || AFTER_IN_ENGLISH.test(ahead)) return { ask: 'beside', words, side: 'after' };
  return null;
}
