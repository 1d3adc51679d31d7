import { renderToString } from 'react-dom/server';
import { Portal } from '../portal.tsx';
import { FIRST_READS, type FirstPage } from './first-page.ts';

/** For the server, which loads this built: what it has to ask, and the start page drawn from the answers, so that it is seen and can be used before a script has come. */
export const reads: readonly string[] = FIRST_READS;
export const draw = (first: FirstPage): string => renderToString(<Portal first={first} at={Date.now()} path="/portal/" />);
