/** Batches of one kind under way at once: the next gathers what is asked for meanwhile. */
const UNDER_WAY = 2;
/** Keys in one statement. */
const MOST = 200;

interface Asked<Key, Value> {
  readonly key: Key;
  readonly resolve: (value: Value) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Reads single things for many callers with few statements: a first caller is served at once; whoever asks while
 * statements are under way shares the next. Nothing is remembered: every answer is read after it was asked for.
 *
 * @param read answers one value per key, in the order of the keys
 */
export function batchedRead<Key, Value>(read: (keys: readonly Key[]) => Promise<readonly Value[]>, most = MOST): (key: Key) => Promise<Value> {
  let queue: Asked<Key, Value>[] = [];
  let underWay = 0;
  const next = (): void => {
    if (underWay >= UNDER_WAY || queue.length === 0) return;
    const batch = queue.slice(0, most);
    queue = queue.slice(most);
    underWay += 1;
    read(batch.map((asked) => asked.key))
      .then((values) => batch.forEach((asked, i) => asked.resolve(values[i] as Value)), (error: unknown) => batch.forEach((asked) => asked.reject(error)))
      .finally(() => {
        underWay -= 1;
        setImmediate(next);
      });
  };
  return (key) => new Promise<Value>((resolve, reject) => {
    queue.push({ key, resolve, reject });
    // After all that has arrived by now was dealt with, so that whoever asks because of it shares the statement.
    if (queue.length === 1) setImmediate(next);
  });
}

/** One value per key out of rows that come in any order. */
export function byKey<Row, Value>(rows: readonly Row[], keyOf: (row: Row) => string, keys: readonly string[], valueOf: (row: Row | undefined) => Value): readonly Value[] {
  const found = new Map(rows.map((row) => [keyOf(row), row]));
  return keys.map((key) => valueOf(found.get(key)));
}
