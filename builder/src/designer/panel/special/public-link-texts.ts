import { defineTexts } from '../../../text/catalogue.ts';

export const publicLinkTexts = defineTexts(
  {
    closed: '打开“对外公开填写”后，这里给出公开地址和嵌入代码。',
    address: '公开地址', addressHelp: '发布后，没有账号的人用它填写。',
    snippet: '嵌入代码', snippetHelp: '放到列出的网站的页面里；发布后生效。网站要允许显示这个地址的框架。',
    noSites: '在上面写下可以嵌入的网站，这里就给出嵌入代码。',
    copy: (what: string) => `复制${what}`, copied: '已复制',
  },
  {
    closed: 'Once the form is open to the public, its address and the snippet to embed it are here.',
    address: 'Public address', addressHelp: 'People without an account fill it in here, once it is published.',
    snippet: 'Snippet', snippetHelp: 'For the pages of the listed sites, once it is published. Their own policy must allow frames of this address.',
    noSites: 'Name the sites that may embed it above, and the snippet is here.',
    copy: (what) => `Copy ${what.toLowerCase()}`, copied: 'Copied',
  },
);
