/** Words by which a sentence turns: see `MarkedWord.kind`. */
const CHINESE_NUMERALS = '〇零一二三四五六七八九十百千万亿兆两廿卅';
/** Words in which a numeral counts nothing. */
const UNCOUNTED =
  /统一|唯一|专一|万一|单一|同一|划一|逐一|之一|一些|一定|一切|一直|一样|一起|一般|一致|一旦|一体|一同|一边|一向|一贯|一再|一味|一律|一道|一带一路|一方面|一如既往|一心一意|十分|百姓|万众|万物|千方百计|千家万户|千千万万|进一步|五湖四海|四川|三亚|九江|三明|四平|七台河|六安|两岸|举一反三|三心二意|乱七八糟|亿万|百货|千秋|万事|万里长城/;
const NUMBER = new RegExp(
  `(${UNCOUNTED.source})|(\\d[\\d,]*(?:\\.\\d+)?[%‰]?|\\*+|[第每近超]?(?:百分之|千分之)?[${CHINESE_NUMERALS}]+(?:点[${CHINESE_NUMERALS}]+)?[多余半]?|[几数半][${CHINESE_NUMERALS}]*(?=[个项年月日天次条点倍人万亿]))`,
  'gu',
);
/** Words in which a negating character negates nothing. */
const UNNEGATED =
  /不断|不仅|不但|不过|不久|不少|不管|不论|不同|不只|不光|不朽|不禁|不错|不愧|不妨|不惜|不懈|不忘|不负|未来|未免|非常|非凡|非洲|非遗|无论|无比|无数|无私|无限|无锡|无愧|勿忘|莫斯科|莫过|特别|分别|区别|级别|类别|个别|性别|差别|辨别|别人|别的|别墅|告别|派别|识别|没收|沉没|淹没|南非/;
