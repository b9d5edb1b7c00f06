import { Converter } from 'opencc-js/cn2t';
import type { MeaningChange, Verdict } from '../../src/answering/claim-check.js';
import { plainOf, type ClaimSource } from './source.js';
import type { Random } from './random.js';

/** A claim with the verdict that a careful reader gives it. */
export interface MadeClaim {
  readonly edit: EditName;
  readonly speech: string;
  readonly claim: string;
  readonly verdict: Verdict;
  /** For an edit that turns the meaning: of what kind the change is. */
  readonly change: MeaningChange['kind'] | null;
}

/** Every edit, in the order of the report. */
export const EDITS = [
  'nothing',
  'brief',
  'punctuation',
  'spacing',
  'width',
  'script',
  'invisible',
  'number',
  'number cut',
  'negation added',
  'negation removed',
  'modal',
  'name',
  'noun',
  'deletion',
  'end changed',
  'two changes',
  'clause omitted',
  'clauses swapped',
  'join',
  'ellipsis',
  'other speech',
] as const;
export type EditName = (typeof EDITS)[number];

/** Where claims are made: one speech, chance, and all the speeches. */
export interface Workshop {
  readonly source: ClaimSource;
  readonly random: Random;
  readonly others: readonly ClaimSource[];
}

type Draft = Pick<MadeClaim, 'claim' | 'verdict' | 'change'>;
type Edit = (workshop: Workshop) => Draft | null;

/** One to three sentences, or a clause or two of them, between whole words' borders. */
function slice({ source, random }: Workshop): string {
  const { sentences, text } = source.speech;
  const first = sentences[random.below(sentences.length)];
  const last = sentences[Math.min(sentences.length - 1, (first?.number ?? 1) - 1 + random.below(2))];
  if (first === undefined || last === undefined) return '';
  const whole = text.slice(first.span.start, last.span.end);
  if (random.below(2) === 0) return whole;
  const borders = [...whole.matchAll(/(?<!\d)[,，;；、:：](?!\d)/g)].map(({ index }) => index);
  const from = borders.length < 2 ? 0 : random.pick(borders.slice(0, -1)) + 1;
  return whole.slice(from).trim();
}

const isUsable = (claim: string, least: number) => plainOf(claim).length >= least && plainOf(claim).length <= 220;

/** The claim after one replacement, where it is then nowhere in the speech. */
function changed(
  { source, random }: Workshop,
  claim: string,
  pattern: RegExp,
  replace: (match: string) => string,
): string | null {
  const matches = [...claim.matchAll(pattern)];
  if (matches.length === 0) return null;
  const match = random.pick(matches);
  const to = replace(match[0]);
  const made = claim.slice(0, match.index) + to + claim.slice(match.index + match[0].length);
  // A change near an end of a short claim leaves too little to know the sentence by.
  return to === match[0] || source.plain.includes(plainOf(made)) ? null : made;
}

const altered = (claim: string | null, change: MadeClaim['change']): Draft | null =>
  claim === null ? null : { claim, verdict: 'altered', change };

/** Where the text itself decides: the same words elsewhere with other punctuation make a claim exact. */
function onlyForm({ source }: Workshop, claim: string): Draft {
  return { claim, verdict: source.speech.text.includes(claim) ? 'exact' : 'punctuation', change: null };
}

