import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../../src/cli/compose.js';

/** The sample's text. */
export function sampleText(): string {
  return readFileSync(join(projectRoot(), 'speeches', 'speech.txt'), 'utf8');
}

/** A speech of as many sentences, each of them its own: the sample's, with a mark that says which speech it is. */
export function longSpeech(sentenceCount: number, mark: string): string {
  const sentences = sampleText()
    .split(/(?<=[。；])/)
    .map((sentence) => sentence.replace(/\s+/g, ''))
    .filter((sentence) => sentence.length > 20);
  const lines = Array.from(
    { length: sentenceCount },
    (_, index) => `${mark}之${index}，${(sentences[index % sentences.length] ?? '').replace(/[；]$/, '。')}`,
  );
  return `${mark}讲话\n${lines.join('\n')}\n`;
}
