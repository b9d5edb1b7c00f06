/** English words that carry no content: what they find says nothing, and the Chinese words for them are no better. */
export const ENGLISH_STOP_WORDS: ReadonlySet<string> = new Set(
  'a an the of to in on at by for with from and or but not is are was were be been being do does did has have had can could should would will shall may might must what which who whom whose when where why how that this these those it its he she they them his her their we our us you your i my me as if so than then there here about into over under out up down more most much many any some all each every get got go going said say says speech speaker mention mentioned tell does one ones way'.split(
    ' ',
  ),
);
