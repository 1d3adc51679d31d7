import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const TYPES = { html: 'text/html', js: 'text/javascript', css: 'text/css', wasm: 'application/wasm', json: 'application/json', ttf: 'font/ttf' };
// A native binary by name: a module of Node cannot import one.
const { ZenEngine } = createRequire(import.meta.url)('@gorules/zen-engine-linux-x64-gnu');
const dist = new URL('dist/', import.meta.url);

async function simulate({ graph, context }) {
  const engine = new ZenEngine();
  try {
    const answer = await engine.createDecision(Buffer.from(JSON.stringify(graph))).evaluate(context, { trace: true });
    return { result: { ...answer, snapshot: graph } };
  } catch (error) {
    return { error: { title: 'Error', message: String(error), data: {} } };
  } finally {
    engine.dispose();
  }
}

/** Serves the built page and answers its simulator; the port is the only argument. */
createServer((request, response) => {
  const path = new URL(request.url, 'http://host').pathname;
  if (path === '/simulate') {
    let body = '';
    request.on('data', (chunk) => (body += chunk));
    request.on('end', async () => response.setHeader('content-type', 'application/json').end(JSON.stringify(await simulate(JSON.parse(body)))));
    return;
  }
  const name = path === '/' ? 'index.html' : path.slice(1);
  readFile(name === 'graph.json' ? new URL('graph.json', import.meta.url) : new URL(name, dist)).then(
    (bytes) => response.setHeader('content-type', TYPES[name.split('.').at(-1)] ?? 'application/octet-stream').end(bytes),
    () => response.writeHead(404).end(),
  );
}).listen(Number(process.argv[2]), '127.0.0.1');
