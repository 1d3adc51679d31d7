import { defineTexts } from '../../text/catalogue.ts';

export const liveTexts = defineTexts(
  {
    open: '打开应用',
    openLong: '在办事端打开',
    forPhone: '手机扫码',
    title: '办事端的应用',
    what: (app: string, release: number) => `“${app}”现在用的是 v${release}。把地址发给办事的人，或让他们用手机扫码。`,
    address: '地址',
    copy: '复制地址',
    copied: '地址已复制',
    qr: (app: string) => `“${app}”在办事端的地址，二维码`,
    onlyHere: '这个地址只有这台电脑打得开。要让手机扫码，请用服务器在网络里的地址打开设计端，再来这里。',
    whoMay: '要先登录；谁能发起，看起点选了哪些角色。不登录就能填的，要用起点的公开链接。',
    close: '关闭',
  },
  {
    open: 'Open the app',
    openLong: 'Open in the portal',
    forPhone: 'QR for a phone',
    title: 'The app in the portal',
    what: (app, release) => `“${app}” runs as v${release}. Send its address to the people who need it, or let them scan it with a phone.`,
    address: 'Address',
    copy: 'Copy the address',
    copied: 'Address copied',
    qr: (app) => `The address of “${app}” in the portal, as a QR code`,
    onlyHere: 'Only this computer can open this address. For a phone, open the studio by the address the server has in your network, and come back here.',
    whoMay: 'People sign in first; the roles of the start decide who may begin. For filling in without signing in, use a public link of the start.',
    close: 'Close',
  },
);
