import fc from 'fast-check';
import { SpeechError } from '../../../src/errors.js';
import { countAtLeast, countAtMost, shown, type Outcome, type Row, type Scale } from '../row.js';
import { HostileBot, serviceFor } from '../harness/hostile-bot.js';
import { Stage, type Sent } from '../harness/stage.js';

const SEED = 20_261_124;
const MOST_CHARACTERS = 4_096;
const MOST_DATA_BYTES = 64;

const piece = fc.oneof(
  fc.constantFrom(
    '一、',
    '二、',
    '（一）',
    '1. ',
    '第一，',
    '一是',
    '——',
    '同志们：',
    '附件1',
    '讲三点意见',
    '首先，',
    '其次，',
  ),
  fc.constantFrom(
    '。',
    '，',
    '；',
    '！',
    '？',
    '\n',
    '\n\n',
    ' ',
    '　',
    '“',
    '”',
    '「',
    '」',
    '(',
    '）',
    '*',
    '***',
    '2.5%',
  ),
  fc.constantFrom(
    '人民',
    '民主监督',
    '要加强监督。',
    '代表有哪些',
    '第二部分',
    'Nora',
    'the people',
    '区块链',
    '2023年',
  ),
  fc.constantFrom(
    '😀',
    '👨‍👩‍👧‍👦',
    '🇨🇳',
    '𠮷',
    'e\u0301',
    '\u202e',
    '\u200b',
    '\u200d',
    '\ufeff',
    '\u0007',
    '\r\n',
    '\u2028',
  ),
  fc.constantFrom(
    '<b>',
    '</blockquote>',
    '&amp;',
    '[a](tg://user?id=1)',
    '`',
    '_',
    '||',
    '@yuanwen_bot',
    '/start',
    '#标签',
  ),
  fc.constantFrom('\ud83d', '\ude00', '\u0000', '__proto__', 'constructor', '${x}', "'; DROP", '../../etc/passwd'),
  fc.string({ unit: 'binary', maxLength: 8 }),
);
const longPiece = fc
  .tuple(piece, fc.integer({ min: 1, max: 400 }))
  .map(([text, times]) => text.repeat(times).slice(0, 1_200));
const text = (maxLength: number) =>
  fc
    .array(fc.oneof({ weight: 20, arbitrary: piece }, { weight: 1, arbitrary: longPiece }), { maxLength })
    .map((all) => all.join(''));

/** A question or claim: words of its own, or a piece of the speech, from and to these shares of it. */
type Words = string | readonly [number, number];

const speech = text(60).map((words) => `讲话\n${words}`);
const share = fc.integer({ min: 0, max: 100 });
const typed: fc.Arbitrary<Words> = fc.oneof(text(12), fc.tuple(share, share));

/** What a person can type: Telegram sends no empty message, nothing longer, and no half of a character. */
function asTyped(words: Words, canonical: string): string {
  const at = (percent: number) => Math.floor((canonical.length * percent) / 100);
  const chosen = typeof words === 'string' ? words : canonical.slice(at(Math.min(...words)), at(Math.max(...words)));
  return `${chosen.slice(0, 3_000)}什么`.replace(/\p{Surrogate}/gu, '');
}

const command = fc.constantFrom('', '', '', '/ask ', '/count ', '/find ', '/s ', '/start ', '/outline ');

function blockquotesOf({ text: sent, entities }: Sent): string[] {
  return entities
    .filter(({ type }) => type.endsWith('blockquote'))
    .map(({ offset, length }) => sent.slice(offset, offset + length));
}

/** Throws with what is wrong about messages of the bot; the property test then looks for the shortest such case. */
function judge(sent: readonly Sent[], canonical: string, stage: Stage, tally: Tally): void {
  const rejected = stage.rejectedCalls();
  tally.repaired += stage.calls.filter(({ marks }) => marks.length > 0).length;
  stage.calls.length = 0;
  if (rejected.length > 0) throw new Error(`rejected: ${JSON.stringify(rejected[0])}`);
  for (const message of sent) {
    if (message.text.length > MOST_CHARACTERS) throw new Error('message too long');
    if (message.callbackData.some((data) => Buffer.byteLength(data) > MOST_DATA_BYTES))
      throw new Error('data too long');
    const stranger = blockquotesOf(message).find((quote) => !canonical.includes(quote));
    if (stranger !== undefined) throw new Error(`no slice of the speech: ${JSON.stringify(stranger)}`);
  }
}

interface Tally {
  texts: number;
  quotes: number;
  /** Sends with an entity that Telegram cut silently. */
  repaired: number;
}

/** One speech, a question or command about it, and a claim. */
async function tryOne(bot: HostileBot, stage: Stage, given: readonly [string, string, Words, Words], tally: Tally) {
  const [speechText, command, question, claim] = given;
  tally.texts += 3;
  const service = await serviceFor(speechText).catch((error: unknown) => {
    // A refused speech is an answer too.
    if (error instanceof SpeechError) return null;
    throw error;
  });
  if (service === null) return;
  const { canonical } = service;
  for (const words of [command + asTyped(question, canonical), `/check ${asTyped(claim, canonical)}`]) {
    const sent = await bot.write(service, words);
    judge(sent, canonical, stage, tally);
    tally.quotes += sent.flatMap(blockquotesOf).length;
  }
}

async function run(scale: Scale): Promise<Outcome> {
  const runs = scale === 'full' ? 3_334 : 60;
  const stage = await new Stage().open();
  const bot = new HostileBot(stage);
  await bot.open();
  let unhandled = 0;
  const note = () => (unhandled += 1);
  process.on('unhandledRejection', note);
  const tally = { texts: 0, quotes: 0, repaired: 0 };
  const property = fc.asyncProperty(speech, command, typed, typed, (...given) => tryOne(bot, stage, given, tally));
  const result = await fc.check(property, { seed: SEED, numRuns: runs });
  process.off('unhandledRejection', note);
  await bot.close();
  await stage.close();
  const failure = result.failed ? `; ${String(result.errorInstance)} for ${JSON.stringify(result.counterexample)}` : '';
  return {
    runs: `${tally.texts} speeches, questions and claims, seed ${SEED}, ${tally.quotes} quotations${failure}`,
    figures: [
      countAtMost('cases with a rejected send, a false quotation or an over-long part', Number(result.failed), 0),
      countAtMost('handlers that failed', bot.metrics.failures, 0),
      countAtMost('unhandled rejections', unhandled, 0),
      shown('silently repaired', tally.repaired),
      countAtLeast('texts', tally.texts, runs * 3),
    ],
  };
}

/** Speeches, questions and claims made of whatever confuses a reader, a renderer or Telegram. */
export const hostileText: Row = {
  number: 13,
  title: 'hostile speeches, questions, claims',
  target: '10,000: 0 rejected sends, every block quotation a slice, 4,096 characters, 64 bytes, 0 unhandled',
  run,
};
