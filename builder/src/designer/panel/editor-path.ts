/** Address of the page that edits a table or form of one node. */
export function editorPath(scenario: string, kind: 'table' | 'form', flow: string, node: string): string {
  return `/s/${scenario}/${kind}/${encodeURIComponent(flow)}/${encodeURIComponent(node)}`;
}
