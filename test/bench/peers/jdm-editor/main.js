import '@gorules/jdm-editor/dist/style.css';
import { DecisionGraph, GraphSimulator, JdmConfigProvider } from '@gorules/jdm-editor';
import startZen from '@gorules/zen-engine-wasm';
import { loader } from '@monaco-editor/react';
import * as monaco from 'monaco-editor';
import { createElement as h, useMemo, useState } from 'react';
import { createRoot } from 'react-dom/client';

loader.config({ monaco });

await startZen({ module_or_path: '/zen.wasm' });
const first = await (await fetch('/graph.json')).json();

/** The whole editor as its readme shows it, with the simulator it brings; the answer comes from zen-engine beside it. */
function Host() {
  const [graph, setGraph] = useState(first);
  const [simulate, setSimulate] = useState();
  window.graph = graph;
  const panels = useMemo(() => [{
    id: 'simulator',
    title: 'Simulator',
    icon: h('span', null, '▶'),
    renderPanel: () => h(GraphSimulator, {
      defaultRequest: first.request,
      onRun: async ({ graph: asked, context }) => setSimulate(await (await fetch('/simulate', { method: 'POST', body: JSON.stringify({ graph: asked, context }) })).json()),
      onClear: () => setSimulate(undefined),
    }),
  }], []);
  return h(JdmConfigProvider, null, h(DecisionGraph, { value: graph, onChange: setGraph, panels, simulate }));
}

createRoot(document.getElementById('root')).render(h(Host));
