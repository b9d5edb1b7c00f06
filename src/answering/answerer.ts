import type { RankedUnit, Ranking } from '../retrieval/retriever.js';
import type { Span, Speech } from '../speech/types.js';
import { foldText } from '../text/fold.js';
import { quotesShown, type Answer, type NotFoundReason, type Quote, type Turn } from './quoting/answer.js';
import { ANSWERING_STEPS, type AnswererParts, type AnsweringSteps } from './answering-steps.js';
import { countedThings, isBeyondCounted } from './beyond-counted.js';
import { hasBlank } from './blanks.js';
import { EvidenceReader, type KnownEvidence } from './evidence-reader.js';
import { makeQuote, sentenceIndexAt } from './quoting/citation.js';
import { itemAnswer, listAnswer, quotesAnswer } from './outline/division-answers.js';
import { EnumerationFinder } from './lists/enumeration.js';
import type { Resolved } from './follow-up.js';
import { furtherAnswer, itemShown, NOTHING_MORE, roomForMore } from './further-quotes.js';
import { isListInItself } from './lists/lists-in-sentences.js';
import { LikelyLists } from './likely-lists.js';
import { LikelyPlaces } from './places/likely-places.js';
import { mayNamePlace } from './reading/place-words.js';
import { wordsOfPlace } from './reading/places-named.js';
import { ListsByMeaning } from './lists/list-by-meaning.js';
import { ListedAnswers } from './listed-answers.js';
import { asksForEach, readQuestion, type Question } from './reading/question.js';
import { endAsked } from './reading/speech-ends.js';
import { requiredForm } from './required-form.js';
import type { Enumeration } from './lists/speech-lists.js';
import { SentenceRanking } from './sentence-ranking.js';
import { namesNone } from './unnamed.js';
import { StructureAnswerer } from './outline/structure-answer.js';
import { itemAsked, StructureByMeaning } from './structure-by-meaning.js';
import { overlap, sentenceWords, wholeStatement } from './quoting/spans.js';
import { widenedQuote } from './widening/widened-quote.js';

const startsWithHeading = (speech: Speech, { start }: Quote) =>
  speech.sentences[sentenceIndexAt(speech, start)]?.isHeading === true;

/** Answers questions about one speech: structure from the outline, lists as lists, all else by ranking sentences. */
export class Answerer {
  private readonly structure: StructureAnswerer;
  private readonly structureByMeaning: StructureByMeaning;
  private readonly ranking: SentenceRanking;
  private readonly enumerations: EnumerationFinder;
  private readonly listsByMeaning: ReturnType<AnsweringSteps['listsByMeaning']>;
  private readonly listed: ListedAnswers;
  private readonly likelyLists: LikelyLists;
  private readonly likelyPlaces: LikelyPlaces;
  private readonly evidence: EvidenceReader;
  private readonly counted: ReadonlyMap<string, number>;

  constructor(
    private readonly parts: AnswererParts,
    private readonly steps: AnsweringSteps = ANSWERING_STEPS,
  ) {
    this.enumerations = new EnumerationFinder(parts.speech, parts.fold);
    this.structure = new StructureAnswerer(parts.speech, parts.fold, this.enumerations);
    this.listsByMeaning = steps.listsByMeaning(new ListsByMeaning(parts.speech, parts.retriever, this.enumerations));
    this.listed = new ListedAnswers(parts, steps, this.enumerations, this.listsByMeaning);
    this.likelyLists = new LikelyLists(parts, steps, this.enumerations);
    this.likelyPlaces = new LikelyPlaces(
      parts,
      { ...steps, weighPlaces: (candidates) => steps.weighPlaces(parts.placeTrees, candidates) },
      this.enumerations.listsOf(null),
    );
    this.ranking = new SentenceRanking(parts);
    this.structureByMeaning = new StructureByMeaning(
      parts,
      this.structure,
      this.enumerations,
      this.listsByMeaning,
      this.ranking,
    );
    this.evidence = new EvidenceReader(parts, steps);
    this.counted = countedThings(foldText(parts.speech.text, parts.fold));
  }

