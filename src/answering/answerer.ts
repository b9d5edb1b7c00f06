import type { RankedUnit } from '../retrieval/retriever.js';
import type { Span } from '../speech/types.js';
import { foldText } from '../text/fold.js';
import type { Answer, Answered, Quote, Turn } from './answer.js';
import { ANSWERING_STEPS, type AnswererParts, type AnsweringSteps } from './answering-steps.js';
import { makeQuote, sentenceIndexAt } from './citation.js';
import { quotesAnswer } from './division-answers.js';
import { EnumerationFinder } from './enumeration.js';
import type { Resolved } from './follow-up.js';
import { furtherAnswer, itemShown, NOTHING_MORE, quotesShown, roomForMore } from './further-quotes.js';
import { ListsByMeaning, type Ranking } from './list-by-meaning.js';
import { listsExactly, repeatsTerm } from './lists-in-sentences.js';
import { asksForSeveral, readQuestion, type Question } from './question.js';
import { askedAttribute, asksForNamedGroup, type Evidence } from './refusal.js';
import { requiredForm } from './required-form.js';
import type { Enumeration } from './speech-lists.js';
import { StructureAnswerer } from './structure-answer.js';
import type { StructureQuestion } from './structure-question-type.js';
import { bigramsOf, coverage } from './topic-match.js';

/** Kinds of sentences that an open question never gets: they are not what the speaker says. */
const NEVER_QUOTED: ReadonlySet<string> = new Set(['title', 'byline', 'salutation', 'chrome']);
/** Annexes and notes answer only where the speech itself does not come near. */
const APPENDIX_PENALTY = 0.3;
/** What a sentence gains that holds a quoted word as often as things are asked for. */
const REPEATED_TERM_BONUS = 2;
/** Best sentences whose list is looked at, where a question asks for several things. */
const SENTENCES_LEADING_TO_LISTS = 3;
/** What points of an outline are counted by, whatever their items say. */
const OUTLINE_UNITS = '点条项段个';
/** Words that a translated question is embedded and searched by, of all that the speech has for one of its words. */
const WORDS_A_TRANSLATION = 3;
/** Weight of the question before, when a follow-up leans on it. */
const CONTEXT_WEIGHT = 0.5;

/** Answers questions about one speech: structure from the outline, lists as lists, all else by ranking sentences. */
export class Answerer {
  private readonly structure: StructureAnswerer;
  private readonly enumerations: EnumerationFinder;
  private readonly listsByMeaning: ReturnType<AnsweringSteps['listsByMeaning']>;
  private readonly speechBigrams: ReadonlySet<string>;

  constructor(
    private readonly parts: AnswererParts,
    private readonly steps: AnsweringSteps = ANSWERING_STEPS,
  ) {
    this.structure = new StructureAnswerer(parts.speech, parts.fold);
    this.enumerations = new EnumerationFinder(parts.speech, parts.fold);
    this.listsByMeaning = steps.listsByMeaning(new ListsByMeaning(parts.speech, parts.retriever, this.enumerations));
    this.speechBigrams = bigramsOf(parts.speech.text, parts.fold);
  }

  /** Rejects with `EmbeddingError` when the embedder fails; structure questions without a topic need none. */
  async answer(text: string, history: readonly Turn[], quoteCount: number): Promise<Answer> {
    const folded = foldText(text, this.parts.fold);
    const turns = history.map((turn) => ({ ...turn, question: foldText(turn.question, this.parts.fold) }));
    const resolved = this.steps.resolveFollowUp(folded, turns);
    if (resolved.wants !== null) return this.goOn(resolved.wants, resolved.question, turns, quoteCount);
    const asked = readQuestion(this.parts.soundAlikes.correct(resolved.question));
    const context = resolved.context === null ? null : this.inSpeechLanguage(readQuestion(resolved.context));
    const structural = await this.answerStructure(asked);
    const question = this.inSpeechLanguage(asked);
    if (structural !== null) return structural;
    const list = this.steps.findEnumeration(this.enumerations, question);
    const ranking = await this.rank(question, context);
    const around = list ?? this.listAround(question, ranking.ranked) ?? this.listsByMeaning.list(question, ranking);
    if (around !== null) return this.enumerationAnswer(around);
    return this.openAnswer(question, ranking.ranked, resolved.pointsBack, quoteCount);
  }

