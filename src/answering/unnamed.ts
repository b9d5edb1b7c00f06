import type { Question } from './reading/question.js';
import { ownName } from './required-form.js';

/** Kinds of bodies and places that have names of their own. */
const KIND =
  '(?:学校|小学|中学|单位|部门|公司|企业|村|社区|镇|乡|街道|县区|县市|区县|县|区|市|局|厂|医院|法院|机关|支部|银行|店|工地|合作社|站)';
/** 哪所学校, 哪三个县区, 哪个局: which of a kind. */
const ASKS_WHICH = new RegExp(`哪[一二三四五六七八九十两几]{0,2}(?:个|家|所|座|间)?(?<kind>${KIND})`);
/** 圈地的村子是哪一个. */
const ASKS_WHICH_BEHIND = new RegExp(`(?<kind>${KIND})子?(?:是|在|属于)哪一?(?:个|家|所|座)[?？。]*$`);
/** 拿党费买球拍的是哪一家: which one, of a kind that is not named. */
const ASKS_WHICH_ONE = /(?:是|属于)(?:哪一?(?<counter>家|所))[?？。]*$/;
/** 某, 有一家, 有个, 个别, ××: words for one that is not named. */
const SOME =
  '(?:某[\\u4e00-\\u9fff]{0,2}?|(?:有|其中)[一二三四五六七八九十两几\\d]{0,3}(?:个|家|所|的)|个别|[×○*]{1,3}|(?<![这那哪第同])一(?:个|家|所))';
/** 有的村, 有些村 are no names either. */
const OWN_NAME = ownName('的些');

/** Whether a question asks which one of a kind is meant, and a text speaks of one without its name: 有个村，我不点名. */
export function namesNone({ asked, isEnglish }: Question, text: string): boolean {
  if (isEnglish) return false;
  const kind = (ASKS_WHICH.exec(asked) ?? ASKS_WHICH_BEHIND.exec(asked))?.groups?.kind;
  if (kind !== undefined)
    return new RegExp(`${SOME}${kind}`).test(text) && !new RegExp(`${OWN_NAME}${kind}`).test(text);
  const counter = ASKS_WHICH_ONE.exec(asked)?.groups?.counter;
  return (
    counter !== undefined && new RegExp(`(?:有|其中)(?:一|\\d+|[二三四五六七八九十两])?${counter}(?![，：])`).test(text)
  );
}
