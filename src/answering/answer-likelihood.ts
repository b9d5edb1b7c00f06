import type { CharacterFold } from '../text/fold.js';
import { answerSignals, type AnswerSignals } from './answer-signals.js';
import { ANSWER_WEIGHTS } from './answer-weights.js';
import type { Evidence } from './evidence.js';
import type { NotFoundReason } from './quoting/answer.js';
import { likelihoodOf } from './quoting/log-odds.js';
import type { Question } from './reading/question.js';
import { refuseOutright, lacksAsked } from './refusal.js';

/** From this likelihood on a question is answered: refusing wrongly costs as much as answering wrongly, and a right quote besides. */
export const LEAST_LIKELIHOOD = 0.4;

/** How likely it is that the best candidates answer, 0 … 1. */
export function answerLikelihood(signals: AnswerSignals): number {
  return likelihoodOf(ANSWER_WEIGHTS, signals);
}

/** Why a question is not answered, or null where it is; by the rules alone where no companion compared the candidates. */
export function refuse(question: Question, evidence: Evidence, fold: CharacterFold): NotFoundReason | null {
  const outright = refuseOutright(question, evidence, fold);
  if (outright !== null) return outright;
  const signals = answerSignals(question, evidence, fold);
  const isAbsent = signals === null ? lacksAsked(question, evidence) : answerLikelihood(signals) < LEAST_LIKELIHOOD;
  return isAbsent ? 'absent' : null;
}
