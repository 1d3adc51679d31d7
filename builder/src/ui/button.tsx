import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components';
import './button.css';
import { Tooltip } from './tooltip.tsx';

export type ButtonLook = 'default' | 'primary' | 'danger' | 'quiet' | 'link';

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'style' | 'children'> {
  /** @default 'default' */
  readonly look?: ButtonLook;
  /** 32 or 26 px high. @default 'medium' */
  readonly size?: 'medium' | 'small';
  readonly icon?: ReactNode;
  /** Shows a turning ring and refuses a second press. */
  readonly busy?: boolean;
  readonly children?: ReactNode;
}

export function Button({ look = 'default', size = 'medium', icon, busy = false, children, ...rest }: ButtonProps) {
  return (
    <AriaButton {...rest} className="ui-button" data-look={look} data-size={size} isPending={busy}>
      {busy ? <span className="ui-spinner" aria-hidden="true" /> : icon}
      {children}
    </AriaButton>
  );
}

export interface IconButtonProps extends Omit<ButtonProps, 'children' | 'icon'> {
  /** Spoken name; also the tooltip. */
  readonly label: string;
  readonly icon: ReactNode;
  /** Keys shown in the tooltip, e.g. `⌘Z`. */
  readonly keys?: string;
  /** Makes it a toggle. */
  readonly pressed?: boolean;
}

/** A square button with an icon only; its label shows as a tooltip. */
export function IconButton({ label, icon, keys, pressed, look = 'quiet', size = 'medium', busy = false, ...rest }: IconButtonProps) {
  return (
    <Tooltip text={label} {...(keys === undefined ? {} : { keys })}>
      <AriaButton
        {...rest}
        className="ui-button"
        data-look={look}
        data-size={size}
        data-shape="icon"
        aria-label={label}
        isPending={busy}
        {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}
      >
        {busy ? <span className="ui-spinner" aria-hidden="true" /> : icon}
      </AriaButton>
    </Tooltip>
  );
}
