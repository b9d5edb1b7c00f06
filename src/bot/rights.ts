import type { BotContext } from './context.js';

const CACHE_MS = 60_000;
const MOST_CHATS = 1_000;
/** Telegram's account under which anonymous admins write. */
const GROUP_ANONYMOUS_BOT = 1087968824;

/** Who administers a chat, asked of Telegram and kept for a minute. When Telegram does not answer, nobody does. */
export class Rights {
  private readonly cached = new Map<number, { ids: ReadonlySet<number>; atMs: number }>();

  constructor(private readonly nowMs: () => number) {}

  /** True for everyone in a private chat, and for admins in groups, anonymous ones included. */
  async isAdmin(context: BotContext): Promise<boolean> {
    const { chat, from } = context;
    if (chat === undefined || from === undefined) return false;
    if (chat.type === 'private') return true;
    if (from.id === GROUP_ANONYMOUS_BOT && context.msg?.sender_chat?.id === chat.id) return true;
    return (await this.adminIds(context, chat.id)).has(from.id);
  }

  /** True where the person who presses may turn pages of an answer: who asked for it, and admins. */
  async mayTurn(context: BotContext, asker: number): Promise<boolean> {
    return context.from?.id === asker || (await this.isAdmin(context));
  }

  private async adminIds(context: BotContext, chatId: number): Promise<ReadonlySet<number>> {
    const known = this.cached.get(chatId);
    if (known !== undefined && this.nowMs() - known.atMs < CACHE_MS) return known.ids;
    const members = await context.api.getChatAdministrators(chatId).catch(() => []);
    const ids = new Set(members.map(({ user }) => user.id));
    if (this.cached.size >= MOST_CHATS) this.cached.clear();
    if (ids.size > 0) this.cached.set(chatId, { ids, atMs: this.nowMs() });
    return ids;
  }
}
