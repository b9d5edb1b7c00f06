/** @typedef {import('../client-protocol.js').ChatInfo} ChatInfo */
/** @typedef {import('../client-protocol.js').ClientMessage} ClientMessage */

/**
 * What is open or can be opened: a chat, or one topic of a forum (0: its general topic).
 * @typedef {object} Conversation
 * @property {string} key
 * @property {ChatInfo} chat
 * @property {number} threadId
 */

/**
 * @param {number} chatId
 * @param {number} threadId
 */
export function conversationKey(chatId, threadId) {
  return `${chatId}/${threadId}`;
}

/**
 * @param {ChatInfo} chat
 * @param {number} threadId
 * @returns {Conversation}
 */
function conversation(chat, threadId) {
  return { key: conversationKey(chat.id, threadId), chat, threadId };
}

/**
 * The conversations of a person: the private chat first, then groups, forums with their topics.
 * @param {Iterable<ChatInfo>} chats
 * @param {number} personId
 * @returns {Conversation[]}
 */
export function conversationsOf(chats, personId) {
  return [...chats]
    .filter((chat) => chat.migratedTo === undefined && chat.memberIds.includes(personId))
    .sort((left, right) => Number(right.type === 'private') - Number(left.type === 'private'))
    .flatMap((chat) => [conversation(chat, 0), ...chat.topics.map(({ threadId }) => conversation(chat, threadId))]);
}

/**
 * Key of the conversation that a message belongs to.
 * @param {ChatInfo | undefined} chat
 * @param {ClientMessage} entry
 */
export function keyOfMessage(chat, entry) {
  const threadId = chat?.isForum === true ? (entry.message.message_thread_id ?? 0) : 0;
  return conversationKey(entry.chatId, threadId);
}
