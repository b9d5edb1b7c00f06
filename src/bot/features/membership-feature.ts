import { Composer } from 'grammy';
import type { BotContext } from '../context.js';
import type { BotDependencies } from '../dependencies.js';

/** People of whom the bot keeps in mind that they know. */
const MOST_TOLD = 10_000;

/** Joining, leaving, migrating, and which chats may use the bot at all. First in line. */
export function membershipFeature(dependencies: BotDependencies): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  const { allowedChats, storage } = dependencies;
  const isAllowed = (context: BotContext): boolean => {
    if (allowedChats.size === 0 || context.chat === undefined) return true;
    return (
      allowedChats.has(context.chat.id) ||
      allowedChats.has(storage.formerId(context.chat.id) ?? context.chat.id) ||
      (context.from !== undefined && dependencies.adminIds.has(context.from.id) && context.chat.type === 'private')
    );
  };
  const told = new Set<number>();
  /** Somebody who may not use the bot hears so once, and once more after a restart. */
  const tellOnce = async (context: BotContext): Promise<void> => {
    const person = context.from?.id ?? 0;
    if (told.has(person)) return;
    if (told.size >= MOST_TOLD) told.clear();
    told.add(person);
    await context.reply(context.t('not-allowed-here'));
  };
  /** Leaves, also where it may not say why. */
  const leave = async (context: BotContext, chatId: number): Promise<void> => {
    await context.api.sendMessage(chatId, context.t('not-allowed')).catch(() => undefined);
    await context.api.leaveChat(chatId);
  };
  composer.on('my_chat_member', async (context) => {
    const { old_chat_member: before, new_chat_member: after } = context.myChatMember;
    const hasJoined = ['left', 'kicked'].includes(before.status) && ['member', 'administrator'].includes(after.status);
    if (!hasJoined || context.chat.type === 'private' || context.chat.type === 'channel') return;
    if (!isAllowed(context)) {
      await leave(context, context.chat.id);
      return;
    }
    await context.api.sendMessage(
      context.chat.id,
      context.t('joined', {
        title: dependencies.getService().info.title,
        hears: context.t(context.me.can_read_all_group_messages ? 'hears-all' : 'hears-little'),
      }),
    );
  });
  /** An allowed group stays allowed under its new id. Both chats tell of the move, in either order. */
  const migrate = (fromChatId: number, toChatId: number): void => {
    storage.moveSettings(fromChatId, toChatId);
    if (allowedChats.has(fromChatId)) storage.saveFormerId(toChatId, fromChatId);
  };
  composer.on('message:migrate_to_chat_id', (context) => migrate(context.chat.id, context.msg.migrate_to_chat_id));
  composer.on('message:migrate_from_chat_id', async (context, next) => {
    migrate(context.msg.migrate_from_chat_id, context.chat.id);
    await next();
  });
  composer.on('callback_query', async (context, next) => {
    if (isAllowed(context)) await next();
    else await context.answerCallbackQuery({ text: context.t('not-allowed-here') });
  });
  composer.on('edited_message', async (context, next) => {
    if (isAllowed(context)) await next();
  });
  composer.on('message', async (context, next) => {
    if (context.from.is_bot && context.msg.sender_chat === undefined) return;
    if (isAllowed(context)) {
      await next();
      return;
    }
    if (context.chat.type === 'private') {
      await tellOnce(context);
      return;
    }
    await leave(context, context.chat.id);
  });
  return composer;
}
