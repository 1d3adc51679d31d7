import { Suspense } from 'react';
import { lazyPart } from '../../ui/lazy-part.ts';
import { useAddressAsked } from './app-address.ts';

const AddressDialog = lazyPart(async () => (await import('./address-dialog.tsx')).AddressDialog);

/** Shows the address of the published app when somebody asks for it. */
export function AddressHost() {
  const { release, close } = useAddressAsked();
  return release === undefined ? null : <Suspense fallback={null}><AddressDialog release={release} onClose={close} /></Suspense>;
}
