import type { StructureQuestion } from './structure-question-type.js';

/** Whether sentences are named, be there a heading that bears the same words or not. */
export const namesSentences = ({ ask }: StructureQuestion) =>
  ask === 'beside' || ask === 'beside-topic' || ask === 'between';

/** The words by which a question names divisions, or sentences beside which something stands. */
export function placesNamedIn(question: StructureQuestion): readonly string[] {
  switch (question.ask) {
    case 'beside-division':
      return [question.topic, ...(question.scope === undefined ? [] : [question.scope])];
    case 'beside':
      return [question.words];
    case 'beside-topic':
      return [
        ...(question.unit === 'item' ? [question.topic] : []),
        ...(question.scope === undefined ? [] : [question.scope]),
      ];
    case 'between':
      return question.topics;
    case 'which':
      return [
        ...(question.wants === 'part' ? [question.topic] : []),
        ...(question.scope === null ? [] : [question.scope]),
      ];
    case 'edge':
      return question.scope === null || question.isParagraph ? [] : [question.scope];
    case 'passage':
      return question.matter !== null && (question.within === 'part' || question.within === 'point')
        ? [question.matter]
        : [];
    case 'division':
    case 'paragraph':
      return question.scope === null ? [] : [question.scope];
    default:
      return [];
  }
}

/** The words that say where what is asked for stands, whatever they are to the question; empty where there are none. */
export function wordsOfPlace(question: StructureQuestion): string {
  if ('topic' in question && question.topic !== '') return question.topic;
  if (question.ask === 'beside') return question.words;
  if (question.ask === 'between') return question.topics[0];
  if (question.ask === 'passage') return question.matter ?? '';
  return 'scope' in question ? (question.scope ?? '') : '';
}