  /** Rejects with `EmbeddingError` when the embedder fails; structure questions without a topic need none. */
  async answer(text: string, history: readonly Turn[], quoteCount: number): Promise<Answer> {
    const folded = foldText(text, this.parts.fold);
    const turns = history.map((turn) => ({ ...turn, question: foldText(turn.question, this.parts.fold) }));
    const resolved = this.steps.resolveFollowUp(folded, turns);
    const further = await this.goOn(resolved, turns, quoteCount);
    if (further !== null) return further;
    const asked = readQuestion(this.parts.soundAlikes.correct(resolved.question));
    const context = resolved.context === null ? null : this.ranking.inSpeechLanguage(readQuestion(resolved.context));
    const typed = readQuestion(resolved.question);
    // What sounds like a word of the speech may be two words of the question: 倒数第二件管的.
    const structure =
      this.steps.readStructureQuestion(asked.text) ??
      (typed.text === asked.text ? null : this.steps.readStructureQuestion(typed.text));
    const isBeyond = isBeyondCounted(asked.text, this.counted);
    const structural = structure === null || isBeyond ? null : await this.structureByMeaning.answer(structure, asked);
    const question = this.ranking.inSpeechLanguage(asked);
    const words = structure === null ? '' : wordsOfPlace(structure);
    const place = { text: asked.text, words, structure, isFollowUp: history.length > 0 };
    if (structural !== null) {
      const { answer, compared } = structural;
      return this.likelyPlaces.choose(answer, place, { words: compared, question: null }, quoteCount);
    }
    const ranking = await this.ranking.rank(question, context, resolved.mayStandAlone);
    const byRules = this.listed.choose(question, ranking);
    const { list, isNamed, ranked } = this.likelyLists.choose(question, ranking, byRules);
    const item = structure === null || list === null ? undefined : itemAsked(structure, list);
    if (item !== undefined) return quotesAnswer([makeQuote(this.parts.speech, item, 1)]);
    const listed = list !== null && this.holdsAskedForm(question, list) ? listAnswer(this.parts.speech, list) : null;
    // What is asked of each item stands in the items: 三档分别是多少.
    const isSure =
      (isNamed || (asksForEach(question) && question.quotedTerms.length === 0)) && !this.isUnnamed(question, ranked[0]);
    if (listed !== null && isSure) return listed;
    const refusal = this.refusalOf(
      question,
      { ...ranking, ranked },
      {
        isBeyondCounted: isBeyond,
        leansOnBefore: context !== null,
        saysLittle: resolved.pointsBack || endAsked(question.asked) !== null,
        leadsToList: listed !== null || this.leadsToList(question, ranked[0]),
      },
    );
    if (refusal !== null) return this.refused(refusal, ranked, quoteCount);
    if (listed !== null) return this.withOthers(listed, ranked, quoteCount);
    const open = this.openAnswer({ ...ranking, ranked }, question, quoteCount);
    return structure !== null || mayNamePlace(asked.text)
      ? this.likelyPlaces.choose(open, place, { words: null, question: ranking.embedding }, quoteCount)
      : open;
  }

  /** Whether the best sentence speaks of one of a kind without its name, and its name is asked for: 有三个县区. */
  private isUnnamed(question: Question, unit: RankedUnit | undefined): boolean {
    return namesNone(question, sentenceWords(this.parts.speech, unit?.label));
  }

