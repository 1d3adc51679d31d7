import { defineTexts } from '../../../text/catalogue.ts';

export const askTexts = defineTexts(
  { cancel: '取消', save: '保存', keptText: '您填的还在这里，没有存下。先记下要用的，再载入最新的，在它上面改。', takeSaved: '载入最新的，不要我填的' },
  { cancel: 'Cancel', save: 'Save', keptText: 'What you entered is still here and not saved. Note what you need, then load what is saved now and change that.', takeSaved: 'Load what is saved, drop mine' },
);
