import pMap from 'p-map';
import type { Embedder } from '../embedding/embedder.js';
import { PASSAGE_RULES_VERSION } from '../speech/passages.js';
import type { Span, Speech } from '../speech/types.js';
import { foldText, type CharacterFold } from '../text/fold.js';
import { HNSW_PARAMETERS, HnswIndex } from '../vector-index/hnsw-index.js';
import type { IndexContents } from '../vector-index/index-store.js';
import type { IndexExpectation } from '../vector-index/manifest.js';

/**
 * Token vectors are kept up to this many bytes a model: with 512 dimensions, half a million tokens, which is a speech of
 * half a million characters. A larger text is ranked without them. The companion's are fewer and shorter: it takes words
 * as wholes.
 */
const MOST_TOKEN_BYTES = 256 * 1024 * 1024;

/** Units handed to the embedder at a time: enough that none of its processes waits for another, few enough to hold. */
const UNITS_UNDER_WAY = 8;

/** An index in memory, ready to be saved or searched. */
export interface BuiltIndex {
  readonly graph: HnswIndex;
  readonly contents: IndexContents;
  /** Units longer than the model's window, of which only the beginning was embedded. */
  readonly truncatedCount: number;
}

/** What an index must have been made from to serve this speech with this model. */
export function expectationFor(
  speech: Pick<Speech, 'sha256'>,
  embedder: Pick<Embedder, 'identity' | 'companion'>,
): IndexExpectation {
  const { identity, companion } = embedder;
  return {
    speechSha256: speech.sha256,
    modelId: identity.id,
    modelSha256: identity.sha256,
    pooling: identity.pooling,
    companionId: companion?.id ?? null,
    companionSha256: companion?.sha256 ?? null,
    companionDimensions: companion?.dimensions ?? null,
    dimensions: identity.dimensions,
    passageRulesVersion: PASSAGE_RULES_VERSION,
    ...HNSW_PARAMETERS,
  };
}

/** What is embedded as one unit. */
export interface EmbeddableSpan extends Span {
  /** What stands before it and belongs to the same text: a model may read it to understand the unit. */
  readonly before?: Span | undefined;
}

/**
 * Embeds every span of a text, each by itself (int8 vectors depend on batch mates). Rejects with `EmbeddingError`.
 */
export async function embedSpans(
  text: string,
  spans: readonly EmbeddableSpan[],
  embedder: Embedder,
  fold: CharacterFold,
  onProgress: (done: number, total: number) => void,
): Promise<{ contents: IndexContents; truncatedCount: number }> {
  const { dimensions } = embedder.identity;
  const vectors = new Float32Array(spans.length * dimensions);
  const modelCount = embedder.companion === null ? 1 : 2;
  const tokenData = Array.from({ length: modelCount }, (): Int8Array[] => []);
  const tokenBytes = tokenData.map(() => 0);
  const tokenCounts: number[][] = [];
  let doneCount = 0;
  let truncatedCount = 0;
  let keepsTokens = true;
  const folded = ({ start, end }: Span) => foldText(text.slice(start, end), fold);
  const embed = async (span: EmbeddableSpan, index: number) => {
    const before = span.before === undefined ? '' : folded(span.before);
    const embedding = await embedder.embedPassage(folded(span), before);
    vectors.set(embedding.vector, index * dimensions);
    tokenCounts[index] = embedding.tokens.map(({ count }) => count);
    for (const [model, rows] of tokenData.entries()) {
      const data = embedding.tokens[model]?.data ?? new Int8Array(0);
      tokenBytes[model] = (tokenBytes[model] ?? 0) + data.length;
      rows[index] = data;
    }
    keepsTokens &&= tokenBytes.every((bytes) => bytes <= MOST_TOKEN_BYTES);
    if (!keepsTokens) for (const rows of tokenData) rows.length = 0;
    if (embedding.truncated) truncatedCount += 1;
    doneCount += 1;
    onProgress(doneCount, spans.length);
  };
  await pMap(spans, embed, { concurrency: UNITS_UNDER_WAY });
  const units = spans.map(({ start, end }, index) => ({
    start,
    end,
    tokenCounts: keepsTokens ? (tokenCounts[index] ?? []) : tokenData.map(() => 0),
  }));
  return { contents: { units, vectors, tokens: keepsTokens ? tokenData.map(concatenate) : null }, truncatedCount };
}

/** Embeds every span of a text and builds the graph. The event loop is never held up. Rejects with `EmbeddingError`. */
export async function buildIndex(
  text: string,
  spans: readonly EmbeddableSpan[],
  embedder: Embedder,
  fold: CharacterFold,
  onProgress: (done: number, total: number) => void,
): Promise<BuiltIndex> {
  const embedded = await embedSpans(text, spans, embedder, fold, onProgress);
  const graph = await HnswIndex.build(embedded.contents.vectors, embedder.identity.dimensions);
  return { graph, ...embedded };
}

function concatenate(parts: readonly Int8Array[]): Int8Array {
  const whole = new Int8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
