import type { Embedder } from '../embedding/embedder.js';
import type { OutlineNode, Speech } from '../speech/types.js';
import type { CharacterFold } from '../text/fold.js';
import type { Answerer } from './answerer.js';
import { ClaimChecker } from './checking/claim-checker.js';
import { makeQuote, pathAt, sentenceIndexAt } from './quoting/citation.js';
import { WordFinder } from './counting.js';
import { exampleQuestions } from './example-questions.js';
import { headSpan } from './quoting/divisions.js';
import { resolveReference } from './references.js';
import type { OutlineRow, SpeechInfo, SpeechService } from './speech-service.js';
import { firstSentenceEndOf } from './quoting/spans.js';

const OUTLINE_KINDS: ReadonlySet<string> = new Set([
  'title',
  'opening',
  'section',
  'point',
  'closing',
  'annex',
  'note',
]);

function describe(speech: Speech, fileTitle: string, modelId: string): SpeechInfo {
  return {
    title: speech.title ?? fileTitle,
    date: speech.date,
    language: speech.language,
    characterCount: speech.text.length,
    sentenceCount: speech.sentences.length,
    sha256: speech.sha256,
    modelId,
    announcements: speech.announcements
      .filter(({ announced, found }) => announced !== found)
      .map(({ announced, found, span }) => ({ announced, found, quote: makeQuote(speech, span, 1) })),
    breaksOff: speech.breaksOffAt === null ? null : makeQuote(speech, speech.breaksOffAt, 1),
    exampleQuestions: exampleQuestions(speech),
  };
}

function outlineRows(speech: Speech): OutlineRow[] {
  const visit = (node: OutlineNode): OutlineRow[] => {
    if (!OUTLINE_KINDS.has(node.kind)) return [];
    const start = speech.sentences[sentenceIndexAt(speech, node.span.start)]?.span.start ?? node.span.start;
    const span = node.heading ?? { start, end: firstSentenceEndOf(speech, start) };
    const last = speech.sentences[sentenceIndexAt(speech, node.span.end - 1)];
    const lastNumber = last === undefined ? 0 : last.span.start >= node.span.end ? last.number - 1 : last.number;
    const row = {
      level: node.level,
      quote: makeQuote(speech, span, 1),
      isHeading: node.heading !== null,
      lastSentence: lastNumber,
    };
    return [row, ...node.children.flatMap(visit)];
  };
  return speech.outline.flatMap(visit);
}

/** Puts together everything that can be asked about one speech. `fileTitle` stands in for a speech without a title. */
export function createSpeechService(
  speech: Speech,
  answerer: Answerer,
  embedder: Embedder,
  fold: CharacterFold,
  fileTitle: string,
): SpeechService {
  // Made when first needed: a speech that is read again while people ask is ready the sooner.
  let words: WordFinder | null = null;
  let checker: ClaimChecker | null = null;
  const finder = () => (words ??= new WordFinder(speech, fold));
  const info = describe(speech, fileTitle, embedder.identity.id);
  return {
    info,
    get state() {
      const ready = embedder.state !== 'unwell' && embedder.state !== 'closed';
      return ready ? { ready } : { ready, code: `EMBEDDING_${embedder.state.toUpperCase()}` };
    },
    answer: (question, history = [], quoteCount = 3) => answerer.answer(question, history, quoteCount),
    check: (message) => (checker ??= new ClaimChecker(speech, fold, finder())).check(message),
    outline: () => outlineRows(speech),
    resolve: (reference) => {
      const sentence = resolveReference(speech, reference);
      return sentence === null ? null : makeQuote(speech, sentence.span, 1);
    },
    quoteSentences: (first, last, anchor = first) => {
      const node = speech.sentences[anchor - 1]?.node;
      const chosen = speech.sentences.slice(Math.max(0, first - 1), last).filter((sentence) => sentence.node === node);
      const [head] = chosen;
      const tail = chosen.at(-1);
      return head === undefined || tail === undefined
        ? null
        : makeQuote(speech, { start: head.span.start, end: tail.span.end }, 1);
    },
    place: (quote) => ({
      path: pathAt(speech, quote.start)
        .filter((node) => node.heading !== null)
        .map((node) => speech.text.slice(headSpan(speech, node).start, headSpan(speech, node).end)),
      quote,
      sha256: speech.sha256,
    }),
    search: async (query, limit) =>
      embedder.state === 'unwell' ? answerer.searchWords(query, limit) : answerer.search(query, limit),
    count: (word, page) => finder().count(word, page),
    find: (wanted, page) => finder().find(wanted, page),
  };
}
