import { defineTexts } from '../../text/catalogue.ts';

export const noticeTexts = defineTexts(
  { title: '消息', empty: '没有消息。办的事有了进展，会在这里告诉您。', unread: '未读', open: '去看看', markRead: '标为已读' },
  { title: 'Messages', empty: 'No messages. You are told here when something you are involved in moves on.', unread: 'Unread', open: 'Have a look', markRead: 'Mark as read' },
);
