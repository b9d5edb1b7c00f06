import type { RankedUnit, Retriever } from '../retrieval/retriever.js';
import type { Speech } from '../speech/types.js';
import { foldText, type CharacterFold } from '../text/fold.js';
import type { Answer, Quote, Turn } from './answer.js';
import { makeQuote, sentenceIndexAt } from './citation.js';
import { EnglishBridge } from './english-bridge.js';
import { EnumerationFinder, type Enumeration } from './enumeration.js';
import { resolveFollowUp } from './follow-up.js';
import { readQuestion, type Question } from './question.js';
import { refuse } from './refusal.js';
import { quoteSpan } from './spans.js';
import { StructureAnswerer } from './structure-answer.js';
import { readStructureQuestion } from './structure-question.js';
import { bigramsOf, coverage } from './topic-match.js';

/** What answering needs of one loaded speech. Units of the retriever are the speech's sentences, in order. */
export interface AnswererParts {
  readonly speech: Speech;
  readonly retriever: Retriever;
  readonly fold: CharacterFold;
  /** Lines of the English dictionary; called at the first English question. */
  readonly readDictionary: () => string;
  /** Cosine of a question's vector with the mean vector of a range of sentences. */
  readonly rangeSimilarity: (vector: Float32Array, firstSentence: number, endSentence: number) => number;
}

/** Kinds of sentences that an open question never gets: they are not what the speaker says. */
const NEVER_QUOTED: ReadonlySet<string> = new Set(['title', 'byline', 'salutation', 'chrome']);
/** Annexes and notes answer only where the speech itself does not come near. */
const APPENDIX_PENALTY = 0.3;
/** Weight of the question before, when a follow-up leans on it. */
const CONTEXT_WEIGHT = 0.5;

/** Answers questions about one speech: structure from the outline, lists as lists, all else by ranking sentences. */
export class Answerer {
  private readonly structure: StructureAnswerer;
  private readonly enumerations: EnumerationFinder;
  private readonly speechBigrams: ReadonlySet<string>;
  private readonly english: EnglishBridge;

  constructor(private readonly parts: AnswererParts) {
    this.structure = new StructureAnswerer(parts.speech, parts.fold);
    this.enumerations = new EnumerationFinder(parts.speech, parts.fold);
    this.speechBigrams = bigramsOf(parts.speech.text, parts.fold);
    this.english = new EnglishBridge(parts.speech.text, parts.fold, parts.readDictionary);
  }

  /** Rejects with `EmbeddingError` when the embedder fails; structure questions without a topic need none. */
  async answer(text: string, history: readonly Turn[], quoteCount: number): Promise<Answer> {
    const folded = foldText(text, this.parts.fold);
    const resolved = resolveFollowUp(
      folded,
      history.map((turn) => ({ ...turn, question: foldText(turn.question, this.parts.fold) })),
    );
    const question = this.inSpeechLanguage(readQuestion(resolved.question));
    const context = resolved.context === null ? null : readQuestion(resolved.context).text;
    const structural = await this.answerStructure(question);
    if (structural !== null) return structural;
    const list = this.enumerations.find(question);
    const { ranked, vector } = await this.rank(question, context);
    if (list !== null) return this.enumerationAnswer(list);
    return this.openAnswer(question, ranked, vector, quoteCount);
  }

  /** An English question about a Chinese speech in Chinese words, as far as the dictionary and the speech have them. */
  private inSpeechLanguage(question: Question): Question {
    if (!question.isEnglish || this.parts.speech.language !== 'zh') return question;
    const chinese = this.english.toChinese(question.text);
    return chinese === null ? question : { ...question, text: chinese };
  }

  private async answerStructure(question: Question): Promise<Answer | null> {
    const asked = readStructureQuestion(question.text);
    if (asked === null) return null;
    const needsVector = asked.ask === 'division' && asked.part === null && asked.topic !== '';
    const vector = needsVector ? (await this.parts.retriever.retrieve(question.text)).embedding.vector : null;
    const similarity = (first: number, end: number) =>
      vector === null ? 0 : this.parts.rangeSimilarity(vector, first, end);
    return this.structure.answer(asked, similarity)?.answer ?? null;
  }