  /** Puts the second candidate first where it holds the kind of thing that is asked for and the first does not. */
  private askedKindFirst(question: Question, ranked: readonly RankedUnit[]): readonly RankedUnit[] {
    const form = requiredForm(question);
    const [first, second, ...others] = ranked;
    if (form === null || first === undefined || second === undefined) return ranked;
    const holds = ({ label }: RankedUnit) => {
      const { start, end } = this.steps.quoteSpan(this.parts.speech, label);
      return form(this.parts.speech.text.slice(start, end));
    };
    return holds(second) && !holds(first) ? [second, first, ...others] : ranked;
  }

  /** Goes on from the answer before: with another division or item, or with further quotes for the same question. */
  private async goOn(
    wants: NonNullable<Resolved['wants']>,
    before: string,
    history: readonly Turn[],
    quoteCount: number,
  ): Promise<Answer> {
    const answers = await this.answersTo(history, quoteCount);
    const last = answers.at(-1);
    const first = last === undefined ? undefined : quotesShown(last)[0];
    if (typeof wants === 'object' && last !== undefined && first !== undefined) {
      const item =
        itemShown(this.parts.speech, last, wants.position) ?? this.structure.itemAround(first.start, wants.position);
      return item ?? NOTHING_MORE;
    }
    if (wants !== 'more' && first !== undefined) {
      const neighbour = this.structure.neighbour(first.start, wants === 'next' ? 1 : -1);
      if (neighbour !== null) return neighbour;
    }
    const wanted = wants === 'previous' || last === undefined ? 0 : roomForMore(answers, quoteCount);
    if (wanted === 0 || last === undefined) return NOTHING_MORE;
    if (last.status === 'not_found' && last.reason === 'off_topic') return last;
    const shown = answers.flatMap(quotesShown);
    const isShown = ({ start, end }: Quote) => shown.some((quote) => start < quote.end && quote.start < end);
    const { ranked } = await this.rank(this.inSpeechLanguage(readQuestion(before)), null);
    const quotes = this.quotesOf(ranked, wanted + shown.length)
      .filter((quote) => !isShown(quote))
      .slice(0, wanted);
    return furtherAnswer(last, quotes);
  }

  /** The answers to the question that the last turn goes on from, oldest first; those not known are found again. */
  private async answersTo(history: readonly Turn[], quoteCount: number): Promise<Answer[]> {
    const standsAlone = ({ question }: Turn, index: number) =>
      this.steps.resolveFollowUp(question, history.slice(0, index)).wants === null;
    const start = Math.max(0, history.findLastIndex(standsAlone));
    const known = history.slice(0, start);
    for (const { question, answer } of history.slice(start))
      known.push({ question, answer: answer ?? (await this.answer(question, known, quoteCount)) });
    return known.slice(start).flatMap(({ answer }) => answer ?? []);
  }

  /** A question in the language of the speech, as far as the dictionary and the speech have its words. */
  private inSpeechLanguage(question: Question): Question {
    const { wordBridge, speech } = this.parts;
    if (question.isEnglish === (speech.language === 'en')) return question;
    const groups = question.isEnglish ? wordBridge.toChinese(question.text) : wordBridge.toEnglish(question.text);
    if (groups.length === 0) return question;
    const words = new Set(groups.flatMap(({ others }) => others.slice(0, WORDS_A_TRANSLATION)));
    return { ...question, text: [...words].join(' '), translation: groups };
  }

  private async answerStructure(question: Question): Promise<Answer | null> {
    const asked = this.steps.readStructureQuestion(question.text);
    if (asked === null) return null;
    const span = await this.itemOf(asked, question);
    if (span !== null) return quotesAnswer([makeQuote(this.parts.speech, span, 1)]);
    const needsVector =
      (asked.ask === 'division' && asked.part === null && (asked.topic !== '' || asked.scope !== null)) ||
      (asked.ask === 'count' && asked.part === null);
    const vector = needsVector ? (await this.parts.retriever.retrieve(question.text)).embedding.vector : null;
    const similarity = (first: number, end: number) =>
      vector === null ? 0 : this.parts.rangeSimilarity(vector, first, end);
    const topic =
      asked.ask === 'which' ? asked.topic : asked.ask === 'edge' && asked.isParagraph ? (asked.scope ?? '') : '';
    const ranked = topic === '' ? [] : (await this.rank(readQuestion(topic), null)).ranked;
    const sentences = ranked.flatMap(({ label }) => this.parts.speech.sentences[label] ?? []);
    const answer = this.structure.answer(asked, { similarity, ranked: sentences });
    return answer === null && asked.ask === 'count' ? this.countByMeaning(question) : answer;
  }

