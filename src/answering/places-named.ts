import type { StructureQuestion } from './structure-question-type.js';

/** The words by which a question names divisions. */
export function placesNamedIn(question: StructureQuestion): readonly string[] {
  switch (question.ask) {
    case 'beside-division':
      return [question.topic];
    case 'between':
      return question.topics;
    case 'which':
      return question.wants === 'part' ? [question.topic] : [];
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