  private async rank(
    question: Question,
    context: string | null,
  ): Promise<{ ranked: RankedUnit[]; vector: Float32Array }> {
    const { ranked, embedding } = await this.parts.retriever.retrieve(question.text);
    const allowed = (units: readonly RankedUnit[]) => units.flatMap((unit) => this.weigh(unit));
    if (context === null)
      return { ranked: allowed(ranked).sort((a, b) => b.score - a.score), vector: embedding.vector };
    const before = await this.parts.retriever.retrieve(context);
    const contextScores = new Map(before.ranked.map(({ label, score }) => [label, score]));
    const mixed = ranked.map((unit) => ({
      ...unit,
      score: unit.score + CONTEXT_WEIGHT * (contextScores.get(unit.label) ?? 0),
    }));
    return { ranked: allowed(mixed).sort((a, b) => b.score - a.score), vector: embedding.vector };
  }

  /** Leaves out what is no answer: headings, title, address; holds appendices back. */
  private weigh(unit: RankedUnit): RankedUnit[] {
    const sentence = this.parts.speech.sentences[unit.label];
    if (sentence === undefined || sentence.isHeading || NEVER_QUOTED.has(sentence.node.kind)) return [];
    const isAppendix = sentence.node.kind === 'annex' || sentence.node.kind === 'note';
    return [isAppendix ? { ...unit, score: unit.score - APPENDIX_PENALTY } : unit];
  }

  private enumerationAnswer(list: Enumeration): Answer {
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
    vector: Float32Array,
    quoteCount: number,
  ): Answer {
    const quotes = this.quotesOf(ranked, quoteCount);
    const best = ranked[0];
    const reason =
      best === undefined
        ? 'absent'
        : refuse(question, this.evidenceOf(question, ranked, best, vector), this.parts.fold);
    if (reason !== null) {
      const nearest = reason === 'off_topic' ? [] : reason === 'blank' ? this.blankFirst(quotes).slice(0, 1) : quotes;
      return { status: 'not_found', reason, nearest, notes: [] };
    }
    return { status: 'answered', form: 'quotes', quotes, notes: [] };
  }

  private blankFirst(quotes: readonly Quote[]): Quote[] {
    return [...quotes].sort((a, b) => Number(b.text.includes('*')) - Number(a.text.includes('*')));
  }

  private evidenceOf(question: Question, ranked: readonly RankedUnit[], best: RankedUnit, vector: Float32Array) {
    const { speech, fold } = this.parts;
    const texts = ranked.slice(0, 5).map(({ label }) => {
      const { start, end } = quoteSpan(speech, label);
      return speech.text.slice(start, end);
    });
    const asked = bigramsOf(question.text, fold);
    return {
      texts,
      dense: Math.max(...ranked.slice(0, 3).map(({ dense }) => dense)),
      late: best.late ?? 0,
      known: coverage(asked, this.speechBigrams),
      covered: coverage(asked, bigramsOf(texts[0] ?? '', fold)),
      vector,
    };
  }

  private quotesOf(ranked: readonly RankedUnit[], quoteCount: number): Quote[] {
    const quotes: Quote[] = [];
    for (const { label, score } of ranked) {
      if (quotes.length >= quoteCount) break;
      const span = quoteSpan(this.parts.speech, label);
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
    const ranked = this.parts.retriever
      .rankByWords(foldText(query, this.parts.fold))
      .flatMap((unit) => this.weigh(unit));
    return this.quotesOf(ranked, limit);
  }

  /** Index of the sentence at an offset, for those who hold a quote. */
  sentenceIndexOf(quote: Quote): number {
    return sentenceIndexAt(this.parts.speech, quote.start);
  }
}
