import type { CharacterFold } from './fold.js';

/**
 * A text cut into the units in which claims are compared: a Chinese character, a whole number with its decimals, a
 * word in letters, the blank `*`, a sign that belongs to an amount (`%`, `￥`). Everything else is punctuation.
 */
export interface UnitText {
  /** The units joined, folded. */
  readonly folded: string;
  /** For each UTF-16 unit of `folded`: start and end in the source of the character it came from. */
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  /** The folded form of each unit. */
  readonly units: readonly string[];
  /** Where each unit starts in `folded`; one entry more at the end. */
  readonly unitStarts: Uint32Array;
}

type Kind = 'digit' | 'letter' | 'single' | 'joining' | 'border';

/** A note that words are left out: the writer's, not the speaker's. */
const OMISSION_NOTE = /[（([［【](?:此处|以[上下]|[前中后下上])?(?:有|已)?省?略去?[）)\]］】]/g;

/** What one character of the source folds to. */
interface Point {
  readonly form: string;
  readonly kind: Kind;
}

/** The characters of a source, and where each starts in it; one entry more at the end. */
interface Points {
  readonly points: readonly Point[];
  readonly offsets: Uint32Array;
}

function kindOf(form: string): Kind {
  if (/^\p{Nd}+$/u.test(form)) return 'digit';
  if (/^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}*%‰\p{Sc}]+$/u.test(form))
    return 'single';
  if (/^\p{L}+$/u.test(form)) return 'letter';
  if (/[\p{L}\p{N}]/u.test(form)) return 'single';
  return /^[\p{Cf}\p{M}]*$/u.test(form) ? 'joining' : 'border';
}

/** Reads texts into units with one fold; what a character folds to and what kind it is are remembered. */
export class UnitReader {
  private readonly known = new Map<string, Point>();

  constructor(private readonly fold: CharacterFold) {}

  read(text: string): UnitText {
    const { points, offsets } = this.pointsOf(text);
    const length = points.reduce((sum, { form }) => sum + form.length, 0);
    const starts = new Uint32Array(length);
    const ends = new Uint32Array(length);
    const units: string[] = [];
    const unitStarts: number[] = [];
    let end = 0;
    let unit = '';
    let open: Kind = 'border';
    const finish = () => {
      if (unit !== '') units.push(unit);
      unit = '';
    };
    points.forEach((point, index) => {
      if (point.kind === 'joining') return;
      const isPoint = point.kind === 'border' && open === 'digit' && isDecimalPoint(points, index);
      if (point.kind === 'border' && !isPoint) {
        if (!isInside(points, index)) open = 'border';
        return;
      }
      const kind = isPoint ? 'digit' : point.kind;
      if (kind !== open || kind === 'single') {
        finish();
        unitStarts.push(end);
      }
      open = kind;
      unit += point.form;
      starts.fill(offsets[index] ?? 0, end, end + point.form.length);
      ends.fill(offsets[index + 1] ?? 0, end, end + point.form.length);
      end += point.form.length;
    });
    finish();
    unitStarts.push(end);
    return {
      folded: units.join(''),
      starts: starts.slice(0, end),
      ends: ends.slice(0, end),
      units,
      unitStarts: Uint32Array.from(unitStarts),
    };
  }

  private pointsOf(text: string): Points {
    const points: Point[] = [];
    const offsets = new Uint32Array(text.length + 1);
    let offset = 0;
    for (const character of text.replace(OMISSION_NOTE, (note) => '…'.repeat(note.length))) {
      points.push(this.pointOf(character));
      offset += character.length;
      offsets[points.length] = offset;
    }
    return { points, offsets };
  }

  private pointOf(character: string): Point {
    const known = this.known.get(character);
    if (known !== undefined) return known;
    const form = this.fold(character);
    const point = { form, kind: kindOf(form) };
    this.known.set(character, point);
    return point;
  }
}

/** True for the point in `3.5`: without it 3.5 and 35 would be the same number. */
function isDecimalPoint(points: readonly Point[], index: number): boolean {
  return points[index]?.form === '.' && points[index - 1]?.kind === 'digit' && points[index + 1]?.kind === 'digit';
}

/** True for the comma in `1,500` and the apostrophe in `don't`: written or not, the unit is the same. */
function isInside(points: readonly Point[], index: number): boolean {
  const form = points[index]?.form ?? '';
  if (!/^[,'’]$/.test(form)) return false;
  const kinds = [-1, 1, 2, 3, 4].map((step) => points[index + step]?.kind);
  if (form === ',') return kinds.slice(0, 4).every((kind) => kind === 'digit') && kinds[4] !== 'digit';
  return /^['’]$/.test(form) && kinds[0] === 'letter' && kinds[1] === 'letter';
}
