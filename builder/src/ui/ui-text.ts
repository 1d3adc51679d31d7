import { defineTexts } from '../text/catalogue.ts';

export const uiTexts = defineTexts(
  { close: '关闭', messages: '消息', retry: '再试一次', loading: '正在读取', noOptions: '没有可选的', copyCode: (code: string) => `复制代码 ${code}` },
  { close: 'Close', messages: 'Messages', retry: 'Try again', loading: 'Loading', noOptions: 'Nothing to choose', copyCode: (code) => `Copy code ${code}` },
);
