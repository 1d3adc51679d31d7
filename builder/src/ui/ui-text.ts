import { defineTexts } from '../text/catalogue.ts';

export const uiTexts = defineTexts(
  { close: '关闭', messages: '消息', retry: '再试一次', notCopied: '没有复制成。请选中文字，再按 Ctrl C。', loading: '正在读取', partWaits: '连不上服务器，这一部分还没下载完；连上后自己打开。', noOptions: '没有可选的', copyCode: (code: string) => `复制代码 ${code}` },
  { close: 'Close', messages: 'Messages', retry: 'Try again', notCopied: 'Not copied. Select the words and press Ctrl C.', loading: 'Loading', partWaits: 'The server cannot be reached, so this part is not here yet; it opens by itself once it is.', noOptions: 'Nothing to choose', copyCode: (code) => `Copy code ${code}` },
);
