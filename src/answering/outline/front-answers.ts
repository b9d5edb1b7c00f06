import { findDate } from '../../speech/front-matter.js';
import { trimSpan } from '../../speech/paragraphs.js';
import type { OutlineNode, Speech } from '../../speech/types.js';
import { makeQuote } from '../quoting/citation.js';
import type { Answer } from '../quoting/answer.js';
import type { FrontWanted } from '../reading/front-question.js';
import { quotesAnswer } from './division-answers.js';

/** A day, as against a month or a year. */
const DAY =
  /月\s?[\d一二三四五六七八九十]{1,3}\s?[日号]|[-./]\d{1,2}[-./]\d{1,2}|[A-Z][a-z]+\.? \d{1,2}|\d{1,2} [A-Z][a-z]+/;
/** 县委书记在…会上的讲话: a title that says whose speech it is. */
const NAMES_SPEAKER =
  /(?:书记|[省市县区乡镇校院局厅部会站]长|主席|主任|教授|院士|总理|经理|先生|女士|同志)[^，。]{0,6}在/;
/** Lines that say when, where or on what occasion, and not who. */
const NO_PERSON =
  /^(?:——|――|—|[（(]?[^（）()]{0,40}(?:会议?|典礼|仪式|大会)上[）)]?$|[（(]?[\d〇零一二三四五六七八九年月日号./\-\s上下午晚：:]+[）)]?$|(?:时间|日期|地点|Date|Venue|Location)\s*[：:]|[（(]?[^（）()]*?(?:根据|据)[^）)]*(?:整理|记录|审阅)[）)]?$)/i;
const PLACE =
  /(?:^|[ 　])(?:地点|Venue|Location)\s*[：:]|[日号](?:[上下中]午|晚上?)?[，, 　][^，,（）()]{0,16}(?:厅|馆|堂|室|场|中心|校区|学校|楼|院|站|礼堂)(?=[）)，, 　]|$)/i;
const OCCASION = /[在于].+[上中时会]|会议|大会|典礼|仪式|讲座|——/;

/** Answers who speaks, when and where, from the lines around the title. */
export class FrontAnswers {
  constructor(private readonly speech: Speech) {}

  /** The line that says it; null where none does. */
  answer(wanted: FrontWanted): Answer | null {
    const span = this.lineFor(wanted)?.span;
    return span === undefined ? null : quotesAnswer([makeQuote(this.speech, trimSpan(this.speech.text, span), 1)]);
  }

  private lineFor(wanted: FrontWanted): OutlineNode | undefined {
    const bylines = this.speech.outline.filter(({ kind }) => kind === 'byline');
    const titles = this.speech.outline.filter(({ kind }) => kind === 'title');
    const holds = (pattern: RegExp) => (node: OutlineNode) => pattern.test(this.wordsOf(node));
    const isDated = (node: OutlineNode) => findDate([this.wordsOf(node)]) !== null || holds(DAY)(node);
    switch (wanted) {
      case 'who':
        return bylines.find((node) => !holds(NO_PERSON)(node)) ?? titles.find(holds(NAMES_SPEAKER));
      case 'when':
        return [...bylines, ...titles].find(isDated);
      case 'day':
        return bylines.find(holds(DAY));
      case 'place':
        return bylines.find(holds(PLACE));
      case 'occasion':
        return [...titles, ...bylines].find(holds(OCCASION));
    }
  }

  private wordsOf({ span }: OutlineNode): string {
    return this.speech.text.slice(span.start, span.end).trim();
  }
}
