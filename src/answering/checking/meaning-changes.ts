import type { DiffPart, MeaningChange } from '../claim-check.js';

const NUMBER = /[\d０-９〇零一二三四五六七八九十百千万亿两半几*]/;
const NEGATION = /[不没未无非勿莫别]|并非|禁止/;
const MODAL =
  /必须|务必|应当|应该|可以|可能|不得|不准|不必|需要|允许|能够|应|须|可|要|能|得|最|全|都|只|仅|基本|充分|完全|部分|所有|一切/;
const NAME = /[省市县区州镇乡村寨国党军院部委会局厅]|同志|书记|主席|总理|[A-Z]/;

function kindOf(original: string, claimed: string): MeaningChange['kind'] | null {
  const either = (pattern: RegExp) => pattern.test(original) || pattern.test(claimed);
  if (either(NUMBER)) return 'number';
  if (either(NEGATION)) return 'negation';
  if (either(MODAL)) return 'modal';
  return either(NAME) ? 'name' : null;
}

/** Changes of numbers, negations, modal words and names in a difference, however small they look. */
export function findMeaningChanges(diff: readonly DiffPart[]): MeaningChange[] {
  const changes: MeaningChange[] = [];
  for (let index = 0; index < diff.length; index += 1) {
    const part = diff[index];
    if (part === undefined || part.kind === 'same') continue;
    const next = diff[index + 1];
    const isPair = part.kind === 'removed' && next?.kind === 'added';
    const original = part.kind === 'removed' ? part.text : '';
    const claimed = part.kind === 'added' ? part.text : isPair ? next.text : '';
    if (isPair) index += 1;
    const kind = kindOf(original, claimed);
    if (kind !== null) changes.push({ kind, original, claimed });
  }
  return changes;
}
