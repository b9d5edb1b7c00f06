import { describe, expect, it } from 'vitest';
import { HashEmbedder } from '../../src/embedding/hash-embedder.js';
import { PairedEmbedder } from '../../src/embedding/paired-embedder.js';
import { TokenStore } from '../../src/retrieval/late-interaction.js';
import { LexicalIndex } from '../../src/retrieval/lexical-index.js';
import { RETRIEVAL_WEIGHTS, Retriever, type RetrievalWeights } from '../../src/retrieval/retriever.js';
import { createCharacterFold } from '../../src/text/fold.js';
import { HnswIndex } from '../../src/vector-index/hnsw-index.js';

const embedder = new PairedEmbedder(new HashEmbedder(), new HashEmbedder());

/** Token vectors of texts, as one model would give them, and the means of each text's. */
async function storesOf(texts: readonly string[]): Promise<{ tokens: TokenStore; means: TokenStore }> {
  const tokens = (await Promise.all(texts.map((text) => embedder.embedPassage(text)))).flatMap(
    (embedding) => embedding.tokens[0] ?? [],
  );
  const data = Int8Array.from(tokens.flatMap((one) => Array.from(one.data)));
  const { dimensions } = embedder.identity;
  const counts = tokens.map(({ count }) => count);
  return { tokens: new TokenStore(data, dimensions, counts), means: TokenStore.ofMeans(data, dimensions, counts) };
}

/** A retriever over two units to whose tokens the first model and its companion give opposite meanings. */
async function contrary(first: string, second: string, weights: Partial<RetrievalWeights>): Promise<Retriever> {
  const texts = [first, second];
  const rows = (await Promise.all(texts.map((text) => embedder.embedPassage(text)))).map(({ vector }) => vector);
  const vectors = Float32Array.from(rows.flatMap((row) => Array.from(row)));
  const own = await storesOf(texts);
  const companion = await storesOf([second, first]);
  return new Retriever({
    embedder,
    index: await HnswIndex.build(vectors, embedder.identity.dimensions),
    vectors,
    lexicalIndex: new LexicalIndex(texts, createCharacterFold()),
    relatedWords: null,
    tokenStores: [own.tokens, companion.tokens],
    companionMeans: companion.means,
    sentenceTokens: null,
    weights: { ...RETRIEVAL_WEIGHTS, lexical: 0, ...weights },
  });
}

const firstOf = async (retriever: Retriever, question: string, asked?: string) =>
  (await retriever.retrieve(question, undefined, asked)).ranked[0]?.label;

describe('late interaction by two models', () => {
  it('follows the companion, which is trained to rank, where the two are contrary; the vectors where both count alike', async () => {
    const retriever = await contrary('监督政府', '修桥铺路', {});
    expect(await firstOf(retriever, '监督政府')).toBe(1);
    expect((await retriever.retrieve('监督政府')).ranked[0]?.late).toHaveLength(2);
    expect(await firstOf(await contrary('监督政府', '修桥铺路', { models: [1, 1] }), '监督政府')).toBe(0);
  });

  it('follows the companion where English is asked, also where its Chinese translation is searched', async () => {
    const retriever = await contrary('supervise', 'bridges', {});
    expect(await firstOf(retriever, 'supervise')).toBe(1);
    expect(await firstOf(retriever, '监督政府', 'supervise')).toBe(1);
    expect(await firstOf(retriever, '监督政府', 'bridges')).toBe(0);
  });

  it('leaves a model out whose share is 0', async () => {
    const retriever = await contrary('supervise', 'bridges', { english: { dense: 1, models: [1, 0] } });
    expect(await firstOf(retriever, 'supervise')).toBe(0);
  });
});

describe('what the companion finds before the first model is done', () => {
  it('ranks as if both came at once', async () => {
    const early = await contrary('监督政府', '修桥铺路', {});
    const { ranked, embedding } = await early.retrieve('监督政府');
    const atOnce = early.rank('监督政府', embedding, { groups: [], isTranslation: false });
    expect(ranked).toEqual(atOnce);
    expect(ranked.map(({ late }) => late[1])).not.toContain(null);
  });
});
