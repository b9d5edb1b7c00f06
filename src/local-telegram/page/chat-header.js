import { byId } from './dom.js';
import { openMenu } from './menu.js';
import { conversationTitle, hueOf, paintAvatar } from './names.js';
import { t } from './strings.js';

/** @typedef {import('./main.js').App} App */
/** @typedef {import('./menu.js').MenuItem} MenuItem */

/** The head of the open conversation: its name, what the bot does, whether the bot is there. */
export class ChatHeader {
  /** @param {App} app */
  constructor(app) {
    this.app = app;
    const { store } = app;
    for (const type of /** @type {const} */ (['opened', 'chats', 'bot', 'typing'])) store.on(type, () => this.draw());
    store.on('status', () => this.drawBanner());
    byId('chat-menu').addEventListener('click', () => {
      openMenu(byId('chat-menu'), t('chatMenu'), this.items());
    });
  }

  draw() {
    const { store } = this.app;
    const { open, bot } = store;
    const title = conversationTitle(open, bot);
    byId('chat-title').textContent = title;
    const id = open.chat.type === 'private' ? bot.user.id : open.chat.id + open.threadId;
    paintAvatar(byId('chat-avatar'), hueOf(id, bot), open.chat.isForum ? '#' : title);
    const typing = store.typing.get(open.key);
    byId('chat-status').textContent = typing === undefined ? this.status() : typingText(typing.action);
    byId('chat-status').classList.toggle('typing', typing !== undefined);
  }

  status() {
    const { chat, threadId } = this.app.store.open;
    if (chat.type === 'private') return t('bot');
    if (!chat.botIsMember) return t('botAway');
    const count = chat.memberIds.length + 1;
    if (!chat.isForum) return t('groupStatus', { count });
    const key = threadId === 0 ? 'generalStatus' : 'topicStatus';
    return t(key, { group: chat.title, count });
  }

  drawBanner() {
    const { store } = this.app;
    const text = store.isReachable ? (store.botIsUp ? null : t('botDown')) : t('unreachable');
    const banner = byId('banner');
    banner.hidden = text === null;
    banner.textContent = text ?? '';
    banner.classList.toggle('error', !store.isReachable);
  }

  /** @returns {MenuItem[]} */
  items() {
    const { store, actions } = this.app;
    const { chat } = store.open;
    const isChinese = store.person.languageCode.startsWith('zh');
    const name = t(isChinese ? 'languageEnglish' : 'languageChinese');
    /** @type {MenuItem[]} */
    const items = [
      {
        label: t('useLanguage', { name }),
        act: () => void actions.updatePerson({ languageCode: isChinese ? 'en' : 'zh-hans' }),
      },
    ];
    if (chat.type === 'private' && !store.person.blockedBot) {
      items.push({ label: t('blockBot'), isDanger: true, act: () => void actions.updatePerson({ blockedBot: true }) });
    }
    if (chat.type !== 'private' && store.isAdmin) {
      const present = !chat.botIsMember;
      items.push({
        label: t(present ? 'addBot' : 'removeBot'),
        isDanger: !present,
        act: () => void actions.setBotPresent(present),
      });
    }
    return items;
  }
}

/** @param {string} action */
function typingText(action) {
  return t(action === 'upload_photo' ? 'sendingPhoto' : 'typing');
}
