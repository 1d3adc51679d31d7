import type { AnyNodeType } from '../define-node.ts';
import { dataDelete } from './data/delete.ts';
import { dataHttp } from './data/http.ts';
import { dataSql } from './data/sql.ts';
import { dataInsert } from './data/insert.ts';
import { dataQuery } from './data/query.ts';
import { dataUpdate } from './data/update.ts';
import { dataUpsert } from './data/upsert.ts';
import { flowCall } from './flow/call.ts';
import { flowEach } from './flow/each.ts';
import { flowScript } from './flow/script.ts';
import { flowSend } from './flow/send.ts';
import { flowSwitch } from './flow/switch.ts';
import { flowWait } from './flow/wait.ts';
import { humanApproval } from './human/approval.ts';
import { humanForm } from './human/form.ts';
import { notifyMail } from './notify/mail.ts';
import { notifyWebhook } from './notify/webhook.ts';
import { outputNotify } from './output/notify.ts';
import { outputPage } from './output/page.ts';
import { ruleExpression } from './rule/expression.ts';
import { ruleRows } from './rule/rows.ts';
import { ruleScorecard } from './rule/scorecard.ts';
import { ruleTable } from './rule/table.ts';
import { startForm } from './start/form.ts';
import { startRow } from './start/row.ts';
import { startSchedule } from './start/schedule.ts';
import { startWebhook } from './start/webhook.ts';

/** Every built-in node type, in the order of the palette. */
export const builtIns: readonly AnyNodeType[] = [
  startForm,
  startSchedule,
  startRow,
  startWebhook,
  dataQuery,
  dataInsert,
  dataUpdate,
  dataUpsert,
  dataDelete,
  dataHttp,
  dataSql,
  ruleTable,
  ruleRows,
  ruleExpression,
  ruleScorecard,
  humanForm,
  humanApproval,
  flowSwitch,
  flowEach,
  flowWait,
  flowSend,
  flowCall,
  flowScript,
  outputPage,
  outputNotify,
  notifyMail,
  notifyWebhook,
];
