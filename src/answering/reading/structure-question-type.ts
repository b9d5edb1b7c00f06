import type { PlaceBeside } from './places-beside.js';
import type { DivisionLevel, Position } from './positions.js';
import type { FrontWanted } from './front-question.js';

/** What a question asks of the outline. */
export type StructureQuestion =
  | {
      /** Of the lines around the title: who speaks, when, where. */
      readonly ask: 'front';
      readonly wanted: FrontWanted;
    }
  | {
      /** Several places, each asked for by itself: 前两点, 第一和第三部分. */
      readonly ask: 'several';
      readonly questions: readonly StructureQuestion[];
    }
  | {
      /** All points of the list that has so many, or whose headings all hold a term. */
      readonly ask: 'all-points';
      /** Null where the question does not say how many there are. */
      readonly count: number | null;
      readonly term: string | null;
      /** Whether the points themselves are asked for, and not only their number. */
      readonly wantsItems: boolean;
    }
  | { readonly ask: 'title' }
  | PlaceBeside
  | { readonly ask: 'announced' }
  | {
      /** How many points a part has, or a topic is told in. */
      readonly ask: 'count';
      readonly part: Position | null;
      readonly topic: string;
      /** Whether the points themselves are asked for too. */
      readonly wantsItems: boolean;
    }
  | {
      /** In which part, or in which point, something is said. */
      readonly ask: 'which';
      readonly part: Position | null;
      /** Words that name the part in which it is said (“今年工作里说文旅的”); null where none does. */
      readonly scope: string | null;
      readonly topic: string;
      /** `section`: the innermost that stands under a line of its own. */
      readonly wants: 'part' | 'point' | 'section';
      /** Whether the part is asked for beside the point. */
      readonly withPart: boolean;
      /** What the points are called that it asks among ("第几点成绩", "哪一条“深刻领会”"); empty where it does not say. */
      readonly label: string;
      /** What all headings of the list hold that is meant ("是第几个深刻领会"); null where the question does not say. */
      readonly term: string | null;
    }
  | { readonly ask: 'before-first' }
  | { readonly ask: 'note'; readonly number: Position }
  | {
      /** A paragraph by its place, in the speech or in the division that `scope`, or `part` and `point`, name. */
      readonly ask: 'paragraph';
      readonly position: Position;
      readonly part: Position | null;
      /** A point of the part, or of the speech where no part is named. */
      readonly point: Position | null;
      readonly scope: string | null;
      readonly level: DivisionLevel;
    }
  | {
      /** An item, by its place, of a list that the outline does not show. */
      readonly ask: 'item';
      readonly position: Position;
      /** How many items the question says there are; null where it does not. */
      readonly count: number | null;
      /** What the items are (问题) or are counted by (件, 张, 道), where that says what they are; null where it does not. */
      readonly thing: string | null;
      /** The other words of the question, which may say what list is meant. */
      readonly topic: string;
      /** Words that every item must hold ("第四个深刻领会"); null where the place alone says which is meant. */
      readonly term: string | null;
    }
  | {
      /** A paragraph or sentence by its place: in the speech, in a division, or where something is told. */
      readonly ask: 'passage';
      readonly part: Position | null;
      readonly point: Position | null;
      /** What is told at the place that is meant; null where its numbers alone name it. */
      readonly matter: string | null;
      /** What `matter` names: a division, a paragraph, or either ("the bit about the lock"). */
      readonly within: DivisionLevel | 'paragraph' | 'stretch';
      readonly paragraph: Position | null;
      /** Position among the sentences of the paragraph, or of the whole place; null for the paragraph itself. */
      readonly sentence: Position | null;
    }
  | {
      /** What stands beside all that is told of a topic, in a division or a paragraph. */
      readonly ask: 'beside-stretch';
      readonly topic: string;
      readonly side: 'before' | 'after';
    }
  | {
      /** An item, by its place or by what it says, of a list whose items are called something ("the second promise"). */
      readonly ask: 'listed';
      /** Null where the middle one is meant, the one that tells of `topic`, or, without a topic, all. */
      readonly position: Position | null;
      readonly isMiddle: boolean;
      /** How many items the question says there are; null where it does not. */
      readonly count: number | null;
      /** What the items are called, in the singular; null where the word fits any list ("things"). */
      readonly noun: string | null;
      readonly topic: string;
      /** Where in the speech the list is said to stand; null where that is not said. */
      readonly where: 'start' | 'end' | null;
      /** Whether an item of some list is meant for certain, whatever the items are called. */
      readonly isSure: boolean;
    }
  | {
      readonly ask: 'parts';
      /** How many the question says there are; null where it does not. */
      readonly count: number | null;
      /** Whether the headings under those of the parts are asked for too. */
      readonly withPoints: boolean;
    }
  | {
      /** The first or the last words, of the whole speech, of the part that `scope` names, or of a point. */
      readonly ask: 'edge';
      readonly edge: 'first' | 'last';
      readonly part: Position | null;
      readonly scope: string | null;
      /** Whether `scope` names a part or a point. */
      readonly level: DivisionLevel;
      /** Whether `scope` names a paragraph, which no heading stands over. */
      readonly isParagraph: boolean;
      /** A point of the part, or of the speech where no part is named. */
      readonly point: Position | null;
      /** Whether it asks for words, as against what is said first or last. */
      readonly wantsWords: boolean;
      /** Whether the heading of the part is asked for beside the words. */
      readonly wantsHeading: boolean;
    }
  | {
      readonly ask: 'division';
      /** Position among the parts; null where no part is named. */
      readonly part: Position | null;
      /** Position among the points, of the named part or of the list that `topic` means; null: the part itself. */
      readonly point: Position | null;
      /** What the point itself begins with where it is named by that ("四是"); null where it is not. */
      readonly mark: string | null;
      /** Words that name the part ("讲文化的那一部分"), or 附件; null where none does. */
      readonly scope: string | null;
      /** Whether `scope` names a part or a point. */
      readonly level: DivisionLevel;
      /** A position one level deeper. */
      readonly item: Position | null;
      /** How many points the question says there are ("三件事里的末一件"); null where it does not. */
      readonly count: number | null;
      /** What the points are (希望) or are counted by (件), where that says what they are; null where it does not. */
      readonly thing: string | null;
      /** The other words of the question, which may say what list is meant. */
      readonly topic: string;
      readonly headingOnly: boolean;
      /** Whether its paragraphs are asked for, each by its first words. */
      readonly asksParagraphs: boolean;
    };

/** A question for a division, of which nothing is known yet. */
export const ANY_DIVISION = {
  ask: 'division',
  part: null,
  scope: null,
  level: 'part',
  point: null,
  mark: null,
  item: null,
  count: null,
  thing: null,
  topic: '',
  headingOnly: false,
  asksParagraphs: false,
} as const satisfies StructureQuestion;

/** A question for a paragraph of the speech, of whose place nothing is known yet. */
export const ANY_PARAGRAPH = {
  ask: 'paragraph',
  position: 1,
  part: null,
  point: null,
  scope: null,
  level: 'part',
} as const satisfies StructureQuestion;

/** The first words of the speech, asked for in no further way. */
export const ANY_EDGE = {
  ask: 'edge',
  edge: 'first',
  part: null,
  scope: null,
  level: 'part',
  isParagraph: false,
  point: null,
  wantsWords: false,
  wantsHeading: false,
} as const satisfies StructureQuestion;
