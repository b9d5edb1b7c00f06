import type { ClaimCheck, MeaningChange } from '../../answering/checking/claim-check.js';
import type { Translate } from '../context.js';
import { TextBuilder, type FormattedText } from './formatted-text.js';
import { ownWords, renderQuote } from './render-answer.js';

/** Longest piece of a claim that is repeated to name it. */
const CLAIM_HEAD = 40;
/** Changes of meaning that are named one by one; the difference shows all. */
const MOST_CHANGES = 8;

function renderDiff(check: ClaimCheck, translate: Translate): FormattedText {
  const builder = new TextBuilder().add(translate('diff-title')).add('\n');
  for (const part of check.diff) {
    if (part.kind === 'same') builder.add(part.text);
    else builder.styled(part.text, part.kind === 'removed' ? 'strikethrough' : 'underline');
  }
  return builder.build();
}

function changeWords(change: MeaningChange, translate: Translate): FormattedText {
  const named = (text: string) => (text === '' ? translate('nothing') : text);
  return ownWords(
    translate(`change-${change.kind}`, { original: named(change.original), claimed: named(change.claimed) }),
  );
}

function renderOne(check: ClaimCheck, translate: Translate, botUsername: string): FormattedText[] {
  const blocks: FormattedText[] = [ownWords(translate(`verdict-${check.verdict}`))];
  if (check.verdict === 'altered') blocks.push(renderDiff(check, translate));
  blocks.push(...check.meaningChanges.slice(0, MOST_CHANGES).map((change) => changeWords(change, translate)));
  if (check.verdict === 'absent' && check.wordCounts.length > 0) {
    const words = check.wordCounts.map(({ word, count }) => translate('word-count', { word, count })).join('，');
    blocks.push(ownWords(translate('absent-words', { words })));
  }
  if (check.quotes.length > 0) {
    const lead = check.verdict === 'absent' ? 'nearest' : check.verdict === 'stitched' ? 'pieces' : 'true-wording';
    blocks.push(
      ownWords(translate(lead)),
      ...check.quotes.map((quote) => renderQuote(quote, 'blockquote', botUsername)),
    );
  }
  if (check.leftOut.length > 0) {
    blocks.push(
      ownWords(translate('left-out')),
      ...check.leftOut.map((quote) => renderQuote(quote, 'expandable_blockquote', botUsername)),
    );
  }
  return blocks;
}

/** Verdicts as blocks; several are numbered and name what they judge. */
export function renderChecks(
  checks: readonly ClaimCheck[],
  translate: Translate,
  botUsername: string,
): FormattedText[] {
  return checks.flatMap((check, index) => {
    const head =
      check.claim.length > CLAIM_HEAD ? `${Array.from(check.claim).slice(0, CLAIM_HEAD).join('')}…` : check.claim;
    const name =
      checks.length > 1 ? [ownWords(translate('verdict-claim', { number: index + 1, claim: head.trim() }))] : [];
    return [...name, ...renderOne(check, translate, botUsername)];
  });
}
