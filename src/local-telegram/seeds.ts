import type { Person } from './client-protocol.js';
import type { ChatRecord, Store } from './store.js';

/** The three people whom one can be, and the chats that stand ready. */
const SEED_PEOPLE: readonly Person[] = [
  { id: 1001, firstName: '陈静', username: 'chenjing', languageCode: 'zh-hans', role: 'admin', blockedBot: false },
  { id: 1002, firstName: '李明', username: 'liming', languageCode: 'zh-hans', role: 'member', blockedBot: false },
  { id: 1003, firstName: 'Alex', username: 'alex_new', languageCode: 'en', role: 'newcomer', blockedBot: false },
];

/** The group with topics. */
export const SEED_GROUP_ID = -1_002_000_000_001;
/** The topic that stands ready in it. */
export const SEED_TOPIC_ID = 2;

/** A new chat record. */
export function makeChat(fields: Pick<ChatRecord, 'id' | 'type' | 'title'> & Partial<ChatRecord>): ChatRecord {
  return {
    isForum: false,
    topics: new Map(),
    memberIds: new Set(),
    adminIds: new Set(),
    botStatus: 'member',
    isOpened: true,
    nextMessageId: 1,
    messages: new Map(),
    ...fields,
  };
}

/** Adds a person with the private chat. */
export function addPerson(store: Store, person: Person): void {
  store.putPerson(person);
  store.putChat(makeChat({ id: person.id, type: 'private', title: person.firstName, memberIds: new Set([person.id]) }));
}

/** Fills an empty store: three people, their private chats, a group with a topic. The newcomer has never pressed Start. */
export function seed(store: Store): void {
  for (const person of SEED_PEOPLE) {
    addPerson(store, person);
    store.chat(person.id).isOpened = person.role !== 'newcomer';
  }
  store.putChat(
    makeChat({
      id: SEED_GROUP_ID,
      type: 'supergroup',
      title: '讲话学习小组',
      isForum: true,
      topics: new Map([[SEED_TOPIC_ID, '人大工作']]),
      memberIds: new Set(SEED_PEOPLE.map(({ id }) => id)),
      adminIds: new Set([1001]),
      // Topics have ids of the messages that made them: numbers of messages go on after those.
      nextMessageId: SEED_TOPIC_ID + 1,
    }),
  );
}
