/** What someone calls the marks of a list by, and how its folded items then begin. */
const FORMS: readonly (readonly [RegExp, RegExp])[] = [
  [/破折号|横线|横杠/, /^[—―-]/],
  [
    /(?:括号|括弧)[里内]?的?(?:数字|序号|编号|[一1])|(?:数字|序号|编号)[^,，。?？]{0,3}(?:括号|括弧)/,
    /^\([一二三四五六七八九十\d]+\)/,
  ],
  [/阿拉伯数字|(?<!\d)1[、，,.和到]?2[、，,.和到]?3(?!\d)/, /^\d+[.、]/],
];

/** How the items of a list begin that a question names by its marks (用破折号列出来的); null where it does not. */
export function formNamed(question: string): RegExp | null {
  return FORMS.find(([called]) => called.test(question))?.[1] ?? null;
}

/** Whether items, folded, begin in a form; words that announce them may stand before the first. */
export const isOfForm = (itemHeads: readonly string[], form: RegExp): boolean =>
  itemHeads.slice(1).every((head) => form.test(head));
