import type { Speech } from '../speech/types.js';
import { sectionsOf } from './quoting/divisions.js';
import { toChineseNumeral } from '../text/numerals.js';

/** Three questions that a speech answers, in each language of the interface. */
export type ExampleQuestions = Readonly<Record<'zh' | 'en', readonly string[]>>;

/** Words in quotation marks that are short enough for a question, and long enough to be the speech's own. */
const TERM = /[“「]([^”」，。,*]{4,12})[”」]/g;
/** Words long enough to be what an English speech is about. */
const ENGLISH_WORD = /\b[a-z]{6,}\b/g;
/** Long words that say nothing about a speech. */
const ENGLISH_FILLERS: ReadonlySet<string> = new Set(
  'always another because before behind beyond cannot during either itself little myself neither others rather really should themselves things though through toward towards together within without whether'.split(
    ' ',
  ),
);

/** The first of the most frequent; null of none. */
function mostFrequent(words: readonly string[]): string | null {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}

/** The word that a speech is most easily asked about: the one it puts in quotation marks, in English its commonest. */
function favouriteWord({ text, language }: Speech): string | null {
  if (language === 'zh') return mostFrequent([...text.matchAll(TERM)].map((match) => match[1] ?? ''));
  return mostFrequent(
    [...text.matchAll(ENGLISH_WORD)].map(([word]) => word).filter((word) => !ENGLISH_FILLERS.has(word)),
  );
}

/**
 * Questions made from the outline, and in the speech's own language from its words: what is asked by structure is
 * answered in either language.
 */
export function exampleQuestions(speech: Speech): ExampleQuestions {
  const sections = sectionsOf(speech);
  const part = sections.findIndex(({ children }) => children.length > 0) + 1;
  const word = favouriteWord(speech);
  const { language } = speech;
  const zh = [
    ...(sections.length > 0 ? ['讲话分几个部分？'] : []),
    ...(part > 0 ? [`第${toChineseNumeral(part)}部分的第一点讲了什么？`] : []),
    ...(word !== null && language === 'zh' ? [`讲话里怎么说“${word}”？`] : []),
    '讲话最后讲了什么？',
    '讲话一开始讲了什么？',
    '讲话的题目是什么？',
  ];
  const en = [
    ...(sections.length > 0 ? ['How many parts does the speech have?'] : []),
    ...(part > 0 ? [`What is the first point of part ${part}?`] : []),
    ...(word !== null && language === 'en' ? [`What does the speech say about ${word}?`] : []),
    'What are the last words of the speech?',
    'How does the speech open?',
    'What is the title of the speech?',
  ];
  return { zh: zh.slice(0, 3), en: en.slice(0, 3) };
}
