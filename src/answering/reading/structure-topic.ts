import type { Found } from './positions.js';

/** Words for the one who speaks: they say nothing of which list is meant. */
const SPEAKER =
  /^(?:[他她您你]|作者|讲话人|演讲(?:人|者)|发言人|领导|[\u4e00-\u9fff]{0,3}(?:书记|主席|[省市县区部厅局处院校馆所站队会镇乡村行]长|总理|教授|老师|先生|女士|董事长|主任))$/;
const STRUCTURE_WORDS =
  /主旨|大意|要旨|来着|一上来|都说|些?啥事儿?|有?些啥|讲话|报告|下[面头边]|底下|分[成为]?哪|段首|头一句|首句|分[成为了]*[几多]?个?[段块节]|有?哪[几二三四五六七八九十两][个大]?(?:块|段|节|点|条|项|方面)|打头|起头|每段|各段|专门|演讲|讲座|讲稿|致辞|全文|文章|[这那][篇个份场次]|里面?头?|当中|其中|中|的时候|主要|具体|关于(?=什么|哪)|讲了|讲的|说了|说的|写了|写的|讲|说|提到|什么内容|是?个?什么东西|什么|啥|哪些|内容|是|的|呢|吗|呀|啊|了|请|告诉我|一下|小?标题|题目|叫|[几多少]|[?？。,，!！\s]/g;

/** The words of a question that are not about structure. */
export function topicOf(text: string, ...found: readonly (Found | null)[]): string {
  let rest = text;
  for (const part of found)
    if (part !== null) rest = rest.replace(text.slice(part.index, part.index + part.length), ' ');
  const words = rest.replace(STRUCTURE_WORDS, ' ').replace(/\s+/g, ' ').trim();
  return SPEAKER.test(words) ? '' : words;
}

/** What a division is about, without the words that say that it is told there: 说缺水这事的那一小节, 关于用水的时候. */
export const matterOf = (words: string) =>
  words
    .replace(/^(?:请|麻烦|我|你|想|要)*(?:摘录|摘抄|抄录|列出|引用)(?:论述|阐述|讲述|谈|讲)?(?=..)/, '')
    .replace(/^.*(?:专门?|主要|着重)(?:讲|谈|说|写)(?=..)|^(?:请问|在|从)(?=..)/, '')
    .replace(/(?<=..)的?[那这](?:一?场[\u4e00-\u9fff]{0,3}|一[小大]?|[小大])?$/, '')
    .replace(/(?<=..)(?:这|那)?(?:一?[件桩]|个)?(?:事儿?|事情|话题)$/, '')
    .replace(/(?<=..)的$/, '');
