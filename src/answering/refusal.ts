import type { CharacterFold } from '../text/fold.js';
import { lacksAskedOrdinal } from './asked-ordinal.js';
import { wantsBlank } from './blanks.js';
import { declinesToTell } from './declines.js';
import { explainsAny } from './explanations.js';
import { onlyCounts } from './only-counted.js';
import { tellsOnlyThatTheySpoke } from './others-words.js';
import type { NotFoundReason } from './quoting/answer.js';
import type { Question } from './reading/question.js';
import { requiredForm } from './required-form.js';
import { namesNone } from './unnamed.js';

/** What a candidate answer is judged by. */
export interface Evidence {
  /** Words of the best candidates, best first. */
  readonly texts: readonly string[];
  /** The same, each as the whole statement that it belongs to. */
  readonly statements: readonly string[];
  /** Share of the question's pairs of characters that each of `texts` holds. */
  readonly coverages: readonly number[];
  /** Cosine of the question and the best candidate. */
  readonly dense: number;
  /** Mean best cosine over tokens of the best candidate. */
  readonly late: number;
  /** The same by the companion, of the best of three candidates; null without one. */
  readonly companionLate: number | null;
  /** Share of the question's pairs of characters that occur anywhere in the speech. */
  readonly known: number;
  /** Whether the question asks for a degree that the speech never names beside those that the best candidate names. */
  readonly isOtherDegree: boolean;
  /** Whether the question asks how much something is that the speech never names, by its own or a related word. */
  readonly isAttributeUnknown: boolean;
  /** Whether the question asks for a further one of a thing than the speech counts. */
  readonly isBeyondCounted: boolean;
  /** Whether the best candidate announces a list of the speech, or belongs to one. */
  readonly leadsToList: boolean;
  /** Whether the question's own words say little: it points at the one before it, or at an end of the speech. */
  readonly saysLittle: boolean;
}

/** Wants something done that no quotation does: 帮我写一封信, 给我翻译, 帮我算一下. */
const ASKS_FOR_A_TASK =
  /^(?:请|麻烦|能不能|可以|你?能)?(?:你)?(?:帮我|替我|给我)(?:用[^,，。?？]{1,8})?(?:[^,，。?？]{0,4}(?:写|算|画|编(?!号)|翻译|改写|起草|润色|订|买|做一?[个份首张])|查[^,，。?？]{0,14}(?:票|天气|航班|快递|路线|股价|余额))(?!.*(?:讲话|报告|原文|稿子?|里面?)(?:里|中|怎么|说))/;

/** 明天会下雪吗: what nobody asks a speech, unless it tells the forecast. */
const ASKS_FOR_WEATHER = /(?:明|后)天[^,，。?？]{0,8}(?:下雨|下雪|天气|气温|出太阳)/;
/** Words of a forecast. */
const FORECAST = /明天|后天|预报|气象|降雨/;

/** What a question asks the amount of, by its last two characters ("实施意见的文号是多少"); null where it asks otherwise. */
export function askedAttribute(text: string): string | null {
  return /([\u4e00-\u9fff]{2})(?<!的)(?:到底|究竟|一共|总共|分别|各自?|都)*(?:是|为)多少/.exec(text)?.[1] ?? null;
}

/** Limits of refusing, found by `npm run calibrate`. */
export interface RefusalLimits {
  /**
   * Similarities below which nothing in the text is about the question, by the best candidate's cosine, by late
   * interaction and by the companion's. A question of everyday life stays below all three with any speech; questions
   * that are answered lie above one of them.
   */
  readonly offTopicDense: number;
  readonly offTopicLate: number;
  /** The same by the companion's late interaction. */
  readonly offTopicCompanion: number;
  /** Share of the question's pairs of characters in the speech from which on it is never off topic. */
  readonly offTopicKnown: number;
  /** The companion's late interaction below which nothing answers: it is trained to stay low where nothing does. */
  readonly leastCompanion: number;
  /** From which on a candidate answers, whatever it seems to lack of the asked kind. */
  readonly sureCompanion: number;
  /** Share of the best candidate's coverage that the others need to be looked at for the asked form. */
  readonly leastRelativeCoverage: number;
}

/** The limits in use; measurements try others. */
export const REFUSAL_LIMITS: RefusalLimits = {
  offTopicDense: 0.4,
  offTopicLate: 0.5,
  offTopicCompanion: 0.64,
  offTopicKnown: 0.7,
  leastCompanion: 0.55,
  sureCompanion: 0.77,
  leastRelativeCoverage: 0.75,
};

