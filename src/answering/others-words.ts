/** What someone else said on the same occasion: 石桥区的表态发言讲了哪几条, 幼儿园介绍了哪些做法. */
const ASKS_FOR_OTHERS_WORDS =
  /(?:发言|汇报|交流|表态)(?:里面?|中|时|上)?[^,，。?？]{0,8}(?:什么|啥|哪|几[个条点])|(?:介绍|汇报|交流|通报|分享)(?:了|过|的)?[^,，。?？]{0,4}(?:什么|啥|哪|几[个条点])/;
/** Asks who spoke, or for a word on each of them. */
const ASKS_WHO = /的(?:都|分别)?(?:是|有)(?:哪|谁)|各|分别/;
/** That someone spoke. */
const SPOKE =
  /(?:作|做)了?[^，。；]{0,8}(?:发言|汇报|交流|介绍|表态|通报)|(?:汇报|通报|介绍)了[^，。；]{0,16}(?:情况|工作|做法|经验)/;
/** What was said. */
const SAID = /[讲说谈]的是|[讲说谈提]到|提出|讲得?了|说[：:，,“]|建议|强调|指出|介绍了[^，。；]{6,}的/;

/** Whether a question asks for what somebody else said and a text tells only that they spoke. */
export const tellsOnlyThatTheySpoke = (question: string, text: string): boolean =>
  ASKS_FOR_OTHERS_WORDS.test(question) && !ASKS_WHO.test(question) && SPOKE.test(text) && !SAID.test(text);
