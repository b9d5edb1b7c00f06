import { describe, expect, it } from 'vitest';
import { readStructureQuestion } from '../../../src/answering/reading/structure-question.js';
import { readSpeech } from '../../../src/speech/read-speech.js';
import { answererOf } from '../answerer-of.js';

describe('English questions about structure', () => {
  it.each([
    ['last heading but one', { part: -2, headingOnly: true }],
    ['penultimate heading', { part: -2, headingOnly: true }],
    ['section before last – heading?', { part: -2, headingOnly: true }],
    ['third section from the end', { part: -3 }],
    ['second part, contents', { part: 2, point: null, headingOnly: false }],
    ['Which section comes third?', { part: 3 }],
    ['contents of part III', { part: 3 }],
    ['What is the 2nd point of the closing section?', { part: -1, point: 2 }],
  ])('read a place in any form: %s', (question, expected) => {
    expect(readStructureQuestion(question)).toMatchObject({ ask: 'division', ...expected });
  });

  it('takes no line of a factory for a line of the speech', () => {
    expect(readStructureQuestion('How many cells will Line 5 make per day?')).toBeNull();
  });

  it.each([
    ['final sentence, penultimate paragraph', { paragraph: -2, sentence: -1 }],
    ['What does the second-to-last paragraph say?', { paragraph: -2, sentence: null }],
    ['third sentence of the first section', { part: 1, sentence: 3 }],
    ['second paragraph of section one, opening line', { part: 1, paragraph: 2, sentence: 1 }],
    ['opening words of the paragraph about the trumpet', { matter: 'trumpet', within: 'paragraph', sentence: 1 }],
    ['what was the last thing said about the lock before moving on?', { matter: 'lock', sentence: -1 }],
    ['How does the story of the milk van end?', { matter: 'milk van', within: 'stretch', sentence: -1 }],
  ])('read a paragraph or sentence by its place: %s', (question, expected) => {
    expect(readStructureQuestion(question)).toMatchObject({ ask: 'passage', ...expected });
  });

  it.each([
    ['How does the part on the workforce finish?', { edge: 'last', scope: 'workforce', wantsWords: true }],
    ['opening line, part four', null],
    [
      'once everybody has been greeted, what is the very first thing that gets said?',
      { edge: 'first', wantsWords: false },
    ],
    ['how does she sign off', { edge: 'last', scope: null }],
    ['closing words of the address', { edge: 'last', scope: null }],
  ])('read what begins and ends: %s', (question, expected) => {
    if (expected === null)
      expect(readStructureQuestion(question)).toMatchObject({ ask: 'passage', part: 4, sentence: 1 });
    else expect(readStructureQuestion(question)).toMatchObject({ ask: 'edge', ...expected });
  });

  it.each([
    ["And after the part about the staff, what's the next heading?", { topic: 'staff', side: 'after' }],
    ['Which section precedes the one with the demands?', { topic: 'demands', side: 'before' }],
    ['Title of the section following the one about what night is good for?', { topic: 'what night is good for' }],
    ['What heading comes before "The road to 2025"?', { topic: 'road to 2025', side: 'before' }],
  ])('read a division by the one beside it: %s', (question, expected) => {
    expect(readStructureQuestion(question)).toMatchObject({ ask: 'beside-division', ...expected });
  });

  it.each([
    [
      "the bit about how business went, takings and so on – what's that part called?",
      'how business went, takings and so on',
    ],
    ['which part is about delays?', 'delays'],
    ['Under which heading is the night train mentioned?', 'night train'],
    ['where does she talk about the brass band?', 'brass band'],
  ])('read which division is meant: %s', (question, topic) => {
    expect(readStructureQuestion(question)).toMatchObject({ ask: 'which', topic });
  });

  it.each([
    ['What is the fourth promise?', { position: 4, noun: 'promise', isSure: false }],
    ['the second of the three promises', { position: 2, count: 3, noun: 'promise', isSure: true }],
    ['lesson number three', { position: 3, noun: 'lesson' }],
    ['Of the notes he answers in front of everyone, what does the second one ask?', { position: 2, noun: 'note' }],
    ['Of the building jobs the one that comes in the middle, what was that again?', { isMiddle: true, noun: 'job' }],
    ['Of the things announced at the start, which one is named third?', { position: 3, noun: null, where: 'start' }],
    ['Which is the middle one of the three questions?', { isMiddle: true, count: 3, noun: 'question' }],
    ['Who comes first in the row of pledges?', { position: 1, noun: 'pledge' }],
    ['In that run of pledges, who comes last?', { position: -1, noun: 'pledge' }],
    ['Which group is the third that he makes a pledge to?', { position: 3, noun: null }],
    ['There is a run of paragraphs starting alike. What does number one in that run want?', { position: 1 }],
    ['Which lesson deals with keeping notes?', { position: null, noun: 'lesson', topic: 'keeping notes' }],
    ['Name the four demands.', { position: null, count: 4, noun: 'demand', topic: '' }],
  ])('read an item by its place or by what it says: %s', (question, expected) => {
    expect(readStructureQuestion(question)).toMatchObject({ ask: 'listed', ...expected });
  });

  it.each(['How many headed sections are there?', 'list all headings', 'table of contents'])('read: %s', (question) => {
    expect(readStructureQuestion(question)).toMatchObject({ ask: 'parts' });
  });

  it.each([
    'How did the war end?',
    'How many parts does the engine have?',
    'In the second part, how much does the crane cost?',
    'What parts of the economy grew?',
    'In which year did the strike begin?',
    'What is the last line of the poem that he quotes about?',
  ])('leave to the search what asks for a fact: %s', (question) => {
    expect(readStructureQuestion(question)).toBeNull();
  });
});

