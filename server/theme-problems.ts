import { row } from './problem-row.ts';

/** The look of a portal: logos that are not taken. */
export const themeProblems = {
  SCN_THEME_LOGO_KIND: row('这不是完好的 PNG 或 JPEG 图片。', 'This is not a sound PNG or JPEG picture.', '请把标志另存为 PNG 或 JPEG 再选。SVG 里能放脚本，所以不收。', 'Save the logo as PNG or JPEG and choose it again. SVG is not taken, because it can hold scripts.'),
  SCN_THEME_LOGO_LARGE: row('标志有 {size} KB，最多 {most} KB。', 'The logo has {size} KB; {most} KB is the most.', '请缩小图片再选：每个人打开门户都要下载它。', 'Choose a smaller picture: everybody who opens the portal downloads it.'),
  SCN_THEME_LOGO_SIDES: row('标志是 {width}×{height} 像素，用不了。', 'The logo has {width}×{height} pixels, which does not fit.', '每边 {least} 到 {most} 像素；宽不超过高的 6 倍，高不超过宽的 2 倍。方形 192 像素以上还会做成装到手机上的图标。', 'Each side has {least} to {most} pixels; at most 6 times as wide as high and twice as high as wide. A square of 192 or more also becomes the icon of the installed app.'),
} as const;
