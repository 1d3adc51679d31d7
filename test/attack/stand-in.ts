import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Answer } from './answer.ts';
import { rawTo, senderTo, type Ground } from './ground.ts';

/** A server on 127.0.0.1 that refuses nothing; without an answer of its own it says 200 and shows one thing. */
async function startUnguarded(answer: Answer): Promise<{ readonly port: number; readonly close: () => Promise<void> }> {
  const handle: RequestListener = (request, response) => {
    const parts: Buffer[] = [];
    let isAnswered = false;
    const reply = (): void => {
      if (isAnswered) return;
      isAnswered = true;
      void (async () => {
        const { status = 200, body = { items: [{ id: 'taken' }], id: 'taken' }, headers = {} } = (await answer({ method: request.method ?? '', path: request.url ?? '', body: Buffer.concat(parts).toString(), connections: open })) ?? {};
        const text = typeof body === 'string' ? body : JSON.stringify(body);
        response.writeHead(status, { 'content-type': typeof body === 'string' ? 'text/html; charset=utf-8' : 'application/json', ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, typeof value === 'string' ? value : [...value]])) }).end(text);
      })();
    };
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('error', () => undefined);
    request.on('end', reply);
    // What will not come, or cannot be told where it ends, is not waited for.
    if (request.method === 'GET' || (request.headers['transfer-encoding'] ?? 'chunked') !== 'chunked' || Number(request.headers['content-length']) > 50_000_000) setTimeout(reply, 200);
  };
  const server = createServer({ insecureHTTPParser: true, maxHeaderSize: 1_048_576, requireHostHeader: false, headersTimeout: 0, requestTimeout: 0 }, handle);
  let open = 0;
  server.on('connection', (socket) => {
    open += 1;
    socket.once('close', () => { open -= 1; });
    socket.on('error', () => undefined);
  });
  server.on('checkExpectation', handle);
  server.on('connect', (_request, socket) => socket.end('HTTP/1.1 200 OK\r\n\r\n'));
  // Bytes that are no request at all are answered, too.
  server.on('clientError', (_error, socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () => new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    }),
  };
}

export interface Switchable {
  readonly ground: Ground;
  /** From now on everything goes to a server that refuses nothing. */
  readonly open: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** The ground, until a server without any guard takes its place under the same inputs. */
export function switchable(real: Ground): Switchable {
  let answer: Answer = () => undefined;
  let at: { readonly port: number; readonly close: () => Promise<void> } | undefined;
  const ground: Ground = {
    ...real,
    get port() { return at?.port ?? real.port; },
    get guarded() { return at === undefined; },
    get url() { return at ? `http://127.0.0.1:${at.port}` : real.url; },
    send: (sent) => (at ? senderTo(at.port)(sent) : real.send(sent)),
    raw: (bytes, waitMs) => (at ? rawTo(at.port)(bytes, waitMs) : real.raw(bytes, waitMs)),
    login: (name, password, from) => (at ? ground.send({ method: 'POST', path: '/api/login', body: { login: name, password }, ...(from ? { from } : {}) }) : real.login(name, password, from)),
    unguarded: (own) => { answer = own; },
  };
  return {
    ground,
    open: async () => { at = await startUnguarded((asked) => answer(asked)); },
    close: async () => {
      await at?.close();
      at = undefined;
    },
  };
}
