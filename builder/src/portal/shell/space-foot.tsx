import { useLocale } from '../../text/locale.tsx';
import { useLook } from './look.tsx';

/** By 非经营性互联网信息服务备案管理办法 (2005), article 13, the number links to the register. */
const REGISTER = 'https://beian.miit.gov.cn/';
const FILED = /ICP(备|证)/;

/** What the space says at the foot of every page. */
export function SpaceFoot() {
  const look = useLook();
  const { locale } = useLocale();
  const { footer, contact, filing } = look ?? {};
  if (footer === undefined && contact === undefined && filing === undefined) return null;
  return (
    <div className="wrap space-foot">
      {footer ? <span>{footer[locale]}</span> : null}
      {contact === undefined ? null : <span>{contact}</span>}
      {filing === undefined ? null : FILED.test(filing) ? <a className="link" lang="zh-CN" href={REGISTER} rel="noreferrer">{filing}</a> : <span lang="zh-CN">{filing}</span>}
    </div>
  );
}
