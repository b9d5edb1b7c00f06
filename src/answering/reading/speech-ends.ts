/** What someone calls the whole of what is spoken. */
const SPEECH = '(?:全[文篇]|整篇|通篇|讲话|报告|演讲|稿子|文章|讲稿|发言|致辞|党课)';
const CLOSING = '(?:收尾|结尾|末尾|尾声)';
const LAST = new RegExp(
  [
    `${SPEECH}[^,，。?？]{0,6}(?:最后|${CLOSING}|结束|收束|收场)`,
    `(?:临近|快到|快要|接近|临)(?:${CLOSING}|结束)`,
    `^(?:最后|${CLOSING}|末了|临了)(?:处|时|部分|那段|的时候|[,，])`,
    '(?:致谢|道谢|散会)[之以]?前',
    `${CLOSING}(?:的?时候?|前|处|那段|部分)|结束(?:时|的时候|语|前)`,
  ].join('|'),
);
const FIRST = new RegExp(
  [
    '(?:开头|开篇|开场)(?:白|的?时候?|处|部分|那段|[,，就先])',
    '^(?:一开始|一上来|开头|开场|开篇)',
    `${SPEECH}[^,，。?？]{0,3}(?:开头|开篇|开场|一开始|一上来)`,
    '(?:正题|正文)[之以]?前',
  ].join('|'),
);

/**
 * At which end of the speech a question says that it stands what is asked for ("全文收尾时布置了什么作业"); null where it
 * says no such thing.
 */
export function endAsked(question: string): 'first' | 'last' | null {
  return LAST.test(question) ? 'last' : FIRST.test(question) ? 'first' : null;
}