  /**
   * The item of a list that no outline shows. Points that are announced are counted by the outline, which knows those
   * that are missing; so are those of which the question does not say how many there are ("三件事里的末一件"), unless
   * they are things that the items themselves count.
   */
  private async itemOf(asked: StructureQuestion, question: Question): Promise<Span | null> {
    const { quotedTerms } = question;
    const rank = () => this.rank(question, null);
    if (asked.ask === 'item') {
      return asked.term === null
        ? this.listsByMeaning.item({ ...asked, quotedTerms }, rank)
        : this.listsByMeaning.itemByName({ ...asked, quotedTerms: [asked.term] }, rank);
    }
    if (asked.ask !== 'division' || asked.part !== null || asked.point === null || asked.scope !== null) return null;
    const { point: position, count } = asked;
    const isThing = asked.unit !== null && !OUTLINE_UNITS.includes(asked.unit);
    const item = { position, count, unit: isThing ? asked.unit : null, quotedTerms };
    if (count === null && !isThing) return null;
    const isAnnounced = this.parts.speech.announcements.some(({ announced }) => announced === count);
    return count === null || isAnnounced
      ? this.listsByMeaning.itemByName(item, rank)
      : this.listsByMeaning.item(item, rank);
  }

  /** The items of the list that a question for their number means, with their number. */
  private async countByMeaning(question: Question): Promise<Answer | null> {
    const list = this.listsByMeaning.nearest(await this.rank(question, null));
    if (list === null) return null;
    return { ...this.enumerationAnswer(list), notes: [{ key: 'count', values: { count: list.items.length } }] };
  }

  private async rank(question: Question, context: Question | null): Promise<Ranking> {
    const { translation } = question;
    const groups = translation ?? this.parts.wordBridge.relatedWords(question.text);
    const related = { groups, isTranslation: translation !== null };
    const { ranked, embedding } = await this.parts.retriever.retrieve(question.text, related, question.asked);
    const allowed = (units: readonly RankedUnit[]) =>
      units.flatMap((unit) => this.weigh(unit, question)).sort((a, b) => b.score - a.score);
    if (context === null) return { ranked: allowed(ranked), embedding };
    // What the question before only nearly says is no context.
    const said = { groups: context.translation ?? [], isTranslation: context.translation !== null };
    const before = await this.parts.retriever.retrieve(context.text, said, context.asked);
    const contextScores = new Map(before.ranked.map(({ label, score }) => [label, score]));
    const mixed = ranked.map((unit) => ({
      ...unit,
      score: unit.score + CONTEXT_WEIGHT * (contextScores.get(unit.label) ?? 0),
    }));
    return { ranked: allowed(mixed), embedding };
  }

  /** Leaves out what is no answer: headings, title, address; holds appendices back, puts asked lists forward. */
  private weigh(unit: RankedUnit, question: Question): RankedUnit[] {
    const sentence = this.parts.speech.sentences[unit.label];
    if (sentence === undefined || sentence.isHeading || NEVER_QUOTED.has(sentence.node.kind)) return [];
    const isAppendix = sentence.node.kind === 'annex' || sentence.node.kind === 'note';
    const text = this.parts.speech.text.slice(sentence.span.start, sentence.span.end);
    const score =
      unit.score - (isAppendix ? APPENDIX_PENALTY : 0) + (repeatsTerm(question, text) ? REPEATED_TERM_BONUS : 0);
    return [{ ...unit, score }];
  }

  /**
   * The list that one of the best sentences introduces or belongs to, for a question that asks for several things: one
   * of the asked length, where it says how many; not where the best sentence lists as many itself.
   */
  private listAround(question: Question, ranked: readonly RankedUnit[]): Enumeration | null {
    if (!asksForSeveral(question) || asksForNamedGroup(question)) return null;
    const { speech } = this.parts;
    for (const [place, { label }] of ranked.slice(0, SENTENCES_LEADING_TO_LISTS).entries()) {
      const span = speech.sentences[label]?.span;
      if (span === undefined) continue;
      if (place === 0 && question.itemCount !== null) {
        if (listsExactly(speech.text.slice(span.start, span.end), question.itemCount)) return null;
      }
      const list = this.steps.findEnumerationAround(
        this.enumerations,
        question,
        span.start,
        place === 0,
        this.steps.quoteSpan(speech, label),
      );
      if (list !== null) return list;
    }
    return null;
  }

