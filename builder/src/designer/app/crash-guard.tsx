import { Component, type ReactNode } from 'react';
import { useTexts } from '../../text/locale.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { appTexts } from './app-text.ts';

function Crashed({ error }: { readonly error: Error }) {
  const text = useTexts(appTexts);
  return (
    <EmptyState title={text.crashTitle} actions={<Button onPress={() => location.reload()}>{text.reload}</Button>}>
      {text.crash} <code className="ui-code">{error.message}</code>
    </EmptyState>
  );
}

/** A page that throws never takes the frame around it down. `at` resets it on navigation. */
export class CrashGuard extends Component<{ readonly at: string; readonly children: ReactNode }, { readonly error: Error | undefined; readonly at: string }> {
  override state: { readonly error: Error | undefined; readonly at: string } = { error: undefined, at: this.props.at };
  static getDerivedStateFromError(error: unknown) {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }
  static getDerivedStateFromProps(props: { readonly at: string }, state: { readonly at: string }) {
    return props.at === state.at ? null : { at: props.at, error: undefined };
  }
  override render() {
    return this.state.error === undefined ? this.props.children : <Crashed error={this.state.error} />;
  }
}
