/** Characters stand close together in Chinese; letters and digits keep their space. */
export function close(text: string): string {
  return text.replaceAll(/(?<=[\p{Script=Han}、，。：；（）“”]) (?=[\p{Script=Han}（“])/gu, '');
}
