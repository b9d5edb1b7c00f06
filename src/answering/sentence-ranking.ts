import type { RankedUnit, Ranking } from '../retrieval/retriever.js';
import type { Sentence } from '../speech/types.js';
import type { AnswererParts } from './answering-steps.js';
import { bestCompanionLate } from './near-best.js';
import { repeatsTerm } from './lists/lists-in-sentences.js';
import { sentenceWords } from './quoting/spans.js';
import { readQuestion, type Question } from './reading/question.js';
import { endAsked } from './reading/speech-ends.js';

/** Kinds of sentences that an open question never gets: they are not what the speaker says. */
const NEVER_QUOTED: ReadonlySet<string> = new Set(['title', 'salutation', 'chrome']);
/** What answers only where the speech itself does not come near: annexes, notes, the lines under the title. */
const HELD_BACK: ReadonlySet<string> = new Set(['annex', 'note', 'byline']);
const HELD_BACK_PENALTY = 0.3;
/** What a sentence gains that holds a quoted word as often as things are asked for. */
const REPEATED_TERM_BONUS = 2;
/** What a sentence gains that stands at the end of the speech where the question says that the answer stands. */
const END_BONUS = 3;
/** What counts as an end: so many sentences, or such a share of all. */
const FEWEST_AT_END = 6;
const SHARE_AT_END = 0.08;
/** Shorter sentences are thanks or an address, in UTF-16 units. */
const SHORTEST_WORDS = 10;
/** Words that a translated question is embedded and searched by, of all that the speech has for one of its words. */
const WORDS_A_TRANSLATION = 3;
/** The companion's late interaction from which on a question that may lean on the one before stands alone. */
const SURELY_ANSWERED = 0.72;
/** Weight of the question before, when a follow-up leans on it. */
const CONTEXT_WEIGHT = 0.5;

/** 那乙级的呢, 那社区是多少: what a follow-up names. */
const ASKED_ON = /^(?:那|那么|要是|如果)?([\u4e00-\u9fff]{2,6}?)的?(?:呢|怎么办|是多少|有多少|多少|几)/;
/** What the sentence that answers the question before gains where it speaks of that too. */
const ASKED_ON_BONUS = 2;

/** Ranks the sentences of one speech for questions, in the language of the speech as far as the dictionary has their words. */
export class SentenceRanking {
  private readonly firstSpoken: number;
  private readonly lastSpoken: number;

  constructor(private readonly parts: AnswererParts) {
    const isSpoken = ({ node, isHeading }: Sentence) =>
      !isHeading && !NEVER_QUOTED.has(node.kind) && !HELD_BACK.has(node.kind);
    this.firstSpoken = parts.speech.sentences.findIndex(isSpoken);
    this.lastSpoken = parts.speech.sentences.findLastIndex(isSpoken);
  }

  /** A question in the language of the speech, as far as the dictionary and the speech have its words. */
  inSpeechLanguage(question: Question): Question {
    const { wordBridge, speech } = this.parts;
    if (question.isEnglish === (speech.language === 'en')) return question;
    const groups = question.isEnglish ? wordBridge.toChinese(question.text) : wordBridge.toEnglish(question.text);
    if (groups.length === 0) return question;
    const words = new Set(groups.flatMap(({ others }) => others.slice(0, WORDS_A_TRANSLATION)));
    return { ...question, text: [...words].join(' '), translation: groups };
  }

  /**
   * The sentences that may answer, best first, with those put forward that the question before is about; where the question
   * may stand alone only if none surely answers it. Rejects with `EmbeddingError` when the embedder fails.
   */
  async rank(question: Question, context: Question | null, mayStandAlone = false): Promise<Ranking> {
    const { translation } = question;
    const groups = translation ?? this.parts.wordBridge.relatedWords(question.text);
    const related = { groups, isTranslation: translation !== null };
    const { ranked, embedding } = await this.parts.retriever.retrieve(question.text, related, question.asked);
    const end = endAsked(question.asked);
    const allowed = (units: readonly RankedUnit[]) =>
      units.flatMap((unit) => this.weigh(unit, question, end)).sort((a, b) => b.score - a.score);
    if (context === null) return { ranked: allowed(ranked), embedding };
    if (mayStandAlone) {
      const alone = allowed(ranked);
      if ((bestCompanionLate(alone) ?? 1) >= SURELY_ANSWERED) return { ranked: alone, embedding };
    }
    // What the question before only nearly says is no context.
    const said = { groups: context.translation ?? [], isTranslation: context.translation !== null };
    const before = await this.parts.retriever.retrieve(context.text, said, context.asked);
    const [answered] = before.ranked;
    const isAskedOn = ({ label }: RankedUnit) => label === answered?.label && this.speaksOfAsked(question, label);
    const contextScores = new Map(before.ranked.map(({ label, score }) => [label, score]));
    const mixed = ranked.map((unit) => ({
      ...unit,
      score:
        unit.score + CONTEXT_WEIGHT * (contextScores.get(unit.label) ?? 0) + (isAskedOn(unit) ? ASKED_ON_BONUS : 0),
    }));
    return { ranked: allowed(mixed), embedding };
  }

  /** Whether a sentence speaks of what a follow-up names: 那乙级的呢. */
  private speaksOfAsked({ text }: Question, label: number): boolean {
    const named = ASKED_ON.exec(text)?.[1];
    return named !== undefined && sentenceWords(this.parts.speech, label).includes(named);
  }

  /** What is nearest to words, headings among it, best first. */
  async nearestTo(words: string): Promise<Ranking> {
    const { text, asked, translation } = this.inSpeechLanguage(readQuestion(words));
    const related = { groups: translation ?? [], isTranslation: translation !== null };
    const { ranked, embedding } = await this.parts.retriever.retrieve(text, related, asked);
    // Translated word by word the words of a heading stand in many sentences: the companion reads it as it was asked.
    const byCompanion = (unit: RankedUnit) => unit.late[1] ?? 0;
    const nearest = translation === null ? ranked : [...ranked].sort((a, b) => byCompanion(b) - byCompanion(a));
    return { ranked: nearest, embedding };
  }

  /** Whether a sentence stands at an end of the speech. */
  private standsAt(end: 'first' | 'last', label: number): boolean {
    const reach = Math.max(FEWEST_AT_END, SHARE_AT_END * (this.lastSpoken - this.firstSpoken));
    return (end === 'last' ? this.lastSpoken - label : label - this.firstSpoken) < reach;
  }

  /**
   * Leaves out what is no answer: headings, title, address; holds back what stands around the speech, puts asked lists forward
   * and what stands at the end of the speech that is asked about, if any.
   */
  weigh(unit: RankedUnit, question: Question, end: 'first' | 'last' | null = null): RankedUnit[] {
    const sentence = this.parts.speech.sentences[unit.label];
    if (sentence === undefined || sentence.isHeading || NEVER_QUOTED.has(sentence.node.kind)) return [];
    const isHeldBack = HELD_BACK.has(sentence.node.kind);
    const text = this.parts.speech.text.slice(sentence.span.start, sentence.span.end);
    // 谢谢大家！ says nothing.
    const isWhereAsked = end !== null && text.length >= SHORTEST_WORDS && this.standsAt(end, unit.label);
    const bonus = (repeatsTerm(question, text) ? REPEATED_TERM_BONUS : 0) + (isWhereAsked ? END_BONUS : 0);
    const score = unit.score - (isHeldBack ? HELD_BACK_PENALTY : 0) + bonus;
    return [{ ...unit, score }];
  }
}