const TEXT = `The Bread We Share: Address of the Guild Master

Madam Mayor, members of the guild, good evening.

Thank you for coming through the snow. Tonight I will say what the year has brought, good and bad; then what we shall build; then what we owe to those who bake.

The Year at the Oven

We sold nine thousand loaves a week. Rye went ahead of wheat, since the summer was wet.

I said that you would hear the bad as well. First, a roof fell in. Second, a cart was stolen. Third, the yeast froze.

Three Great Works

Three works await us before the spring.

First, the mill. It has leaked since the flood. The miller sleeps in the loft with a bucket.

Second, the oven. It will be rebuilt in brick. Two chimneys come down.

Third, the shop. It gets a window to the square.

The Hands in the Dough

I make you two promises. I promise that nobody will carry flour alone. And I promise to bake beside you on the first of May.

My aunt used to say that dough forgives. Two problems remain: whether the price will rise, and whether the old scales will stay.

Two questions I hear at the door. Will there be cake? Yes, on Sundays. Will there be coffee? No.

The kettle is on.
`;

describe('answers about the structure of an English speech', async () => {
  const speech = readSpeech(new TextEncoder().encode(TEXT), 'made.txt');
  const answerer = await answererOf(speech);
  const quotesFor = async (question: string) => {
    const answer = await answerer.answer(question, [], 3);
    return answer.status === 'answered' ? answer.quotes.map(({ text }) => text) : [];
  };

  it.each([
    ['second part, contents', ['Three Great Works', 'First, the mill.', 'Second, the oven.', 'Third, the shop.']],
    ['last heading but one', ['Three Great Works']],
    ['opening line, part three', ['I make you two promises.']],
    ['third sentence of the first section', ['I said that you would hear the bad as well.']],
    ['final sentence, penultimate paragraph', ['No.']],
    ['What was the last thing said about the mill?', ['The miller sleeps in the loft with a bucket.']],
    ['What heading comes after "Three Great Works"?', ['The Hands in the Dough']],
    ['What does he say right after talking about the mill?', ['Second, the oven.']],
    ['What is the second promise?', ['And I promise to bake beside you on the first of May.']],
    ['the first of the two questions', ['Will there be cake?']],
    ['What is the second problem?', ['whether the old scales will stay']],
    ['Of the three works, which comes last?', ['Third, the shop.']],
    ['Of the things announced at the start, which one is named second?', ['then what we shall build']],
    ['What comes straight after the two promises?', ['My aunt used to say that dough forgives.']],
    ['What comes right before the second promise?', ['I promise that nobody will carry flour alone.']],
    ['Which work deals with the oven?', ['Second, the oven.']],
    [
      'Name the two promises.',
      ['I promise that nobody will carry flour alone.', 'And I promise to bake beside you on the first of May.'],
    ],
    ['first thing he says once the hellos are done', ['Thank you for coming through the snow.']],
    ['How is the audience greeted at the start of the speech?', ['Madam Mayor, members of the guild, good evening.']],
  ])('%s', async (question, expected) => {
    const quotes = await quotesFor(question);
    expect(quotes.slice(0, expected.length)).toEqual(expected.map((words): unknown => expect.stringContaining(words)));
  });

  it('cites parts without numbers by their place among the parts', async () => {
    const answer = await answerer.answer('last heading', [], 3);
    expect(answer.status === 'answered' ? answer.quotes[0]?.section : null).toBe('part 3');
  });

  it.each(['What is the third promise?', 'heading of section 7', 'fourth of the three works', '41st paragraph'])(
    'says that there is none: %s',
    async (question) => {
      const answer = await answerer.answer(question, [], 3);
      expect(answer).toMatchObject({ status: 'not_found', reason: 'absent' });
    },
  );
});
