import type { OutlineNode, Sentence, Span, Speech } from '../../speech/types.js';
import { parseNumeral } from '../../text/numerals.js';

/** Terms that are named together and then explained one by one: “三个到”：人到、物到、信到。人到，就是…。物到，就是…. */
export interface ExplainedTerms {
  /** What they are called together (三个到). */
  readonly name: string;
  /** The sentences that explain them, in order. */
  readonly items: readonly Span[];
  /** Where they are named together. */
  readonly node: OutlineNode;
}

/** 三个到：人到、物到、信到; “四敢”就是…. */
const NAMED_TOGETHER =
  /(?<name>(?<count>[二三四五六七八九十两])[个大]?[“"]?[\u4e00-\u9fff]{1,6}?)[”"]?(?:[，,：:]|——|就是|即|是|分别是|指的是)+(?<terms>[“"]?[\u4e00-\u9fff]{1,8}[”"]?(?:[、，,][“"]?[\u4e00-\u9fff]{1,8}[”"]?)+)/g;
/** Sentences behind the naming one among which the explanations are looked for. */
const FARTHEST = 24;

/** The terms of a speech that are named together in one sentence and explained in those behind it, all and in order. */
export function explainedTerms({ sentences, text }: Speech): ExplainedTerms[] {
  const wordsOf = ({ span }: Sentence) => text.slice(span.start, span.end);
  return sentences.flatMap((named, index) =>
    [...wordsOf(named).matchAll(NAMED_TOGETHER)].flatMap(({ groups }) => {
      const terms = (groups?.terms ?? '').split(/[、，,]/).map((term) => term.replace(/[“”"]/g, ''));
      const count = parseNumeral(groups?.count ?? '') ?? 0;
      if (count < 2 || terms.length < count) return [];
      const items: Span[] = [];
      for (const sentence of sentences.slice(index + 1, index + FARTHEST)) {
        const words = wordsOf(sentence).replace(/^[“"]|[”"]/g, '');
        const term = terms[items.length];
        if (term !== undefined && items.length < count && words.startsWith(term)) items.push(sentence.span);
      }
      return items.length < count ? [] : [{ name: (groups?.name ?? '').replace(/[“"]/g, ''), items, node: named.node }];
    }),
  );
}

/** Whether a question asks what each of some terms means, and not only what they are called. */
export const asksForMeanings = (question: string): boolean =>
  /含义|意思|各自|逐[一个条项]|怎么(?:理解|解释|讲|说)|怎样解释|具体(?:指|是|要求|内容|怎么)|分别(?:指|要求|怎么|讲)|[每各](?:个|条|项|一)?(?:都|是)?(?:指|讲|怎么|要求)|解释/.test(
    question,
  );