const MODAL_SWAPS: Readonly<Record<string, readonly string[]>> = {
  必须: ['可以', '应当'],
  务必: ['可以', '最好'],
  应当: ['必须', '可以'],
  应该: ['必须', '可以'],
  可以: ['必须', '不得'],
  不得: ['可以', '应当'],
  不能: ['可以', '应该'],
  基本: ['完全', '部分'],
  全面: ['部分', '基本'],
  充分: ['基本', '部分'],
  完全: ['部分', '基本'],
  所有: ['部分'],
  一切: ['部分'],
  始终: ['有时'],
  超过: ['接近'],
  以上: ['以下'],
  坚决: ['适当'],
  must: ['may', 'should'],
  shall: ['may', 'might'],
  can: ['must', 'should'],
  cannot: ['can'],
  will: ['may'],
  every: ['some'],
  all: ['some'],
  only: ['also'],
};
const NAMES = [
  '广东',
  '甘肃',
  '北京',
  '上海',
  '深圳',
  '兰州',
  '湖南',
  '浙江',
  '美国',
  '日本',
  '法国',
  '中国',
  '香港',
  '澳门',
  '广州',
  '酒泉',
  '敦煌',
  '人大',
  '党委',
  '政府',
  '法院',
  '中央',
  '国务院',
  'America',
  'American',
  'Americans',
  'God',
  'Asia',
];
const NAME_SWAPS: Readonly<Record<string, string>> = {
  America: 'Russia',
  American: 'Russian',
  Americans: 'Russians',
  God: 'Caesar',
  Asia: 'Africa',
};
const NOUNS: readonly (readonly [string, string])[] = [
  ['人民', '职工'],
  ['经济', '音乐'],
  ['教育', '体育'],
  ['文化', '气象'],
  ['群众', '观众'],
  ['企业', '商店'],
  ['农村', '城郊'],
  ['社会', '家庭'],
  ['制度', '建筑'],
  ['安全', '美观'],
  ['科技', '园艺'],
  ['女人', '老人'],
  ['自由', '财富'],
  ['梦', '病'],
  ['nations', 'villages'],
  ['liberty', 'comfort'],
  ['world', 'valley'],
  ['hope', 'gold'],
  ['power', 'music'],
];
const EDIT_NUMBERS =
  /(?<![\d.,])\d+(?:\.\d+)?(?![\d,.])|(?<=第)[一二三四五六七八九十]+(?=[次届个条])|[一二三四五六七八九](?=是[^，,。]{4})|(?<![一二三四五六七八九十百千万])[二三四五六七八九](?=[个项级次年届大县条])|\*/g;
const OTHER_DIGITS = '一二三四五六七八九';

function otherNumber(random: Random, number: string): string {
  if (number === '*') return String(2 + random.below(90));
  if (/^\d/.test(number)) {
    const at = random.below(number.length);
    if (!/\d/.test(number.charAt(at))) return number;
    const digit = String((Number(number.charAt(at)) + 1 + random.below(8)) % 10);
    return (number.slice(0, at) + digit + number.slice(at + 1)).replace(/^0(?=\d)/, '3');
  }
  return OTHER_DIGITS.replace(number.charAt(0), '').charAt(random.below(8)) + number.slice(1);
}

const joinsOf = (text: string) => [...text.matchAll(/(?<!\d)[,，;；。.!！?？](?!\d)/g)].map(({ index }) => index + 1);

/** Two sentences far apart, or an order of them that the speech does not have, without changing a word. */
function join(workshop: Workshop, mark: string): Draft | null {
  const { source, random } = workshop;
  const { sentences, text } = source.speech;
  const first = random.below(sentences.length);
  const second = mark === '' ? random.below(sentences.length) : first + 2 + random.below(20);
  const [a, b] = [sentences[first], sentences[second]];
  if (a === undefined || b === undefined || Math.abs(first - second) < 2) return null;
  const [head, tail] = [text.slice(a.span.start, a.span.end), text.slice(b.span.start, b.span.end)];
  const cut = mark === '' ? 0 : random.pick([0, ...joinsOf(tail).filter((at) => plainOf(tail.slice(at)).length >= 10)]);
  const claim = head.replace(/[。.；;]$/, mark === '' ? '，' : mark) + tail.slice(cut).trimStart();
  const parts = [plainOf(head), plainOf(tail.slice(cut))];
  if (parts.some((part) => part.length < (source.speech.language === 'en' ? 30 : 10) || part.length > 100)) return null;
  return source.plain.includes(plainOf(claim)) ? null : { claim, verdict: 'stitched', change: null };
}

const clausesOf = (words: string) => words.split(/(?<=[,，;；。](?!\d))/);

/** Whole clauses of eight characters and more, left out or in another order. */
function rearranged({ source }: Workshop, clauses: readonly string[], order: readonly number[]): Draft | null {
  const shortest = source.speech.language === 'en' ? 20 : 8;
  if (clauses.length < 3 || clauses.some((clause) => plainOf(clause).length < shortest)) return null;
  const claim = order.map((at) => clauses[at]).join('');
  return source.plain.includes(plainOf(claim)) ? null : { claim, verdict: 'stitched', change: null };
}

