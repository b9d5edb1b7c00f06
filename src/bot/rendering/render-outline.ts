import type { OutlineRow } from '../../answering/speech-service.js';
import { TextBuilder, type FormattedText } from './formatted-text.js';
import { sentenceLink } from './render-answer.js';

/** Longest heading shown in an outline; a longer one ends in an ellipsis outside the quotation. */
export const OUTLINE_HEAD_LENGTH = 60;
/** Rows of one block quotation: each row carries a link, and a message holds a hundred entities. */
const ROWS_A_BLOCK = 20;

/** The outline as lines: each heading a slice of the speech, its sentence number a link to it. */
export function renderOutline(rows: readonly OutlineRow[], botUsername: string, headLength: number): FormattedText[] {
  const blocks: FormattedText[] = [];
  for (let start = 0; start < rows.length; start += ROWS_A_BLOCK) {
    const builder = new TextBuilder();
    for (const { level, quote } of rows.slice(start, start + ROWS_A_BLOCK)) {
      const characters = Array.from(quote.text);
      const head = characters.slice(0, headLength).join('').replace(/\n/g, ' ');
      builder.line().add('　'.repeat(level) + head + (characters.length > headLength ? '…' : '') + '（');
      builder.link(String(quote.sentence), sentenceLink(botUsername, quote.id)).add('）');
    }
    blocks.push(builder.build());
  }
  return blocks;
}
