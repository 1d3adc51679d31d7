import { CircleAlert, CloudOff } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { useLocation } from 'wouter';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { useSaveState } from '../document/document-context.tsx';
import { isSessionOver } from '../document/save.ts';
import { typing } from '../document/typing.ts';
import { clockText } from '../home/when.ts';
import { loginLink } from './back.ts';
import { pageTexts } from './scenario-text.ts';

/** 14:32 已存 / 正在存 / 未存（离线）, said aloud when it turns bad. */
export function SaveMark() {
  const text = useTexts(pageTexts);
  const { locale } = useLocale();
  const state = useSaveState();
  const [at] = useLocation();
  const isTyping = useSyncExternalStore(typing.subscribe, typing.isHeld);
  if (state.kind === 'saved' && !isTyping) return <span className="save-mark">{text.savedAt(clockText(state.at, locale))}</span>;
  if (state.kind === 'saved' || state.kind === 'pending' || state.kind === 'saving') return <span className="save-mark">{text.saving}</span>;
  const words = state.kind === 'offline' ? text.offline : state.kind === 'conflict' ? text.conflict : text.refused(state.detail);
  return (
    <span className="save-mark" data-tone="err" role="alert" title={state.kind === 'offline' ? text.offlineNote : state.kind === 'refused' ? `${state.detail} ${state.code}` : undefined}>
      {state.kind === 'offline' ? <CloudOff size={14} aria-hidden="true" /> : <CircleAlert size={14} aria-hidden="true" />}
      <span>{words}</span>
      {isSessionOver(state) ? <a href={loginLink(at)} target="_blank" rel="noreferrer">{text.logInAgain}</a> : null}
    </span>
  );
}
