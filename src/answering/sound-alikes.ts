import { foldText, type CharacterFold } from '../text/fold.js';

/** Syllables that many speakers do not tell apart: zh/z, ch/c, sh/s at the front, -ng/-n at the end. */
function foldSyllable(syllable: string): string {
  return syllable.replace(/^([zcs])h/, '$1').replace(/ng$/, 'n');
}

/** Characters of grammar: a pair that holds one is no word that somebody meant. */
const GRAMMAR = /[的了是在和与就也都要把被从对这那哪几个各还又再才不没很让给向于以之而但或且吗呢吧啊什么怎]/;
/** Pronouns and numbers: a pair typed with one is meant as it stands. */
const POINTING = /[哪几这那什么怎个各一二三四五六七八九十两第大小多少年月日次块条点]/;
const LONGEST_WORD = 3;
/** Characters in a row that sound as the speech does and so can only be meant as it has them, and how many of them must be the same. */
const RUN_LENGTH = 4;
const LEAST_SAME = 2;

/** Syllables of each character, without what many speakers do not tell apart. */
export type Sounds = ReadonlyMap<string, ReadonlySet<string>>;

/** Reads lines of a syllable without its tone, a tab, and the characters read so. */
export function readSounds(text: string): Sounds {
  const sounds = new Map<string, Set<string>>();
  for (const line of text.split('\n')) {
    const [syllable = '', characters = ''] = line.split('\t');
    for (const character of characters) {
      const known = sounds.get(character) ?? new Set();
      sounds.set(character, known.add(foldSyllable(syllable)));
    }
  }
  return sounds;
}

/** Pairs of neighbouring Chinese characters of a text. */
function pairsOf(text: string): string[] {
  return (text.match(/\p{Script=Han}+/gu) ?? []).flatMap((run) =>
    Array.from({ length: Math.max(0, run.length - 1) }, (_, at) => run.slice(at, at + 2)),
  );
}

/**
 * Puts right slips of input methods: four characters in a row that sound like four of the speech and share two with
 * them; and a pair of characters that the speech does not have, where it has a word that differs in one character of
 * the same sound, and what was typed is no word and in no word.
 */
export class SoundAlikes {
  private readonly pairs: ReadonlySet<string>;
  /** Pairs of the speech by their first and by their second character. */
  private readonly byFirst = new Map<string, string[]>();
  private readonly bySecond = new Map<string, string[]>();

  /** Runs of the speech by their sound; null where several differ that sound alike. */
  private readonly runs = new Map<string, string | null>();

  private constructor(
    folded: string,
    private readonly fold: CharacterFold,
    private readonly sounds: Sounds,
    private readonly isWord: (word: string) => boolean,
  ) {
    this.pairs = new Set(pairsOf(folded));
    for (const pair of this.pairs) {
      push(this.byFirst, pair.charAt(0), pair);
      push(this.bySecond, pair.charAt(1), pair);
    }
  }

  /** Reads a speech, a character a step. `isWord` knows words of two and three characters. */
  static *read(
    text: string,
    fold: CharacterFold,
    sounds: Sounds,
    isWord: (word: string) => boolean,
  ): Generator<void, SoundAlikes, void> {
    const folded = foldText(text, fold);
    const alikes = new SoundAlikes(folded, fold, sounds, isWord);
    for (let at = 0; at + RUN_LENGTH <= folded.length; at += 1) {
      alikes.addRun(folded.slice(at, at + RUN_LENGTH));
      yield;
    }
    return alikes;
  }

  private addRun(run: string): void {
    const sound = this.soundOf(run);
    if (sound === null) return;
    const known = this.runs.get(sound);
    this.runs.set(sound, known === undefined || known === run ? run : null);
  }

  /** The first reading of each character; null where one has none. */
  private soundOf(run: string): string | null {
    let sound = '';
    for (const character of run) {
      const [first] = this.sounds.get(character) ?? [];
      if (first === undefined) return null;
      sound += `${first} `;
    }
    return sound;
  }

  /** The question, folded, with each slip put right that can only mean one word of the speech. */
  correct(question: string): string {
    const folded = this.withRuns(foldText(question, this.fold));
    const inWords = this.placesInWords(folded);
    let corrected = folded;
    for (let at = 0; at + 1 < folded.length; at += 1) {
      const pair = corrected.slice(at, at + 2);
      if (inWords.has(at) || inWords.has(at + 1) || this.pairs.has(pair) || POINTING.test(pair)) continue;
      const [meant, ...others] = this.alikesOf(pair);
      if (meant === undefined || others.length > 0) continue;
      corrected = corrected.slice(0, at) + meant + corrected.slice(at + 2);
    }
    return corrected;
  }

  private withRuns(question: string): string {
    // Two characters are soon typed as another word that sounds alike, three (大部分) are meant.
    const inLongWords = this.placesInWords(question, LONGEST_WORD);
    let corrected = question;
    for (let at = 0; at + RUN_LENGTH <= question.length; at += 1) {
      const typed = corrected.slice(at, at + RUN_LENGTH);
      const sound = this.soundOf(typed);
      const meant = sound === null ? undefined : this.runs.get(sound);
      if (meant === undefined || meant === null) continue;
      const others = Array.from(typed).flatMap((character, index) =>
        character === meant.charAt(index) ? [] : [at + index],
      );
      const isMeant = others.some((place) => inLongWords.has(place) || this.reachesOut(question, place, at));
      if (!isMeant && RUN_LENGTH - others.length >= LEAST_SAME)
        corrected = corrected.slice(0, at) + meant + corrected.slice(at + RUN_LENGTH);
    }
    return corrected;
  }

  /** Whether a character at an edge of a run makes a word with the one beyond it: 扬 of 表扬人大, where the speech has 中央人大. */
  private reachesOut(question: string, place: number, run: number): boolean {
    const beyond = place === run ? place - 1 : place === run + RUN_LENGTH - 1 ? place : null;
    return beyond !== null && beyond >= 0 && this.isWord(question.slice(beyond, beyond + 2));
  }

  /**
   * Places of characters that belong to a word of so many characters or more, read from the end of each run: the longest
   * word at each place.
   */
  private placesInWords(text: string, least = 2): Set<number> {
    const places = new Set<number>();
    for (let end = text.length; end > 1;) {
      let length = Math.min(LONGEST_WORD, end);
      while (length >= 2 && !this.isWord(text.slice(end - length, end))) length -= 1;
      for (let at = end - length; length >= least && at < end; at += 1) places.add(at);
      end -= Math.max(1, length);
    }
    return places;
  }

  private alikesOf(pair: string): string[] {
    const [first, second] = [pair.charAt(0), pair.charAt(1)];
    const alikes = [
      ...(this.byFirst.get(first) ?? []).filter((other) => this.soundAlike(other.charAt(1), second)),
      ...(this.bySecond.get(second) ?? []).filter((other) => this.soundAlike(other.charAt(0), first)),
    ];
    return alikes.filter((other) => this.isWord(other) && !GRAMMAR.test(other));
  }

  private soundAlike(one: string, other: string): boolean {
    const sounds = this.sounds.get(one);
    return sounds !== undefined && [...(this.sounds.get(other) ?? [])].some((sound) => sounds.has(sound));
  }
}

function push(map: Map<string, string[]>, key: string, value: string): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
}
