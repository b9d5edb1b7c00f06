import type { ClaimCheck, Verdict } from '../../src/answering/checking/claim-check.js';
import { EDITS, type EditName, type MadeClaim } from './made-claim.js';
import type { ClaimSource } from './source.js';

const VERDICTS: readonly Verdict[] = ['exact', 'punctuation', 'altered', 'stitched', 'absent'];

/** A made claim with the judgement of it. */
export interface JudgedClaim extends MadeClaim {
  readonly got: Verdict;
  readonly check: ClaimCheck;
}

/** Judges made claims; a claim that is split is taken by its first part. */
export function judgeClaims(claims: readonly (MadeClaim & { source: ClaimSource })[]): JudgedClaim[] {
  return claims.flatMap((claim) => {
    const [check] = claim.source.checker.check(claim.claim);
    return check === undefined ? [] : [{ ...claim, got: check.verdict, check }];
  });
}

/** True where the meaning change that was made is among those named. */
export function namesChange({ change, check }: JudgedClaim): boolean {
  return change === null || check.meaningChanges.some(({ kind }) => kind === change);
}

/** Edits after which no number, name, negation or modal word is another. */
const HARMLESS: readonly EditName[] = ['noun'];
const namesTooMuch = ({ edit, check }: JudgedClaim) => HARMLESS.includes(edit) && check.meaningChanges.length > 0;

const share = (part: number, whole: number) => `${part}/${whole}`;
const row = (name: string, cells: readonly (string | number)[], width = 12) =>
  name.padEnd(18) + cells.map((cell) => String(cell).padStart(width)).join('');

/** How often each expected verdict became each verdict. */
export function confusionTable(judged: readonly JudgedClaim[]): string[] {
  return [
    row('expected \\ got', VERDICTS),
    ...VERDICTS.map((expected) =>
      row(
        expected,
        VERDICTS.map((got) => judged.filter((claim) => claim.verdict === expected && claim.got === got).length),
      ),
    ),
  ];
}

/** By edit: verdicts right, meaning changes named, and names given where nothing turned the meaning. */
export function editTable(judged: readonly JudgedClaim[]): string[] {
  const turning = judged.filter(({ change }) => change !== null);
  const harmless = judged.filter(({ edit }) => HARMLESS.includes(edit));
  const rows = EDITS.map((edit) => {
    const own = judged.filter((claim) => claim.edit === edit);
    const named = own.some(({ change }) => change !== null) ? share(own.filter(namesChange).length, own.length) : '';
    return row(edit, [share(own.filter(({ got, verdict }) => got === verdict).length, own.length), named]);
  });
  const right = judged.filter(({ got, verdict }) => got === verdict).length;
  return [
    row('edit', ['right', 'named']),
    ...rows,
    row('all', [share(right, judged.length), share(turning.filter(namesChange).length, turning.length)]),
    `meaning changes named where none was made (${HARMLESS.join(', ')}): ${share(harmless.filter(namesTooMuch).length, harmless.length)}`,
  ];
}

/** Claims with another verdict than expected, and turned meanings that were not named. */
export function missLines(judged: readonly JudgedClaim[]): string[] {
  return judged
    .filter((claim) => claim.got !== claim.verdict || !namesChange(claim) || namesTooMuch(claim))
    .map(({ edit, speech, verdict, got, claim, change, check }) => {
      const named = check.meaningChanges.map(({ kind, original, claimed }) => `${kind} ${original}→${claimed}`);
      const changes = check.diff
        .filter(({ kind }) => kind !== 'same')
        .map(({ kind, text }) => (kind === 'removed' ? `[-${text}-]` : `{+${text}+}`));
      return `${edit} (${speech}): expected ${verdict} ${change ?? ''}, got ${got} ${named.join('; ')} ${changes.join('')}\n  ${claim}`;
    });
}