  private enumerationAnswer(list: Enumeration): Answered {
    const { speech } = this.parts;
    const heading = list.heading === null ? [] : [makeQuote(speech, list.heading, 1)];
    return {
      status: 'answered',
      form: 'enumeration',
      quotes: [...heading, ...list.items.map((span) => makeQuote(speech, span, 1))],
      notes: [],
    };
  }

  private openAnswer(
    question: Question,
    ranked: readonly RankedUnit[],
    pointsBack: boolean,
    quoteCount: number,
  ): Answer {
    const best = ranked[0];
    const reason =
      best === undefined
        ? 'absent'
        : this.steps.refuse(question, this.evidenceOf(question, ranked, best, pointsBack), this.parts.fold);
    if (reason !== null) {
      const quotes = this.quotesOf(ranked, quoteCount);
      const nearest = reason === 'off_topic' ? [] : reason === 'blank' ? this.blankFirst(quotes).slice(0, 1) : quotes;
      return { status: 'not_found', reason, nearest, notes: [] };
    }
    const quotes = this.quotesOf(this.askedKindFirst(question, ranked), quoteCount);
    return { status: 'answered', form: 'quotes', quotes, notes: [] };
  }

  private blankFirst(quotes: readonly Quote[]): Quote[] {
    return [...quotes].sort((a, b) => Number(b.text.includes('*')) - Number(a.text.includes('*')));
  }

  private evidenceOf(
    question: Question,
    ranked: readonly RankedUnit[],
    best: RankedUnit,
    pointsBack: boolean,
  ): Evidence {
    const { speech, fold } = this.parts;
    const texts = ranked.slice(0, 5).map(({ label }) => {
      const { start, end } = this.steps.quoteSpan(speech, label);
      return speech.text.slice(start, end);
    });
    const asked = bigramsOf(question.text, fold);
    const attribute = askedAttribute(question.text);
    const companionLates = ranked.slice(0, 3).flatMap(({ late }) => late[1] ?? []);
    return {
      texts,
      dense: Math.max(...ranked.slice(0, 3).map(({ dense }) => dense)),
      late: best.late[0] ?? 0,
      companionLate: companionLates.length === 0 ? null : Math.max(...companionLates),
      known: coverage(asked, this.speechBigrams),
      coverages: texts.map((text) => coverage(asked, bigramsOf(text, fold))),
      isAttributeUnknown:
        attribute !== null &&
        !this.speechBigrams.has(attribute) &&
        this.parts.wordBridge.relatedWords(attribute).length === 0,
      pointsBack,
    };
  }

  private quotesOf(ranked: readonly RankedUnit[], quoteCount: number): Quote[] {
    const quotes: Quote[] = [];
    for (const { label, score } of ranked) {
      if (quotes.length >= quoteCount) break;
      const span = this.steps.quoteSpan(this.parts.speech, label);
      const overlaps = quotes.some((quote) => span.start < quote.end && quote.start < span.end);
      if (!overlaps) quotes.push(makeQuote(this.parts.speech, span, Number(score.toFixed(4))));
    }
    return quotes;
  }

  /** Passages for inline mode: quotes of the best sentences, without judging whether they answer. */
  async search(query: string, limit: number): Promise<Quote[]> {
    const { ranked } = await this.rank(readQuestion(foldText(query, this.parts.fold)), null);
    return this.quotesOf(ranked, limit);
  }

  /** The same by words alone. */
  searchWords(query: string, limit: number): Quote[] {
    const question = readQuestion(foldText(query, this.parts.fold));
    const ranked = this.parts.retriever.rankByWords(question.text).flatMap((unit) => this.weigh(unit, question));
    return this.quotesOf(ranked, limit);
  }

  /** Index of the sentence at an offset, for those who hold a quote. */
  sentenceIndexOf(quote: Quote): number {
    return sentenceIndexAt(this.parts.speech, quote.start);
  }
}
