import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { build } from 'esbuild';
import type { Drawing } from './drawing.ts';

const ROOT = new URL('../../..', import.meta.url).pathname;

/** React Flow with its default settings, a card that shows as much as ours at rest, memoised, and a field that renames the first card. */
const PAGE = `
import { memo, useState, createElement as h } from 'react';
import { createRoot } from 'react-dom/client';
import { Background, Handle, MiniMap, Position, ReactFlow } from 'reactflow';
import 'reactflow/dist/style.css';
const Card = memo(({ data }) => h('div', { className: 'bare-card' }, h('svg', { width: 15, height: 15 }, h('circle', { cx: 7, cy: 7, r: 6 })), h('b', null, data.title), h('span', null, data.fact), h(Handle, { type: 'target', position: Position.Top }), h(Handle, { type: 'source', position: Position.Bottom })));
const nodeTypes = { card: Card };
const { nodes: first, edges } = window.DRAWING;
function App() {
  const [nodes, setNodes] = useState(first);
  const move = (changes) => setNodes((old) => { const at = new Map(changes.filter((one) => one.type === 'position' && one.position).map((one) => [one.id, one.position])); return at.size === 0 ? old : old.map((node) => (at.has(node.id) ? { ...node, position: at.get(node.id) } : node)); });
  const rename = (event) => setNodes((old) => old.map((node, index) => (index === 0 ? { ...node, data: { ...node.data, title: event.target.value } } : node)));
  return h('div', { style: { height: '100vh', display: 'flex', flexDirection: 'column' } }, h('input', { 'aria-label': 'title', onChange: rename }), h('div', { style: { flex: 1 } }, h(ReactFlow, { nodes, edges, nodeTypes, onNodesChange: move, minZoom: 0.08, defaultViewport: { x: 300, y: 96, zoom: 0.9 } }, h(Background), h(MiniMap))));
}
createRoot(document.getElementById('root')).render(h(App));
`;

const STYLE = '.bare-card{width:200px;height:56px;background:#fff;border:1px solid #ccc;border-radius:8px;font:13px sans-serif;box-shadow:0 1px 3px #0002;padding:8px 12px;box-sizing:border-box}.bare-card b,.bare-card span{display:block;line-height:17px}.bare-card svg{float:left;margin-right:8px}';

/** Serves the bare page; @returns its address and how to stop it */
export async function serveBare({ ids, links, at }: Drawing): Promise<{ readonly url: string; readonly stop: () => void }> {
  const { outputFiles } = await build({ stdin: { contents: PAGE, loader: 'jsx', resolveDir: ROOT }, bundle: true, write: false, outdir: '/', minify: true, format: 'iife', define: { 'process.env.NODE_ENV': '"production"' } });
  const script = outputFiles.find(({ path }) => path.endsWith('.js'))?.text ?? '';
  const style = outputFiles.find(({ path }) => path.endsWith('.css'))?.text ?? '';
  const drawing = JSON.stringify({
    nodes: ids.map((id, index) => ({ id, type: 'card', position: at(index), data: { title: id, fact: '公式 · 1 个值' } })),
    edges: links,
  });
  const html = `<!doctype html><meta charset="utf-8"><style>body{margin:0}${style}${STYLE}</style><div id="root"></div><script>window.DRAWING=${drawing}</script><script>${script.replaceAll('</script', String.raw`<\/script`)}</script>`;
  const server: Server = createServer((_request, response) => void response.setHeader('content-type', 'text/html').end(html));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, stop: () => void server.close() };
}