  /** Whether a list holds the kind of thing that is asked of each of its items: 每套多少平方米. */
  private holdsAskedForm(question: Question, { items }: Enumeration): boolean {
    const form = asksForEach(question) ? requiredForm(question) : null;
    return form === null || items.some(({ start, end }) => form(this.parts.speech.text.slice(start, end)));
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

  /**
   * Goes on from the answer before: with another division or item, or with further quotes for the same question. Null
   * where a question does not, or says its place itself and what was shown leads to none.
   */
  private async goOn(
    { wants, question: before, isPlaced }: Resolved,
    history: readonly Turn[],
    quoteCount: number,
  ): Promise<Answer | null> {
    if (wants === null) return null;
    const answers = await this.answersTo(history, quoteCount);
    const last = answers.at(-1);
    const first = last === undefined ? undefined : quotesShown(last)[0];
    if (typeof wants === 'object' && last !== undefined && first !== undefined) {
      if (last.status === 'answered' && last.form === 'quotes') {
        const said = this.enumerations.itemWithin(first, wants.position);
        if (said !== null) return itemAnswer(this.parts.speech, said);
        // 履职五个一…第三个呢: one sentence lists them all.
        if (isListInItself(readQuestion(before), first.text)) return quotesAnswer([first]);
      }
      const item =
        itemShown(this.parts.speech, last, wants.position) ?? this.structure.itemAround(first.start, wants.position);
      return item ?? NOTHING_MORE;
    }
    if (wants !== 'more' && first !== undefined) {
      const step = wants === 'next' ? 1 : -1;
      const item = startsWithHeading(this.parts.speech, first) ? null : this.enumerations.itemBeside(first.start, step);
      if (item !== null) return itemAnswer(this.parts.speech, item);
      const neighbour = this.structure.neighbour(first.start, step);
      if (neighbour !== null) return neighbour;
    }
    if (isPlaced) return null;
    const rest = wants === 'more' && last !== undefined ? this.restOf(last, before) : null;
    if (rest !== null) return rest;
    const wanted = wants === 'previous' || last === undefined ? 0 : roomForMore(answers, quoteCount);
    if (wanted === 0 || last === undefined) return NOTHING_MORE;
    if (last.status === 'not_found' && last.reason === 'off_topic') return last;
    const shown = answers.flatMap(quotesShown);
    const { ranked } = await this.ranking.rank(this.ranking.inSpeechLanguage(readQuestion(before)), null);
    return furtherAnswer(last, this.quotesOutside(shown, ranked, wanted));
  }

  /** What a division says further than an answer showed of it, or that this was all; null for any other answer. */
  private restOf(answer: Answer, question: string): Answer | null {
    const last = quotesShown(answer).at(-1);
    if (answer.status === 'not_found' || last === undefined) return null;
    if (answer.notes.some(({ key }) => key === 'continued'))
      return this.structure.continuation(last.end) ?? NOTHING_MORE;
    const isWhole = answer.form === 'enumeration' && this.steps.readStructureQuestion(question)?.ask === 'division';
    return isWhole ? NOTHING_MORE : null;
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

  /** Why the best sentences do not answer; null where they do. */
  private refusalOf(question: Question, ranking: Ranking, known: KnownEvidence): NotFoundReason | null {
    const evidence = this.evidence.of(question, ranking, known);
    return evidence === null ? 'absent' : this.steps.refuse(question, evidence, this.parts.fold);
  }

  /** An answer in one quote with the quotes of the best sentences that lie outside it behind; any other as it is. */
  private withOthers(answer: Answer, ranked: readonly RankedUnit[], quoteCount: number): Answer {
    if (answer.status === 'not_found' || answer.form === 'enumeration') return answer;
    const others = this.quotesOutside(answer.quotes, ranked, quoteCount);
    return { ...answer, quotes: [...answer.quotes, ...others].slice(0, quoteCount) };
  }

  private refused(reason: NotFoundReason, ranked: readonly RankedUnit[], quoteCount: number): Answer {
    const quotes = this.quotesOf(ranked, quoteCount);
    const nearest = reason === 'off_topic' ? [] : reason === 'blank' ? this.blankFirst(quotes).slice(0, 1) : quotes;
    return { status: 'not_found', reason, nearest, notes: [] };
  }

  private openAnswer(ranking: Ranking, question: Question, quoteCount: number): Answer {
    const ranked = this.askedKindFirst(question, ranking.ranked);
    const first = this.widenedBest(question, { ...ranking, ranked });
    return { status: 'answered', form: 'quotes', quotes: this.quotesOf(ranked, quoteCount, first), notes: [] };
  }

  private blankFirst(quotes: readonly Quote[]): Quote[] {
    return [...quotes].sort((a, b) => Number(hasBlank(b.text)) - Number(hasBlank(a.text)));
  }

  /** Whether a list of the speech is announced by a sentence, or goes on from it. */
  private leadsToList(question: Question, unit: RankedUnit | undefined): boolean {
    if (unit === undefined) return false;
    const quoted = this.steps.quoteSpan(this.parts.speech, unit.label);
    return this.enumerations.announcedIn({ ...question, itemCount: null }, quoted) !== null;
  }

  /** The quote of the best sentence, with those beside it that likely answer with it. */
  private widenedBest(question: Question, ranking: Ranking): Span | undefined {
    const [best] = ranking.ranked;
    if (best === undefined) return undefined;
    const quote = this.statementOf(best);
    return widenedQuote(this.parts, this.steps.wideningLikelihood, question, ranking, quote);
  }

  /** What is quoted of a sentence that answers. */
  private statementOf({ label }: RankedUnit): Span {
    const { speech } = this.parts;
    return wholeStatement(speech, this.steps.quoteSpan(speech, label));
  }

  /** Quotes of the best sentences that lie outside those that are shown, at most so many. */
  private quotesOutside(shown: readonly Quote[], ranked: readonly RankedUnit[], count: number): Quote[] {
    return this.quotesOf(ranked, count + shown.length)
      .filter((quote) => !shown.some((other) => overlap(quote, other)))
      .slice(0, count);
  }

  /** Quotes of the best sentences, none overlapping another; `first` is the best one's where it is not as usual. */
  private quotesOf(ranked: readonly RankedUnit[], quoteCount: number, first?: Span): Quote[] {
    const { speech } = this.parts;
    const quotes: Quote[] = [];
    for (const unit of ranked) {
      if (quotes.length >= quoteCount) break;
      const isFirst = quotes.length === 0 && first !== undefined;
      const span = isFirst ? first : this.statementOf(unit);
      const isQuoted = quotes.some((quote) => overlap(quote, span));
      if (!isQuoted) quotes.push(makeQuote(speech, span, Number(unit.score.toFixed(4))));
    }
    return quotes;
  }

  /** Passages for inline mode: quotes of the best sentences, without judging whether they answer. */
  async search(query: string, limit: number): Promise<Quote[]> {
    const { ranked } = await this.ranking.rank(readQuestion(foldText(query, this.parts.fold)), null);
    return this.quotesOf(ranked, limit);
  }

  /** The same by words alone. */
  searchWords(query: string, limit: number): Quote[] {
    const question = readQuestion(foldText(query, this.parts.fold));
    const ranked = this.parts.retriever
      .rankByWords(question.text)
      .flatMap((unit) => this.ranking.weigh(unit, question));
    return this.quotesOf(ranked, limit);
  }

  /** Index of the sentence at an offset, for those who hold a quote. */
  sentenceIndexOf(quote: Quote): number {
    return sentenceIndexAt(this.parts.speech, quote.start);
  }
}
