import { expect, it } from 'vitest';
import { headOf } from '../../src/bot/head.js';

it.each([
  ['人民民主', 2, '人民'],
  ['短', 9, '短'],
  ['人😀', 2, '人'],
  ['😀😀', 2, '😀'],
  ['', 5, ''],
])('the head of %s to %i units is %s', (text, units, head) => {
  expect(headOf(text, units)).toBe(head);
});
