import { defineTexts } from '../text/catalogue.ts';

/** What no server could say, because it was not reached: in the words of the page. */
export const clientTexts = defineTexts(
  {
    offline: '连不上服务器。',
    offlineHint: '请看看网络；这里的内容都在，连上后再试一次。',
    blocked: (status: number) => `请求没有到服务器，被中间的网关拦下了（${status}）。`,
    blockedHint: '请把这个编号告诉管理员，让网关放行；这里的内容都在。',
    tooLarge: '太大了，中间的网关不让过（413）。',
    tooLargeHint: '请把文件变小或分开再传；也可以请管理员放宽网关的上限。',
    tooOften: '请求太密，被中间的网关拦下了（429）。',
    tooOftenHint: '请过一分钟再试；这里的内容都在。',
  },
  {
    offline: 'The server cannot be reached.',
    offlineHint: 'Check your network; everything here is kept. Try again once you are back.',
    blocked: (status) => `The request did not get to the server: a gateway on the way stopped it (${status}).`,
    blockedHint: 'Tell your administrator this number, so that the gateway lets it through; everything here is kept.',
    tooLarge: 'Too large: a gateway on the way does not let it through (413).',
    tooLargeHint: 'Make the file smaller or send it in parts; the administrator can also raise the limit of the gateway.',
    tooOften: 'Too many requests: a gateway on the way stopped this one (429).',
    tooOftenHint: 'Try again in a minute; everything here is kept.',
  },
);
