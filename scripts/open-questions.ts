/** Questions about the sample that take the whole way: embedding, search, ranking. */
export const OPEN_QUESTIONS: readonly string[] = [
  '法院和检察院由谁产生',
  '国家的权力到底归谁',
  '宪法宣传要做到什么程度',
  '人大监督的重点往哪放',
  '为什么要发展全过程人民民主',
  '代表的建议怎么办理',
];
