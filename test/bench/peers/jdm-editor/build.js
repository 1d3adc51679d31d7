import { cpSync } from 'node:fs';
import { build } from 'esbuild';

await build({ entryPoints: ['main.js'], bundle: true, minify: true, format: 'esm', target: 'esnext', outdir: 'dist', define: { 'process.env.NODE_ENV': '"production"' }, loader: { '.ttf': 'file' }, logLevel: 'warning' });
cpSync('node_modules/@gorules/zen-engine-wasm/dist/zen_engine_wasm_bg.wasm', 'dist/zen.wasm');
cpSync('index.html', 'dist/index.html');
