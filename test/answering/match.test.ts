import { describe, expect, it } from 'vitest';
import { matchOf } from '../../src/answering/match.js';
import { TokenStore } from '../../src/retrieval/late-interaction.js';
import { LexicalIndex } from '../../src/retrieval/lexical-index.js';
import { RETRIEVAL_WEIGHTS, Retriever, type RankedUnit } from '../../src/retrieval/retriever.js';
import { HashEmbedder } from '../../src/embedding/hash-embedder.js';
import { createCharacterFold } from '../../src/text/fold.js';
import { HnswIndex } from '../../src/vector-index/hnsw-index.js';

const DIMENSIONS = 16;
/** A unit vector in a plane, in bytes: its cosine with the first direction is as given. */
function token(cosine: number): number[] {
  const row = new Array<number>(DIMENSIONS).fill(0);
  row[0] = Math.round(127 * cosine);
  row[1] = Math.round(127 * Math.sqrt(1 - cosine ** 2));
  return row;
}
const tokens = (cosines: readonly number[]) => ({
  count: cosines.length,
  dimensions: DIMENSIONS,
  data: Int8Array.from(cosines.flatMap(token)),
  level: 0.4,
});

/** A retriever over sentences of one token each, which is the first direction in all of them. */
async function retrieverOf(count: number): Promise<Retriever> {
  const embedder = new HashEmbedder();
  const texts = Array.from({ length: count }, (_, index) => `第${index}句`);
  const rows = await Promise.all(texts.map((text) => embedder.embedPassage(text)));
  const vectors = Float32Array.from(rows.flatMap(({ vector }) => Array.from(vector)));
  const ones = Int8Array.from(texts.flatMap(() => token(1)));
  const store = () =>
    new TokenStore(
      ones,
      DIMENSIONS,
      texts.map(() => 1),
    );
  return new Retriever({
    embedder,
    index: await HnswIndex.build(vectors, embedder.identity.dimensions),
    vectors,
    lexicalIndex: new LexicalIndex(texts, createCharacterFold()),
    relatedWords: null,
    tokenStores: [store(), store()],
    companionMeans: store(),
    sentenceTokens: null,
    weights: RETRIEVAL_WEIGHTS,
  });
}

const unit = (label: number, first: number | null, companion: number | null): RankedUnit => ({
  label,
  score: 1,
  dense: 0,
  lexical: 0,
  late: [first, companion],
});

describe('how candidates match a question', () => {
  it('is read from the tokens of the best one and the scores of the others', async () => {
    const retriever = await retrieverOf(12);
    const question = {
      vector: new Float32Array(0),
      truncated: false,
      // The marks at both ends do not count, however unlike they are.
      tokens: [tokens([0, 1, 0.5, 1, 1, 0]), tokens([0, 0.2, 0.4, 0.6, 0.8, 0.6, 0.6, 0.6, 1, 0])],
    };
    const ranked = [unit(5, 0.3, 0.9), unit(8, 0.6, 0.7), unit(9, null, 0.5), unit(2, 0.1, null), unit(11, 0.2, 0.3)];
    const match = matchOf(ranked, question, retriever);
    expect(match?.weakestTokens).toBeCloseTo(0.3, 2);
    expect(match?.tokenSpread).toBeCloseTo(Math.sqrt((0.16 + 0.04 + 0.04 + 0.16) / 8), 2);
    expect(match?.weakestTokensByFirst).toBeCloseTo(0.5, 2);
    expect(match).toMatchObject({ lateByFirst: 0.6, neighbours: 2 });
    expect(match?.aboveOthers).toBeCloseTo(0.9 - 0.6, 9);
    expect(match?.aboveThird).toBeCloseTo(0.4, 9);
  });

  it('is not known where no companion compared the best one', async () => {
    const retriever = await retrieverOf(1);
    const question = { vector: new Float32Array(0), truncated: false, tokens: [tokens([1]), tokens([1])] };
    expect(matchOf([], question, retriever)).toBeNull();
    expect(matchOf([unit(0, 0.5, null)], question, retriever)).toBeNull();
    expect(matchOf([unit(0, 0.5, 0.5)], question, retriever)).toMatchObject({ aboveThird: 0, neighbours: 0 });
  });
});
