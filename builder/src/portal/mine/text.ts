import { defineTexts } from '../../text/catalogue.ts';

export const mineTexts = defineTexts(
  {
    title: '我提交的',
    open: '正在办',
    yours: '等您办',
    done: '办好了',
    ended: '没有办成',
    empty: '您还没有提交过。',
    toApps: '去应用里看看',
    stateYours: '等您办',
    stateRunning: '正在办',
    stateDone: '办好了',
    stateFailed: '停下了',
    stateCancelled: '已撤回',
    stateExpired: '过期了',
  },
  {
    title: 'Submitted',
    open: 'In progress',
    yours: 'Waiting for you',
    done: 'Finished',
    ended: 'Not completed',
    empty: 'You have not submitted anything yet.',
    toApps: 'Look at the apps',
    stateYours: 'Waiting for you',
    stateRunning: 'In progress',
    stateDone: 'Finished',
    stateFailed: 'Stopped',
    stateCancelled: 'Withdrawn',
    stateExpired: 'Expired',
  },
);
