/** What programs and libraries say in English of why something was refused or broken, in Chinese. */
const SAID: readonly (readonly [RegExp, string])[] = [
  [/^not a valid URL$/, '不是有效的网址'],
  [/^scheme (\S+)$/, '不能用 $1 开头的地址'],
  [/^credentials in the address$/, '地址里不能带账号和口令'],
  [/^the next page leads to another host \((.*)\)$/, '下一页指向别的主机（$1）'],
  [/^the next page leads out of the address of the connection$/, '下一页不在连接的地址之下'],
  [/^the path leads to another host$/, '路径指向别的主机'],
  [/^more than (\d+) redirects$/, '转向超过 $1 次'],
  [/^connection (\S+)$/, '没有连接“$1”'],
  [/^loopback name$/, '这是本机的名称'],
  [/^(\S+) has no address$/, '找不到 $1 的网络地址，多半是名称写错了'],
  [/^not an address: (.*)$/, '不是网络地址：$1'],
  [/^linkLocal address$/, '这是链路本地地址'],
  [/^private address$/, '这是内网地址'],
  [/^loopback address$/, '这是本机地址'],
  [/^(\w+) address$/, '这是不对外的地址（$1）'],
  [/^no connection$/, '没有连上'],
  [/^(ECONNREFUSED)$/, '对方拒绝连接（$1）'],
  [/^(ENOTFOUND|EAI_AGAIN)$/, '找不到这个主机（$1）'],
  [/^(ECONNRESET|EPIPE|UND_ERR_SOCKET)$/, '连接被中断（$1）'],
  [/^(ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)$/, '网络不通（$1）'],
  [/^(CERT_HAS_EXPIRED)$/, '对方的证书过期了（$1）'],
  [/^(\w*(?:CERT|SIGNATURE)\w*)$/, '对方的证书不受信任（$1）'],
  [/^Unexpected end of JSON input/, '到一半就断了'],
  [/^Unterminated string in JSON at position (\d+)[\s\S]*$/, '第 $1 个字符处的文字没有收尾，多半是断了'],
  [/^Unexpected token (.+?), [\s\S]* is not valid JSON$/, '有不该出现的 $1'],
  [/^Expected [\s\S]* at position (\d+)[\s\S]*$/, '第 $1 个字符处写错或断了'],
  [/^[\s\S]*at position (\d+)[\s\S]*$/, '第 $1 个字符附近写错'],
];

/** The reason as Chinese readers read it; what is not known stays as it is. */
export function reasonInChinese(reason: string): string {
  const found = SAID.find(([pattern]) => pattern.test(reason));
  return found ? reason.replace(found[0], found[1]) : reason;
}
