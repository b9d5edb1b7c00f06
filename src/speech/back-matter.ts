import { type Block, headOf, isShort } from './block.js';

/** 附件2, 附件：任务分工表: what stands over an annex. */
const ANNEX_HEADING =
  /^(?:附件|附录|附表|附(?=[：:](?!名词解释|注释|注解)))[\s\d一二三四五六七八九十]*(?:[：:][^。；]*)?$/;

/** What pages put under a text. */
const PAGE_FOOT =
  /^(?:相关(?:报道|链接|新闻|阅读)|责任编辑|责编|上一篇|下一篇|(?:编辑|来源|图片|审核|排版|校对|记者)[：:丨|｜]|编辑|来源|分享到|【(?:字体|打印|关闭|责任编辑)|版权所有|[-—–－]+ ?(?:END|完) ?[-—–－]+|END$|（(?:转写|全文)?完(?:毕)?）|阅读 ?\d|喜欢就点|点个)/i;

/** Where what stands behind a speech begins, and what that is. */
interface BackMatter {
  /** Index of its first block. */
  readonly index: number;
  readonly kind: 'annex' | 'note' | 'chrome';
}

/** The words over notes. */
const NOTES_HEADING = /^(?:附[：:]\s*)?(?:名词解释|注释|注解|尾注|注(?=[：:])|参考文献|Notes?)[：:]?$/i;
/** Blocks at the end among which what a page puts there stands. */
const BLOCKS_OF_FOOT = 12;

/** Whether a block heads an annex. */
export const headsAnnex = (text: string, block: Block): boolean =>
  isShort(block) && ANNEX_HEADING.test(headOf(text, block));

/** Whether a block is what a page puts under a text: 责任编辑：…, 上一篇：…, — END —. */
export const isPageFoot = (text: string, block: Block): boolean =>
  isShort(block) && PAGE_FOOT.test(headOf(text, block));

/** Whether a block is the first note in brackets: [1] 苏木，相当于乡。 */
export const opensNotes = (text: string, block: Block): boolean => /^[[［]1[\]］]/.test(headOf(text, block));

/** The annexes, notes or page furniture behind a speech; null where nothing stands there. */
export function findBackMatter(text: string, blocks: readonly Block[]): BackMatter | null {
  for (const [index, block] of blocks.entries()) {
    if (index < blocks.length / 3 || !isShort(block)) continue;
    if (headsAnnex(text, block)) return { index, kind: 'annex' };
    if (NOTES_HEADING.test(headOf(text, block))) return { index, kind: 'note' };
    if (isPageFoot(text, block) && index >= blocks.length - BLOCKS_OF_FOOT) return { index, kind: 'chrome' };
  }
  return findNumberedNotes(text, blocks) ?? findLastNote(text, blocks);
}

/** （根据现场录像整理，未经本人审阅）, 注：信中“○”为…: what who wrote the speech down says behind it. */
const LAST_NOTE = /^(?:[（(][^）)]*(?:整理|录音|录像|审阅|记录)[^）)]*[）)]$|注[：:])/;

function findLastNote(text: string, blocks: readonly Block[]): BackMatter | null {
  const last = blocks.at(-1);
  const isNote = last !== undefined && LAST_NOTE.test(text.slice(last.span.start, last.span.end));
  return isNote && blocks.length > 1 ? { index: blocks.length - 1, kind: 'note' } : null;
}

/** Fewest notes whose numbers stand bare. */
const FEWEST_NOTES = 3;

/** Notes after the text whose numbers stand right before their words ("1本篇…", "2伊孛生…", "[1]苏木…"), in order to the end. */
function findNumberedNotes(text: string, blocks: readonly Block[]): BackMatter | null {
  // A number in brackets is a note's even where it is the only one.
  const isBracketed = blocks.some(({ span }) => /^[[［]1/.test(text.slice(span.start, span.start + 2)));
  const numbers = blocks.map((block) =>
    Number(
      /^[[［]?(\d{1,3})(?![\d、.．年月日%）)])/.exec(text.slice(block.span.start, block.span.start + 8))?.[1] ?? 0,
    ),
  );
  const index = numbers.lastIndexOf(1);
  if (index < blocks.length / 4 || blocks.length - index < (isBracketed ? 1 : FEWEST_NOTES)) return null;
  return numbers.slice(index).every((number, offset) => number === offset + 1) ? { index, kind: 'note' } : null;
}
