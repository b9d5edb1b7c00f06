import { Composer } from 'grammy';
import { OUTLINE_HEAD_LENGTH, renderOutline } from '../rendering/render-outline.js';
import type { BotContext } from '../context.js';
import type { BotDependencies } from '../dependencies.js';
import { ownWords } from '../rendering/render-answer.js';
import { replyWith } from '../replies.js';

/** An outline of more rows than this shows the two upper levels alone. */
const LONG_OUTLINE = 60;

/** /outline: the speech's headings with the numbers of their sentences. */
export function outlineFeature(dependencies: BotDependencies): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.on('message').command('outline', async (context) => {
    const rows = dependencies.getService().outline();
    const shown = rows.length > LONG_OUTLINE ? rows.filter(({ level }) => level <= 1) : rows;
    await replyWith(context, [
      ownWords(context.t('outline-title')),
      ...renderOutline(shown, context.me.username, OUTLINE_HEAD_LENGTH),
    ]);
  });
  return composer;
}
