import { parseNumeral } from '../../text/numerals.js';
import { findPosition, NUMERAL, POINT_UNIT, type Position, positionOf } from './positions.js';
import { ANY_PARAGRAPH, type StructureQuestion } from './structure-question-type.js';

/** Reads a question for a note, a sentence of a paragraph or a paragraph by its place; null for any other. */
export const readTextUnit = (text: string): StructureQuestion | null =>
  readNote(text) ?? readSentenceOfParagraph(text) ?? readParagraph(text);

/** 第三段第一句, 最后一段的倒数第二句. */
const SENTENCE_OF_PARAGRAPH = new RegExp(
  `^[^,，。?？]{0,6}?(?<paragraph>(?:倒数)?第${NUMERAL}|最后一|首)(?:个)?(?:自然)?段落?[里中]?的?` +
    `(?<sentence>(?:倒数)?第${NUMERAL}|头一|首|最后一|末)句`,
);

/** The place that a word names: 第三, 倒数第二, 最后一, 首; null for any other. */
function placeOf(word: string): Position | null {
  if (/^最后一$|^末$/.test(word)) return -1;
  if (/^首$|^头一$/.test(word)) return 1;
  return positionOf(word.replace(/^(?:倒数)?第/, ''), word.startsWith('倒数'));
}

function readSentenceOfParagraph(text: string): StructureQuestion | null {
  const groups = SENTENCE_OF_PARAGRAPH.exec(text)?.groups;
  const paragraph = placeOf(groups?.paragraph ?? '');
  const sentence = placeOf(groups?.sentence ?? '');
  return paragraph === null || sentence === null
    ? null
    : { ask: 'passage', part: null, point: null, matter: null, within: 'part', paragraph, sentence };
}

/** A paragraph by its place: 倒数第二段. */
function readParagraph(text: string): StructureQuestion | null {
  if (/部分|章|节|附件|(?<!了)句|[那这]段|段话/.test(text)) return null;
  const chinese = findPosition(text, '(?:自然)?段(?!落?[里中内])');
  // "第四条下面第二段" is a paragraph of that point.
  if (chinese !== null && findPosition(text.slice(0, chinese.index), POINT_UNIT) !== null) return null;
  return chinese === null ? null : { ...ANY_PARAGRAPH, position: chinese.position };
}

/** A note by its number: 第7条注释, 注释（7）, 名词解释第七条, 最后一条注释. */
function readNote(text: string): StructureQuestion | null {
  if (
    /(?:最后|最末|末了)的?一?(?:个|条|项)?(?:注释|注解|脚注|名词解释)|(?:注释|注解|脚注|名词解释)[,，](?:最后|最末|末了)一?(?:个|条|项)|(?:注释|注解|脚注|名词解释)[,，]?(?:里[面头]?|中)?的?(?:最后|最末)的?[一那]?(?:个|条|项)/.test(
      text,
    )
  )
    return { ask: 'note', number: -1 };
  const match =
    new RegExp(`(?<back>倒数)?第(?<number>${NUMERAL})[条个项]?(?:注释|注解|脚注|名词解释)`).exec(text) ??
    // 附在后面解释的那些名词，排第四的
    new RegExp(
      `(?:解释[^,，。?？]{0,6}名词|名词[^,，。?？]{0,4}解释)[^。?？]{0,8}?(?<back>倒数)?第(?<number>${NUMERAL})(?:[条个项]|的|是|[,，])`,
    ).exec(text) ??
    new RegExp(`[编标序]号(?:是|为)?(?<back>倒数)?第?(?<number>${NUMERAL})的?[那这]?一?[条个项]?(?:注|名词解释)`).exec(
      text,
    ) ??
    new RegExp(
      `(?:注释|注解|脚注|名词解释|(?<![关投专倾贯备])注)(?:里[面头]?|中)?的?[（(〔\\[]?(?<back>倒数)?第?(?<number>${NUMERAL})`,
    ).exec(text);
  const number = parseNumeral(match?.groups?.number ?? '');
  if (number === null) return null;
  return { ask: 'note', number: match?.groups?.back === undefined ? number : -number };
}
