import type { Ranking } from '../retrieval/retriever.js';
import { asksForOtherDegree } from './asked-ordinal.js';
import type { AnswererParts, AnsweringSteps } from './answering-steps.js';
import { matchOf } from './match.js';
import { bestCompanionLate, SENTENCES_LOOKED_AT } from './near-best.js';
import { wholeStatement } from './quoting/spans.js';
import { bigramsOf, coverage } from './quoting/topic-match.js';
import type { Question } from './reading/question.js';
import { askedAttribute, type Evidence } from './evidence.js';

/** What is known of a question before its candidates are looked at. */
export type KnownEvidence = Pick<Evidence, 'isBeyondCounted' | 'saysLittle' | 'leadsToList' | 'leansOnBefore'>;

/** Candidates whose words are kept. */
const MOST_TEXTS = 5;

/** Gathers what candidate answers are judged by. */
export class EvidenceReader {
  private readonly speechBigrams: ReadonlySet<string>;

  constructor(
    private readonly parts: AnswererParts,
    private readonly steps: Pick<AnsweringSteps, 'quoteSpan'>,
  ) {
    this.speechBigrams = bigramsOf(parts.speech.text, parts.fold);
  }

  /** Evidence of the best candidates; null where there are none. */
  of(question: Question, { ranked, embedding }: Ranking, known: KnownEvidence): Evidence | null {
    const [best] = ranked;
    if (best === undefined) return null;
    const { speech, fold, retriever } = this.parts;
    const wordsOf = ({ start, end }: { start: number; end: number }) => speech.text.slice(start, end);
    const spans = ranked.slice(0, MOST_TEXTS).map(({ label }) => this.steps.quoteSpan(speech, label));
    const texts = spans.map(wordsOf);
    const asked = bigramsOf(question.text, fold);
    return {
      texts,
      statements: spans.map((span) => wordsOf(wholeStatement(speech, span))),
      dense: Math.max(...ranked.slice(0, SENTENCES_LOOKED_AT).map(({ dense }) => dense)),
      late: best.late[0] ?? 0,
      companionLate: bestCompanionLate(ranked),
      match: matchOf(ranked, embedding, retriever),
      known: coverage(asked, this.speechBigrams),
      coverages: texts.map((text) => coverage(asked, bigramsOf(text, fold))),
      isOtherDegree: asksForOtherDegree(question.text, texts[0] ?? '', this.speechBigrams),
      isAttributeUnknown: this.isUnknown(askedAttribute(question.text)),
      speechBigrams: this.speechBigrams,
      ...known,
    };
  }

  /** Whether the speech never names an attribute, by its own or a related word. */
  private isUnknown(attribute: string | null): boolean {
    return (
      attribute !== null &&
      !this.speechBigrams.has(attribute) &&
      this.parts.wordBridge.relatedWords(attribute).length === 0
    );
  }
}