/** Candidates that are looked at for the asked form. */
const LOOKED_AT = 3;

/** The best candidates that speak of what the question speaks of: a number in a sentence about something else is none. */
function closest({ coverages }: Evidence, leastRelativeCoverage: number): number[] {
  const lookedAt = coverages.slice(0, LOOKED_AT);
  const best = Math.max(...lookedAt);
  return lookedAt.flatMap((covered, index) => (index === 0 || covered >= leastRelativeCoverage * best ? [index] : []));
}

/** Works something out when it is first asked for. */
function once<Value>(read: () => Value): () => Value {
  let known: { readonly value: Value } | null = null;
  return () => (known ??= { value: read() }).value;
}

/** What speaks against the best candidates, whatever the limits; each is worked out when it is first asked for. */
export interface RefusalSigns {
  readonly evidence: Evidence;
  readonly wantsBlank: () => boolean;
  readonly asksForTask: () => boolean;
  /** Whether a further one of a thing is asked for than the speech has. */
  readonly isBeyond: () => boolean;
  /** Whether what is asked about is only mentioned: a name that is never explained, things that are only counted, some village, what the speaker says that he does not tell. */
  readonly isOnlyMentioned: () => boolean;
  /** Whether no candidate of at least that share of the best one's coverage holds the asked kind of thing. */
  readonly lacksForm: (leastRelativeCoverage: number) => boolean;
}

/** Whether a named thing is never explained; a list is explanation enough of a name that is not quoted. */
const isUnexplained = (question: Question, { leadsToList, statements }: Evidence) =>
  !(leadsToList && question.quotedTerms.length === 0) && !explainsAny(question, statements);

/** Reads the signs of a question and its candidates. */
export function refusalSigns(question: Question, evidence: Evidence, fold: CharacterFold): RefusalSigns {
  const form = once(() => requiredForm(question));
  const holdsForm = evidence.texts.map((text) => once(() => form()?.(text) ?? true));
  return {
    evidence,
    wantsBlank: once(() => wantsBlank(question, evidence.texts.slice(0, 2), fold)),
    asksForTask: once(
      () =>
        ASKS_FOR_A_TASK.test(question.asked) ||
        (ASKS_FOR_WEATHER.test(question.asked) && !FORECAST.test(evidence.texts[0] ?? '')),
    ),
    isBeyond: once(
      () =>
        evidence.isBeyondCounted || evidence.isOtherDegree || lacksAskedOrdinal(question.text, evidence.texts[0] ?? ''),
    ),
    isOnlyMentioned: once(
      () =>
        isUnexplained(question, evidence) ||
        tellsOnlyThatTheySpoke(question.asked, evidence.texts[0] ?? '') ||
        declinesToTell(question, evidence.texts[0] ?? '') ||
        namesNone(question, evidence.statements[0] ?? '') ||
        (!evidence.leadsToList && onlyCounts(question, evidence.texts[0] ?? '')),
    ),
    lacksForm: (leastRelativeCoverage) =>
      closest(evidence, leastRelativeCoverage).every((index) => holdsForm[index]?.() === false),
  };
}

/**
 * Why a question is not answered, or null where it is. In order: the asked number or date is blanked out; something is to
 * be done; a further one of a thing is asked for than the speech counts; nothing is about the question; the companion finds
 * no answer; what is asked about is only mentioned; the companion finds an answer beyond doubt; the text holds nothing of the
 * asked kind.
 */
export function refuse(signs: RefusalSigns, limits: RefusalLimits = REFUSAL_LIMITS): NotFoundReason | null {
  const { evidence } = signs;
  if (signs.wantsBlank()) return 'blank';
  if (signs.asksForTask()) return 'off_topic';
  if (signs.isBeyond()) return 'absent';
  const { companionLate: companion } = evidence;
  if (
    !evidence.saysLittle &&
    evidence.dense < limits.offTopicDense &&
    evidence.late < limits.offTopicLate &&
    (companion ?? 0) < limits.offTopicCompanion &&
    evidence.known < limits.offTopicKnown
  )
    return 'off_topic';
  if (companion !== null && companion < limits.leastCompanion && !evidence.saysLittle) return 'absent';
  if (signs.isOnlyMentioned()) return 'absent';
  if (companion !== null && companion >= limits.sureCompanion) return null;
  return evidence.isAttributeUnknown || signs.lacksForm(limits.leastRelativeCoverage) ? 'absent' : null;
}