const NEGATION = new RegExp(
  `(${UNNEGATED.source})|(并非|绝非|禁止|严禁|杜绝|拒绝|反对|取消|废除|停止|[不没未无非勿莫别])`,
  'gu',
);
const MODALS = new Set(
  (
    '必须 必需 务必 务须 须 应 应当 应该 该 理应 要 需 需要 可 可以 可能 能 能够 得 得以 不得 不得不 不准 不许 不必 不用 不能 不可 不要 不应 不该 ' +
    '允许 准许 许可 禁止 严禁 一定 必定 必将 肯定 一律 一般 原则上 力争 争取 努力 尽量 尽可能 尽力 也许 或许 大概 大约 约 左右 基本 充分 完全 全面 彻底 部分 ' +
    '局部 大部分 所有 一切 全部 全 全体 都 均 皆 只 仅 仅仅 只有 只能 只要 最 更 更加 较 比较 很 十分 非常 极 极其 稍 略 略有 至少 至多 最多 最少 不少于 不超过 不低于 不高于 ' +
    '超过 突破 达到 接近 近 以上 以下 以内 之内 不足 首次 再次 始终 经常 有时 偶尔 从不 永远 暂时 逐步 立即 马上 已经 已 将 将要 正在 建议 鼓励 提倡 支持 反对 ' +
    '优先 适当 严格 坚决 绝不 决不 绝对 相对 主要 个别 少数 多数 大多数 每 各 任何'
  ).split(' '),
);
/** Modal words that stand alone as one character also inside other words. */
const LONG_MODAL = new RegExp(
  [...MODALS]
    .filter((word) => word.length > 1)
    .sort((a, b) => b.length - a.length)
    .join('|'),
  'gu',
);
const ENGLISH: Readonly<Record<'number' | 'negation' | 'modal', RegExp>> = {
  number:
    /\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|billions?|half|quarters?|first|second|third|dozen|once|twice)\b/g,
  negation: /\b(?:not|no|never|nor|none|nothing|nobody|neither|cannot|without|hardly|\w+n['’]?t)\b/g,
  modal:
    /\b(?:must|shall|should|may|might|can|could|will|would|ought|need|always|all|every|any|some|only|most|many|few|at least|at most|perhaps|certainly|completely|entirely|partly|more|less)\b/g,
};
/** What names of places and organisations end with, but where the character starts another word. */
const NAME_ENDS =
  '省(?![级力]|长$)|市(?![场民级容])|县(?![级域])|[区](?![域别分间])|州|盟(?![友约])|旗(?!帜)|镇(?![定痛])|乡(?!村|[情愁音])|村(?![民级庄])|寨|' +
  '街道|社区|景区|大学|集团|法院|检察院|政府|党委|常委会|委员会|国(?![家际内外民有企土防])|党(?![员的性内建])|部(?![分署门队位])|局(?![面势部])|厅|港(?!口)|大桥|高铁|高速|机场';
const NAME_ALONE =
  /党中央|中央|国务院|(?:全国|各级)?人民代表大会|全国人大|人大|政协|党委|党组|政府|法院|检察院|监委|纪委|省委|市委|县委|省政府|市政府|县政府|常委会|共产党|国民党|共青团|工会|妇联|解放军/gu;
const TITLES =
  '同志|总书记|书记|主席|总理|副主席|副总理|委员长|省长|市长|县长|区长|部长|局长|先生|女士|教授|总统|首相|大使';
const PLACES =
  '北京 上海 天津 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 新疆 香港 澳门 ' +
  '广州 深圳 珠海 佛山 东莞 汕头 南京 苏州 杭州 宁波 武汉 成都 西安 兰州 长沙 郑州 济南 青岛 大连 沈阳 哈尔滨 长春 厦门 福州 合肥 南昌 昆明 贵阳 南宁 海口 太原 石家庄 拉萨 银川 西宁 乌鲁木齐 呼和浩特 延安 ' +
  '长江 黄河 珠江 大湾区 长三角 京津冀 粤港澳 粤东 粤西 粤北 亚洲 欧洲 非洲 美洲 欧盟 东盟 联合国 习近平 毛泽东 邓小平 江泽民 胡锦涛 马克思 列宁 孙中山 鲁迅 娜拉 易卜生';

const BEFORE_TITLE = new RegExp(`\\p{Script=Han}{2,3}?(?=${TITLES})`, 'gu');
const NAME_END = new RegExp(`^\\p{Script=Han}{0,2}?(?:${NAME_ENDS})`, 'u');

/** A number, negation, modal word or name in a text, with its place. */
export interface MarkedWord {
  readonly kind: 'number' | 'negation' | 'modal' | 'name';
  readonly start: number;
  readonly end: number;
}

/** Finds the words by which a sentence turns. Texts are to be folded to simplified script, length kept. */
export class MarkedWordFinder {
  private readonly segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
  private readonly places: ReadonlySet<string>;

  constructor() {
    this.places = new Set([...PLACES.split(' '), ...regionNames()]);
  }

  /** All marked words; `original` is the text before folding to lower case, for names in Latin letters. */
  find(text: string, original: string): MarkedWord[] {
    const found: MarkedWord[] = [];
    const add = (kind: MarkedWord['kind'], pattern: RegExp, group: number) => {
      for (const match of text.matchAll(pattern)) {
        const word = match[group];
        if (word !== undefined) found.push({ kind, start: match.index, end: match.index + word.length });
      }
    };
    add('number', NUMBER, 2);
    add('negation', NEGATION, 2);
    add('modal', LONG_MODAL, 0);
    add('name', NAME_ALONE, 0);
    add('name', BEFORE_TITLE, 0);
    for (const [kind, pattern] of Object.entries(ENGLISH)) add(kind as keyof typeof ENGLISH, pattern, 0);
    found.push(...this.segmented(text), ...latinNames(original));
    return found.sort((a, b) => a.start - b.start);
  }

  /** Modal words of one character, place names, and what is named by the kind of place that follows it. */
  private segmented(text: string): MarkedWord[] {
    const found: MarkedWord[] = [];
    for (const { segment, index } of this.segmenter.segment(text)) {
      const end = index + segment.length;
      if (segment.length === 1 && MODALS.has(segment)) found.push({ kind: 'modal', start: index, end });
      if (this.places.has(segment) || this.places.has(segment.replace(/[省市县国]$/, '')))
        found.push({ kind: 'name', start: index, end });
    }
    return found;
  }
}

/** True where changed words belong to a name by what follows them: 亢家寨景区, 城关镇. */
export function startsNameEnd(following: string): boolean {
  return NAME_END.test(following);
}

function regionNames(): string[] {
  const names = new Intl.DisplayNames('zh-Hans', { type: 'region', fallback: 'none' });
  const letters = Array.from({ length: 26 }, (_, index) => String.fromCharCode(65 + index));
  return letters.flatMap((a) => letters.flatMap((b) => names.of(a + b) ?? []));
}

/** Words in Latin letters with a capital that no sentence start explains. */
function latinNames(text: string): MarkedWord[] {
  return [...text.matchAll(/(?<![\p{Lu}.!?:"“]\s?|^)\b\p{Lu}[\p{L}'’-]*/gu)]
    .filter((match) => match[0] !== 'I')
    .map((match) => ({ kind: 'name', start: match.index, end: match.index + match[0].length }));
}
