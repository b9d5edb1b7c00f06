import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { HashEmbedder } from '../../src/embedding/hash-embedder.js';
import { CompanionScores } from '../../src/retrieval/companion-scores.js';
import { meanToken, TokenStore } from '../../src/retrieval/late-interaction.js';

const embedder = new HashEmbedder();
const tokensOf = async (text: string) => (await embedder.embedPassage(text)).tokens[0]!;

const text = fc.string({ unit: fc.constantFrom(...'监督政府修桥铺路'), minLength: 1, maxLength: 8 });

/** The companion's stores of texts. */
async function storesOf(texts: readonly string[]): Promise<{ tokens: TokenStore; means: TokenStore }> {
  const all = await Promise.all(texts.map(tokensOf));
  const data = Int8Array.from(all.flatMap((one) => Array.from(one.data)));
  const counts = all.map(({ count }) => count);
  const { dimensions } = embedder.identity;
  return { tokens: new TokenStore(data, dimensions, counts), means: TokenStore.ofMeans(data, dimensions, counts) };
}

describe("the companion's scores", () => {
  it('are those of its stores, whatever was asked for before, and nearest are the largest means', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(text, { minLength: 1, maxLength: 12 }),
        text,
        fc.array(fc.array(fc.nat(11), { maxLength: 8 }), { maxLength: 3 }),
        fc.integer({ min: 1, max: 14 }),
        async (texts, asked, rounds, count) => {
          const { tokens, means } = await storesOf(texts);
          const question = await tokensOf(asked);
          const scores = new CompanionScores(question, means, tokens, count);
          for (const round of rounds) {
            const labels = round.filter((label) => label < texts.length);
            expect(scores.late(labels)).toEqual(tokens.scores(question, labels));
          }
          expect(scores.means).toEqual(means.scores(meanToken(question), [...texts.keys()]));
          const largest = [...scores.means].sort((a, b) => b - a);
          const least = largest[Math.min(count, texts.length) - 1]!;
          const expected = texts.flatMap((_, label) => (scores.means[label]! >= least ? [label] : []));
          expect(scores.nearest).toEqual(expected);
        },
      ),
      { numRuns: 100, seed: 1 },
    );
  });

  it('compare no unit twice', async () => {
    const { tokens, means } = await storesOf(['监督', '修桥', '铺路']);
    const scores = new CompanionScores(await tokensOf('监督'), means, tokens, 1);
    const compare = vi.spyOn(tokens, 'scores');
    scores.late([0, 1, 0]);
    scores.late([1, 2]);
    expect(compare.mock.calls.flatMap(([, labels]) => labels)).toEqual([0, 1, 2]);
  });
});
