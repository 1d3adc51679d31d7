import { Component, type ComponentType, type ReactNode } from 'react';

interface GuardProps {
  /** What is shown: another place is tried anew. */
  readonly at: string;
  /** Drawn in the place of what threw. */
  readonly crashed: ComponentType<{ readonly error: Error; readonly title?: string }>;
  /** Of what threw, for `crashed`. */
  readonly title?: string;
  readonly children: ReactNode;
}

/** What throws inside never takes the page around it down. */
export class Guard extends Component<GuardProps, { readonly error: Error | undefined; readonly at: string }> {
  override state: { readonly error: Error | undefined; readonly at: string } = { error: undefined, at: this.props.at };
  static getDerivedStateFromError(error: unknown) {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }
  static getDerivedStateFromProps(props: GuardProps, state: { readonly at: string }) {
    return props.at === state.at ? null : { at: props.at, error: undefined };
  }
  override render() {
    const { crashed: Crashed, title, children } = this.props;
    return this.state.error === undefined ? children : <Crashed error={this.state.error} {...(title === undefined ? {} : { title })} />;
  }
}
