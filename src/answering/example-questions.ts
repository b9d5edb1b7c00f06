import type { Speech } from '../speech/types.js';
import { sectionsOf } from './divisions.js';
import { toChineseNumeral } from '../text/numerals.js';

/** Shortest and longest word in quotation marks that makes a good example question. */
const TERM = /[“「]([^”」，。,*]{4,12})[”」]/g;

/** The word in quotation marks that the speech uses most often. */
function favouriteTerm(text: string): string | null {
  const counts = new Map<string, number>();
  for (const match of text.matchAll(TERM)) counts.set(match[1] ?? '', (counts.get(match[1] ?? '') ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}

/** Three questions that this speech answers, made from its outline and its own words. */
export function exampleQuestions(speech: Speech): string[] {
  if (speech.language === 'en')
    return [
      'What does the speech say about peace?',
      'What is asked of the citizens?',
      'What does the speech say about freedom?',
    ];
  const sections = sectionsOf(speech);
  const questions: string[] = [];
  if (sections.length > 0) questions.push('讲话分几个部分？');
  const withPoints = sections.findIndex(({ children }) => children.length > 0);
  if (withPoints >= 0) questions.push(`第${toChineseNumeral(withPoints + 1)}部分的第一点讲了什么？`);
  const term = favouriteTerm(speech.text);
  if (term !== null) questions.push(`讲话里怎么说“${term}”？`);
  return [...questions, '讲话的主要任务是什么？', '讲话是怎么开头的？', '讲话最后说了什么？'].slice(0, 3);
}
