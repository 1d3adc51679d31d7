/** The server's limits: nobody waits for an upload that is refused at its end. */
const MOST_BYTES = 20 * 1_048_576;
/** More than this a phone cannot take apart. */
const MOST_RAW = 80 * 1_048_576;

const PHOTOS = '.jpg,.jpeg,.png,.webp,.gif';
export const ALL_FILES = `${PHOTOS},.pdf,.doc,.docx,.xls,.xlsx,.ppt,.pptx,.wps,.et,.dps,.txt,.md,.csv`;
/** Kinds that lose nothing but size when they are made small. */
const STILL = '.jpg,.jpeg,.png,.webp';

/** What an iPhone writes unless told otherwise; only its own browser can read it. */
const APPLE = '.heic,.heif';

type Chosen = Pick<File, 'name' | 'size'>;

const endsIn = ({ name }: Chosen, endings: string): boolean => endings.split(',').includes(`.${name.toLowerCase().split('.').at(-1) ?? ''}`);

/** Whether a file is made small on the device: every photo, and among files a picture that is too large to be sent as it is. */
export function isMadeSmall(file: Chosen, photo: boolean): boolean {
  return photo || (file.size > MOST_BYTES && endsIn(file, STILL));
}

/** Why a file cannot be sent, before anything is done with it. */
export function refusalOf(file: Chosen, photo: boolean): 'applePhoto' | 'photoTooLarge' | 'fileTooLarge' | 'notPhoto' | 'notAllowed' | undefined {
  if (endsIn(file, APPLE)) return 'applePhoto';
  if (isMadeSmall(file, photo)) {
    if (file.size > MOST_RAW) return 'photoTooLarge';
  } else if (file.size > MOST_BYTES) return 'fileTooLarge';
  if (endsIn(file, photo ? PHOTOS : ALL_FILES)) return undefined;
  return photo ? 'notPhoto' : 'notAllowed';
}
