import { row } from './problem-row.ts';

/** Units, people, and how they prove who they are. */
export const peopleProblems = {
  SCN_UNIT_CLOSED: row('“{unit}”已停用，不能再放进新的内容。', '“{unit}” is closed and takes nothing new.', '请选在用的单位，或先重新启用它。', 'Choose a unit that is open, or open it again first.'),
  SCN_UNIT_CIRCLE: row('“{unit}”不能移到它自己或下级单位里。', '“{unit}” cannot be moved into itself or below itself.', '请选别的上级单位；最上级单位不能移动。', 'Choose another parent; the root cannot be moved.'),
  SCN_UNIT_ROOT: row('最上级单位不能停用。', 'The root unit cannot be closed.', '可以改它的名称。', 'It can be renamed.'),
  SCN_UNIT_TWICE: row('“{unit}”填了两次。', '“{unit}” is named twice.', '一个人在一个单位里只填一次，职责写在一起。', 'Name each unit once, with all duties in it.'),
  SCN_UNIT_NOT_OWN: row('账号不属于单位“{unit}”。', 'The account does not belong to the unit “{unit}”.', '请选自己的单位，或请管理员加上。', 'Choose a unit of yours, or ask an administrator to add it.'),
  SCN_AUTH_PASSWORD_KNOWN: row('这个密码太常见，攻击者会先试它。', 'This password is among those that attackers try first.', '请换一个；几个不相干的词连起来就好记又难猜。', 'Choose another; some words that have nothing to do with one another are easy to keep and hard to guess.'),
  SCN_AUTH_TICKET: row('登录的第一步已过期（5 分钟）。', 'The first step of the log-in has expired (5 minutes).', '请重新输入登录名和密码。', 'Enter login name and password again.'),
  SCN_AUTH_CODE: row('验证码不对。', 'The code is wrong.', '请看验证器里这个账号现在的 6 位数字；或用一个恢复码。', 'Look at the six digits your authenticator shows now, or use a recovery code.'),
  SCN_AUTH_CODE_USED: row('这个验证码已经用过。', 'This code was used already.', '请等验证器显示下一个（最多 30 秒）。', 'Wait for the next one, 30 seconds at most.'),
  SCN_AUTH_CODE_CLOCK: row('验证码对应的时间与服务器差约 {minutes} 分钟。', 'The code is right for a moment about {minutes} minute(s) away from the time of the server.', '请在手机上打开“自动设置时间”再试；仍不行，请管理员核对服务器时钟。恢复码不受影响。', 'Let the phone set its time by itself and try again; else ask an administrator to check the clock of the server. Recovery codes work regardless.'),
  SCN_AUTH_ENROL: row('您的角色要求两步验证，请先设置。', 'Your role asks for a second factor; set it up first.', '请打开“我的账号”，按提示扫码。', 'Open “My account” and scan the code.'),
  SCN_AUTH_ENROL_OVER: row('这次设置已过期（15 分钟）。', 'This set-up has expired (15 minutes).', '请重新扫码。', 'Scan a new code.'),
  SCN_AUTH_ENROL_FIRST: row('您自己还没有两步验证。', 'You have no second factor yourself.', '请先在“我的账号”里设置，再要求别人。', 'Set it up under “My account” before you demand it.'),
  SCN_AUTH_NO_FACTOR: row('这个账号没有两步验证。', 'This account has no second factor.', '刷新页面再看。', 'Reload the page.'),
  SCN_AUTH_FACTOR_NEEDED: row('您的角色要求两步验证，不能关闭。', 'Your role asks for a second factor; it cannot be switched off.', '换手机请用“重新设置”。', 'For a new phone, set it up anew.'),
  SCN_AUTH_RECOVERY: row('这个链接无效、已用过或已过期（24 小时）。', 'This link is wrong, was used, or has expired (24 hours).', '请管理员重新发一个。', 'Ask an administrator for a new one.'),
  SCN_OIDC_OFF: row('没有开启单点登录。', 'Single sign-on is off.', '请用账号和密码登录。', 'Log in with account and password.'),
  SCN_OIDC_ISSUER: row('“{issuer}”不能作为登录服务的地址。', '“{issuer}” cannot be the address of a provider.', '请填 https:// 开头的地址，不带参数；只有本机可以用 http://。', 'Write an address that begins with https:// and has no parameters; only this machine may use http://.'),
  SCN_OIDC_PROVIDER: row('登录服务没有给出可信的答复（{reason}）。', 'The provider gave no answer that can be trusted ({reason}).', '请再试一次；仍然如此，请管理员核对单点登录的设置和两边的时钟。', 'Try again; else ask an administrator to check the settings of single sign-on and the clocks on both sides.'),
  SCN_OIDC_STATE: row('这次单点登录不完整、已用过或不是在这个浏览器里开始的。', 'This log-in is not whole, was used, or was not begun in this browser.', '请从登录页重新开始。', 'Begin again at the log-in page.'),
  SCN_OIDC_NO_ACCOUNT: row('您在这里还没有账号。', 'You have no account here yet.', '请管理员先建账号，再在“我的账号”里关联；或请他允许自动建账号。', 'Ask an administrator for an account and link it under “My account”, or to let accounts be made.'),
  SCN_OIDC_LINKED: row('这个身份已关联另一个账号。', 'This identity belongs to another account already.', '请用那个账号，或请管理员处理。', 'Use that account, or ask an administrator.'),
  SCN_OIDC_CLOSED: row('您的账号已停用。', 'Your account is closed.', '请联系本单位管理员。', 'Ask the administrator of your unit.'),
  SCN_ORG_FILE: row('“{file}”这个文件读不了：{reason}。', 'The file “{file}” cannot be read: {reason}.', '请用导出的表格做样子：第一行是列名，逗号分隔，UTF-8。没有导入任何内容。', 'Take an exported table as a pattern: names of columns in the first line, commas, UTF-8. Nothing was imported.'),
} as const;
