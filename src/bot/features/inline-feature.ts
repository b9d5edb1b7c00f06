import { Composer } from 'grammy';
import type { InlineQueryResultArticle } from 'grammy/types';
import type { Quote } from '../../answering/quoting/answer.js';
import type { BotContext } from '../context.js';
import { headOf } from '../head.js';
import type { BotDependencies } from '../dependencies.js';
import { renderQuote } from '../rendering/render-answer.js';

const MOST_RESULTS = 10;
const CACHE_SECONDS = 300;

function toResult(quote: Quote, botUsername: string): InlineQueryResultArticle {
  const { text, entities } = renderQuote(quote, 'blockquote', botUsername);
  return {
    type: 'article',
    id: `${quote.id}.${quote.end - quote.start}`,
    title: quote.citation,
    description: headOf(quote.text, 200),
    input_message_content: { message_text: text, entities: [...entities], link_preview_options: { is_disabled: true } },
  };
}

/**
 * `@bot words` in any chat: passages with their citation; without words, the outline. Results hold no words of the
 * interface, so that one cached list serves everybody; where only some chats are allowed, only admins get any.
 */
export function inlineFeature(dependencies: BotDependencies): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.on('inline_query', async (context) => {
    const isRestricted = dependencies.allowedChats.size > 0;
    if (isRestricted && !dependencies.adminIds.has(context.from.id)) {
      await context.answerInlineQuery([], { cache_time: CACHE_SECONDS, is_personal: true });
      return;
    }
    const service = dependencies.getService();
    const query = context.inlineQuery.query.trim();
    const quotes =
      query === ''
        ? service
            .outline()
            .filter(({ level }) => level === 0)
            .map(({ quote }) => quote)
        : await service.search(query, MOST_RESULTS);
    const results = quotes.slice(0, MOST_RESULTS).map((quote) => toResult(quote, context.me.username));
    await context.answerInlineQuery(results, { cache_time: CACHE_SECONDS, is_personal: isRestricted });
  });
  return composer;
}
