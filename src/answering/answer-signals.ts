import type { CharacterFold } from '../text/fold.js';
import type { Evidence } from './evidence.js';
import type { SignalWeights } from './quoting/log-odds.js';
import { bigramsOf, coverage } from './quoting/topic-match.js';
import type { Question } from './reading/question.js';
import { lacksAsked, lacksForm } from './refusal.js';
import { requiredForm } from './required-form.js';

/** Words that ask or only join: what is left of a question is what it asks about. */
const ASKING_WORDS =
  /什么|哪[一几个些年里儿]?|多少|几[个条项位年]?|怎么样?|如何|为何|谁|吗|呢|呀|啊|请问|讲话|里面?|中|的|了|是|有没有|有|在|和|与|及|到底|究竟|一共|总共|具体|分别/g;
const ASKS_WHAT = /是什么|指什么|什么意思|指的是/;
const ASKS_WHERE = /哪里|哪儿|什么地方|何处|哪个[县市区镇村]/;
const CLAUSE_ENDS = /[,，;；。:：、]/;
/** From here on the companion is as good as sure. */
const NEARLY_SURE = 0.75;

/**
 * What tells questions that are answered from those that are not, each as a number: yes is 1, no is 0, similarities are
 * cosines, shares lie between 0 and 1. Null where no companion compared the best candidate.
 */
export function answerSignals(question: Question, evidence: Evidence, fold: CharacterFold) {
  const { match, companionLate: companion } = evidence;
  if (match === null || companion === null) return null;
  // What is left without words that ask or join: what the question is about.
  const matter = bigramsOf(question.text.replace(ASKING_WORDS, ' '), fold);
  const form = requiredForm(question);
  const clauses = (evidence.statements[0] ?? '').split(CLAUSE_ENDS).filter((clause) => clause !== '');
  const covered = clauses.map((clause) => coverage(matter, bigramsOf(clause, fold)));
  const coveredWithForm = form === null ? covered : covered.filter((_, index) => form(clauses[index] ?? ''));
  const isLacking = lacksAsked(question, evidence);
  return {
    lacksAsked: Number(isLacking),
    companion,
    companionSquared: companion ** 2,
    companionShort: Math.max(0, NEARLY_SURE - companion),
    companionWhereLacking: companion * Number(isLacking),
    companionWhereFormLacks: companion * Number(lacksForm(question, evidence)),
    companionWhereList: companion * Number(evidence.leadsToList),
    weakestTokens: match.weakestTokens,
    tokenSpread: match.tokenSpread,
    weakestTokensByFirst: match.weakestTokensByFirst,
    lateByFirst: match.lateByFirst,
    aboveOthers: match.aboveOthers,
    aboveThird: match.aboveThird,
    neighbours: match.neighbours,
    leansOnBefore: Number(evidence.leansOnBefore),
    /** Share of what the question is about that the speech bears anywhere. */
    matterKnown: coverage(matter, evidence.speechBigrams),
    matterLength: matter.size,
    bestHoldsForm: Number(form !== null && form(evidence.texts[0] ?? '')),
    /** How much more of the matter a clause covers than one that holds the asked kind of thing. */
    formClauseGap: Math.max(0, ...covered) - Math.max(0, ...coveredWithForm),
    asksNumber: Number(question.wanted === 'number'),
    asksWhat: Number(ASKS_WHAT.test(question.text)),
    asksWhere: Number(ASKS_WHERE.test(question.text)),
  };
}

/** The signals by name. */
export type AnswerSignals = NonNullable<ReturnType<typeof answerSignals>>;

/** A logistic model of them. */
export type AnswerWeights = SignalWeights<keyof AnswerSignals>;
