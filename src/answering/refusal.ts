import type { CharacterFold } from '../text/fold.js';
import { lacksAskedOrdinal } from './asked-ordinal.js';
import { wantsBlank } from './blanks.js';
import { declinesToTell } from './declines.js';
import { explainsAny } from './explanations.js';
import { onlyCounts } from './only-counted.js';
import { tellsOnlyThatTheySpoke } from './others-words.js';
import type { Evidence } from './evidence.js';
import type { NotFoundReason } from './quoting/answer.js';
import type { Question } from './reading/question.js';
import { requiredForm } from './required-form.js';
import { namesNone } from './unnamed.js';

/** Wants something done that no quotation does: 帮我写一封信, 给我翻译, 帮我算一下. */
const ASKS_FOR_A_TASK =
  /^(?:请|麻烦|能不能|可以|你?能)?(?:你)?(?:帮我|替我|给我)(?:用[^,，。?？]{1,8})?(?:[^,，。?？]{0,4}(?:写|算|画|编(?!号)|翻译|改写|起草|润色|订|买|做一?[个份首张])|查[^,，。?？]{0,14}(?:票|天气|航班|快递|路线|股价|余额))(?!.*(?:讲话|报告|原文|稿子?|里面?)(?:里|中|怎么|说))/;

/** 明天会下雪吗: what nobody asks a speech, unless it tells the forecast. */
const ASKS_FOR_WEATHER = /(?:明|后)天[^,，。?？]{0,8}(?:下雨|下雪|天气|气温|出太阳)/;
/** Words of a forecast. */
const FORECAST = /明天|后天|预报|气象|降雨/;

/** Limits of refusing by rules, found by trying some eighteen thousand combinations of them on the sets that are not blind. */
export const REFUSAL_LIMITS = {
  /**
   * Similarities below which nothing in the text is about the question, by the best candidate's cosine, by late
   * interaction and by the companion's. A question of everyday life stays below all three with any speech; questions
   * that are answered lie above one of them.
   */
  offTopicDense: 0.4,
  offTopicLate: 0.5,
  /** The same by the companion's late interaction. */
  offTopicCompanion: 0.64,
  /** Share of the question's pairs of characters in the speech from which on it is never off topic. */
  offTopicKnown: 0.7,
  /** The companion's late interaction below which nothing answers: it is trained to stay low where nothing does. */
  leastCompanion: 0.55,
  /** From which on a candidate answers, whatever it seems to lack of the asked kind. */
  sureCompanion: 0.77,
  /** Share of the best candidate's coverage that the others need to be looked at for the asked form. */
  leastRelativeCoverage: 0.75,
} as const;

/** Candidates that are looked at for the asked form. */
const LOOKED_AT = 3;

/** The best candidates that speak of what the question speaks of: a number in a sentence about something else is none. */
function closest({ coverages }: Evidence): number[] {
  const lookedAt = coverages.slice(0, LOOKED_AT);
  const best = Math.max(...lookedAt);
  return lookedAt.flatMap((covered, index) =>
    index === 0 || covered >= REFUSAL_LIMITS.leastRelativeCoverage * best ? [index] : [],
  );
}

/** Whether a named thing is never explained; a list is explanation enough of a name that is not quoted. */
const isUnexplained = (question: Question, { leadsToList, statements }: Evidence) =>
  !(leadsToList && question.quotedTerms.length === 0) && !explainsAny(question, statements);

/** Whether what is asked about is only mentioned: a name that is never explained, things that are only counted, some village, what the speaker says that he does not tell. */
function isOnlyMentioned(question: Question, evidence: Evidence): boolean {
  const [best = ''] = evidence.texts;
  return (
    isUnexplained(question, evidence) ||
    tellsOnlyThatTheySpoke(question.asked, best) ||
    declinesToTell(question, best) ||
    namesNone(question, evidence.statements[0] ?? '') ||
    (!evidence.leadsToList && onlyCounts(question, best))
  );
}

/** Whether no candidate that speaks of what the question speaks of holds the asked kind of thing. */
export function lacksForm(question: Question, evidence: Evidence): boolean {
  const form = requiredForm(question);
  return form !== null && closest(evidence).every((index) => !form(evidence.texts[index] ?? ''));
}

/** Whether a further one of a thing is asked for than the speech has. */
const isBeyond = (question: Question, evidence: Evidence) =>
  evidence.isBeyondCounted || evidence.isOtherDegree || lacksAskedOrdinal(question.text, evidence.texts[0] ?? '');

/** Whether something is to be done, or told of tomorrow, that no quotation does. */
const asksForTask = ({ asked }: Question, { texts }: Evidence) =>
  ASKS_FOR_A_TASK.test(asked) || (ASKS_FOR_WEATHER.test(asked) && !FORECAST.test(texts[0] ?? ''));

/**
 * What no likelihood outweighs. In order: the asked number or date is blanked out; something is to be done; a further one of a
 * thing is asked for than the speech counts; nothing is about the question; the companion finds no answer; what is asked about
 * is only mentioned. Null where none of them holds.
 */
export function refuseOutright(question: Question, evidence: Evidence, fold: CharacterFold): NotFoundReason | null {
  if (wantsBlank(question, evidence.texts.slice(0, 2), fold)) return 'blank';
  if (asksForTask(question, evidence)) return 'off_topic';
  if (isBeyond(question, evidence)) return 'absent';
  if (isOffTopic(evidence)) return 'off_topic';
  const isUnlike = (evidence.companionLate ?? 1) < REFUSAL_LIMITS.leastCompanion && !evidence.saysLittle;
  return isUnlike || isOnlyMentioned(question, evidence) ? 'absent' : null;
}

const isOffTopic = ({ saysLittle, dense, late, companionLate, known }: Evidence) =>
  !saysLittle &&
  dense < REFUSAL_LIMITS.offTopicDense &&
  late < REFUSAL_LIMITS.offTopicLate &&
  (companionLate ?? 0) < REFUSAL_LIMITS.offTopicCompanion &&
  known < REFUSAL_LIMITS.offTopicKnown;

/** Whether the text holds nothing of the asked kind, and the companion does not find an answer beyond doubt. */
export function lacksAsked(question: Question, evidence: Evidence): boolean {
  const { companionLate: companion } = evidence;
  if (companion !== null && companion >= REFUSAL_LIMITS.sureCompanion) return false;
  return evidence.isAttributeUnknown || lacksForm(question, evidence);
}
