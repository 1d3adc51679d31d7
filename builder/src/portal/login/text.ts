import { defineTexts } from '../../text/catalogue.ts';

export const loginTexts = defineTexts(
  {
    title: '登录',
    intro: '用单位给您的账号登录。',
    login: '账号',
    password: '密码',
    go: '登录',
    busy: '正在登录…',
    needLogin: '请填账号',
    needPassword: '请填密码',
    wrong: '账号或密码不对。请检查大小写；忘了密码可以找本单位的管理员重设。',
    tooMany: '试的次数太多，先停一会儿。几分钟后再试，或找管理员重设密码。',
    setup: '这里还没有账号。请用服务器启动时显示的一次性链接建第一个账号。',
    errorTitle: '错误：',
  },
  {
    title: 'Log in',
    intro: 'Use the account your unit gave you.',
    login: 'Account',
    password: 'Password',
    go: 'Log in',
    busy: 'Logging in…',
    needLogin: 'Enter your account',
    needPassword: 'Enter your password',
    wrong: 'Account or password is wrong. Check capital letters; the administrator of your unit can reset a forgotten password.',
    tooMany: 'Too many attempts. Try again in a few minutes, or ask the administrator to reset your password.',
    setup: 'There are no accounts yet. Use the one-time link shown when the server started to create the first one.',
    errorTitle: 'Error: ',
  },
);