/** Share of a sentence that stands in a speech in stretches of five characters and more (of Latin text fifteen). */
function sharedWith(plain: string, sentence: string, shortest: number): number {
  let held = 0;
  for (let from = 0; from + shortest <= sentence.length;) {
    let length = shortest;
    if (!plain.includes(sentence.slice(from, from + length))) {
      from += 1;
      continue;
    }
    while (from + length < sentence.length && plain.includes(sentence.slice(from, from + length + 1))) length += 1;
    held += length;
    from += length;
  }
  return held / sentence.length;
}

/** The edits: what each does to words of a speech, and null where they do not allow it. */
export const EDIT_BY_NAME: Readonly<Record<EditName, Edit>> = {
  nothing: (workshop) => ({ claim: slice(workshop), verdict: 'exact', change: null }),
  brief: (workshop) => {
    const { text } = workshop.source.speech;
    const at = workshop.random.below(text.length - 8);
    const claim = /[\u4e00-\u9fff]{4,8}/.exec(text.slice(at, at + 9))?.[0];
    return claim === undefined ? null : { claim, verdict: 'exact', change: null };
  },
  punctuation: (workshop) =>
    onlyForm(
      workshop,
      slice(workshop).replace(/(?<!\d)[,，、](?!\d)/g, (mark) => workshop.random.pick([mark, ' ', '；', ''])),
    ),
  spacing: (workshop) =>
    onlyForm(
      workshop,
      workshop.source.speech.language === 'en'
        ? slice(workshop).replaceAll(' ', '  ')
        : slice(workshop).replace(
            /[\u4e00-\u9fff](?=[\u4e00-\u9fff])/g,
            (character) => character + workshop.random.pick(['', '', ' ', '\u3000', '\n']),
          ),
    ),
  width: (workshop) =>
    onlyForm(
      workshop,
      slice(workshop).replace(/[!-)+-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0)),
    ),
  script: (workshop) =>
    onlyForm(workshop, Converter({ from: 'cn', to: workshop.random.pick(['t', 'tw', 'hk']) })(slice(workshop))),
  invisible: (workshop) =>
    onlyForm(
      workshop,
      slice(workshop).replace(
        /[\p{Script=Han}A-Za-z](?=\p{L})/gu,
        (character) => character + workshop.random.pick(['', '', '', '\u200b', '\ufe0f', '\u2060']),
      ) + workshop.random.pick(['', '👍', '🙏🏻']),
    ),
  number: (workshop) =>
    altered(
      changed(workshop, slice(workshop), EDIT_NUMBERS, (number) => otherNumber(workshop.random, number)),
      'number',
    ),
  'number cut': (workshop) => {
    const words = slice(workshop);
    const number = /(?<!\d)\d{2,}/.exec(words);
    const claim = number === null ? '' : words.slice(number.index + 1);
    return workshop.source.plain.split(plainOf(claim)).length === 2 ? altered(claim, 'number') : null;
  },
  'negation added': (workshop) =>
    altered(
      changed(
        workshop,
        slice(workshop),
        /(?<=[\u4e00-\u9fff]{3})(?:会|能|应当|可以|要|是)(?=[\u4e00-\u9fff]{3})|\b(?:is|are|shall|can|will|do|to)\b(?= [a-z]{3,} )(?! not)/g,
        (word) => (/[a-z]/.test(word) ? `${word} not` : `不${word}`),
      ),
      'negation',
    ),
  'negation removed': (workshop) =>
    altered(
      changed(
        workshop,
        slice(workshop),
        /(?<=[\u4e00-\u9fff])(?:不得|不能|不是|不会|不可|不要|没有|不再|不想|不准|不许)(?=[\u4e00-\u9fff])|\b(?:not|never) /g,
        (word) => (word === '没有' ? '有' : word.replace(/^(?:不|not |never )/, '')),
      ),
      'negation',
    ),
  modal: (workshop) =>
    altered(
      changed(
        workshop,
        slice(workshop),
        new RegExp(
          Object.keys(MODAL_SWAPS)
            .map((word) => (/[a-z]/.test(word) ? `\\b${word}\\b` : word))
            .join('|'),
          'g',
        ),
        (word) => workshop.random.pick(MODAL_SWAPS[word] ?? [word]),
      ),
      'modal',
    ),
  name: (workshop) =>
    altered(
      changed(
        workshop,
        slice(workshop),
        new RegExp(NAMES.map((name) => (/[a-z]/.test(name) ? `\\b${name}\\b` : `(?<!发展)${name}`)).join('|'), 'g'),
        (name) => NAME_SWAPS[name] ?? workshop.random.pick(['云南', '贵州', '英国', '政协', '天津']),
      ),
      'name',
    ),
  noun: (workshop) => {
    const swaps = new Map(NOUNS);
    return altered(
      changed(
        workshop,
        slice(workshop),
        new RegExp(`(?:${[...swaps.keys()].join('|')})(?!代表大会|政府|贸易|特区|共和国)`, 'g'),
        (noun) => swaps.get(noun) ?? noun,
      ),
      null,
    );
  },
  deletion: (workshop) => {
    const pattern =
      workshop.source.speech.language === 'en'
        ? /(?<=[a-z]+ [a-z]+ )[a-z]+ (?=[a-z]+ [a-z]+)/g
        : /(?<=[\u4e00-\u9fff]{4})[\u4e00-\u9fff]{2}(?=[\u4e00-\u9fff]{4})/g;
    return altered(
      changed(workshop, slice(workshop), pattern, () => ''),
      null,
    );
  },
  'end changed': (workshop) => {
    const words = slice(workshop).replace(/[。！？；.]$/, '');
    const at = workshop.source.speech.language === 'en' ? words.lastIndexOf(' ') + 1 : words.length - 2;
    if (at < 1) return null;
    return altered(
      changed(workshop, words, new RegExp(`(?<=^[^]{${at}})[\\p{L}]+$`, 'gu'), () =>
        workshop.random.pick(['橘猫', '月亮', 'tea']),
      ),
      null,
    );
  },
  'two changes': (workshop) => {
    const once = changed(workshop, slice(workshop), EDIT_NUMBERS, (number) => otherNumber(workshop.random, number));
    const swaps = new Map(NOUNS);
    return once === null
      ? null
      : altered(
          changed(
            workshop,
            once,
            new RegExp(`(?:${[...swaps.keys()].join('|')})(?!代表大会|政府|贸易|特区|共和国)`, 'g'),
            (noun) => swaps.get(noun) ?? noun,
          ),
          'number',
        );
  },
  'clause omitted': (workshop) => {
    const clauses = clausesOf(slice(workshop));
    const gone = 1 + workshop.random.below(Math.max(1, clauses.length - 2));
    return rearranged(
      workshop,
      clauses,
      [...clauses.keys()].filter((at) => at !== gone),
    );
  },
  'clauses swapped': (workshop) => {
    const clauses = clausesOf(slice(workshop)).slice(0, 4);
    return rearranged(workshop, clauses, [...clauses.keys()].reverse());
  },
  join: (workshop) => join(workshop, ''),
  ellipsis: (workshop) => join(workshop, workshop.random.pick(['……', '...', '…', '（略）'])),
  'other speech': (workshop) => {
    const { source, random, others } = workshop;
    const other = random.pick(
      others.filter(({ speech }) => speech.language === source.speech.language || random.below(4) === 0),
    );
    const claim = slice({ ...workshop, source: other });
    const shortest = source.speech.language === 'en' ? 15 : 4;
    return other === source || /[“”"]/.test(claim) || sharedWith(source.plain, plainOf(claim), shortest) > 0.3
      ? null
      : { claim, verdict: 'absent', change: null };
  },
};

/** Makes `count` claims, the same for the same seed: the edits in turn, each on a speech that allows it. */
export function makeClaims(
  sources: readonly ClaimSource[],
  random: Random,
  count: number,
): (MadeClaim & { source: ClaimSource })[] {
  const claims: (MadeClaim & { source: ClaimSource })[] = [];
  while (claims.length < count) {
    const edit = EDITS[claims.length % EDITS.length] ?? 'nothing';
    const source = random.pick(sources);
    const draft = EDIT_BY_NAME[edit]({ source, random, others: sources });
    if (draft === null || !isUsable(draft.claim, edit === 'brief' ? 4 : source.speech.language === 'en' ? 30 : 10))
      continue;
    claims.push({ edit, speech: source.name, source, ...draft });
  }
  return claims;
}
