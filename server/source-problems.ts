import { row } from './problem-row.ts';

/** Rows that a dataset gets from a connection. */
export const sourceProblems = {
  SCN_SOURCE_CONNECTION: row('没有连接“{connection}”，或它不是接口也不是数据库。', 'There is no connection “{connection}”, or it is neither an HTTP service nor a database.', '请换一个连接，或请管理员在“连接”里建一个。', 'Choose another one, or ask an administrator to set one up under Connections.'),
  SCN_SOURCE_UNIT: row('数据集“{dataset}”所在的单位不能使用连接“{connection}”。', 'The unit of the dataset “{dataset}” may not use the connection “{connection}”.', '请管理员在“连接”里把它给这个单位使用，或换一个本单位的连接。', 'Ask an administrator to let the unit use it under Connections, or choose a connection of your own unit.'),
  SCN_SOURCE_PERSON: row('设置取数的人已经不能改数据集“{dataset}”，没有取。', 'Whoever set this up may no longer change the dataset “{dataset}”; nothing was fetched.', '请有权限的人在数据集的“数据来源”里重新保存一次。', 'Let somebody who may save the source of the dataset anew.'),
  SCN_SOURCE_STATUS: row('“{connection}”回应了 {status}，没有给数据。', '“{connection}” answered {status} and gave no data.', '请核对路径；401、403 多半是口令不对或没有授权，5xx 请联系对方。', 'Check the path; 401 and 403 mostly mean a wrong secret or a missing permission, for 5xx ask the other side.'),
  SCN_SOURCE_LIST: row('“{connection}”的回应里，{place} 不是由对象组成的列表。', 'In the answer of “{connection}”, {place} is not a list of objects.', '对方可能改了格式：请重新取样，再选一次列表。', 'The other side may have changed its format: fetch a sample and choose the list again.'),
  SCN_SOURCE_COLUMN: row('“{connection}”的回应里已经没有这些列：{columns}。', 'The answer of “{connection}” no longer has: {columns}.', '对方可能改了列名：请重新取样，再对一次列。已有的行没有动。', 'The other side may have renamed them: fetch a sample and map the columns again. Rows that are here stay as they are.'),
  SCN_SOURCE_ROWS: row('“{connection}”给的行太多，一次最多取 {limit} 行。', '“{connection}” gave too many rows; at most {limit} are fetched at once.', '请在路径或语句里加条件，只取需要的；已有的行没有动。', 'Narrow the path or the statement; rows that are here stay as they are.'),
  SCN_SOURCE_SQL: row('语句不能用：{word}。', 'The statement cannot be used: {word}.', '请写一个表名，或一条只读的 SELECT，不带参数。', 'Write the name of a table, or one SELECT that only reads, without parameters.'),
  SCN_SOURCE_KEY: row('数据集“{dataset}”没有主键，不能按时更新，也不能再取一次。', 'The dataset “{dataset}” has no key; it can neither be refreshed on a schedule nor fetched again.', '请先给数据集定主键，或另建一个。', 'Give the dataset a key first, or make another one.'),
  SCN_SOURCE_BUSY: row('数据集“{dataset}”正在取数。', 'Rows of the dataset “{dataset}” are being fetched right now.', '请过一会儿看结果。', 'See what came of it in a moment.'),
} as const;
