import { defineTexts } from '../../../text/catalogue.ts';

export const themeTexts = defineTexts(
  {
    look: '门户外观', lookOf: (unit: string) => `${unit}的门户外观`, intro: '管本单位和所有下级单位的门户、公开表单、嵌入页、文书抬头和装到手机上的图标。下级没写的，用上级的。',
    name: '门户名称', nameEn: '门户名称（英文）', nameEnHint: '不填，英文页面也用中文名', from: (unit: string) => `不填，用“${unit}”的`, plain: '不填，用产品自带的', sentence: (words: string) => `${words}。`,
    logo: '标志', logoHint: 'PNG 或 JPEG，最多 100 KB，每边 32 到 1024 像素。方形 192 像素以上的 PNG 也做装到手机上的图标。', logoPick: '选图片', logoOther: '换一张', logoDrop: '不用自己的标志', logoAlt: '现在的标志', notRead: '这个文件没读出来，请再选一次',
    accent: '主色', accentOwn: '自己定', accentNone: '不定', hex: '颜色值', hexHint: '# 加 6 位，例如 #2347C5', hexBad: '颜色值要写成 # 加 6 位十六进制数，例如 #2347C5',
    shade: (wanted: string, ratio: string, need: string, used: string, usedRatio: string) => `${wanted} 在浅色页面上对比只有 ${ratio}，要 ${need} 才看得清。浅色页面改用同色里深一些的 ${used}（${usedRatio}）。`,
    darkToo: '深色页面用同色里亮一些的，也够 4.5。',
    near_ok: '和表示“办成”的绿色接近；状态另有图标和文字，但一眼容易混。', near_warn: '和表示“要留意”的琥珀色接近；状态另有图标和文字，但一眼容易混。', near_err: '和表示“出错”的红色接近；状态另有图标和文字，但一眼容易混。',
    footer: '页脚的话', footerEn: '页脚的话（英文）', contact: '联系方式', contactHint: '电话、地址或邮箱，写在每页页脚', filing: '备案号', filingHint: '例如 浙ICP备12345678号-1；会链接到备案管理系统',
    preview: '预览', light: '浅色', dark: '深色', sampleTitle: '您要办什么事？', sampleButton: '保存并继续', sampleLink: '看全部应用', sampleChosen: '应用', sampleOther: '待办', samplePortal: '场景门户',
    cancel: '取消', save: '保存', saved: (unit: string) => `${unit}的门户外观已保存`,
  },
  {
    look: 'Portal look', lookOf: (unit) => `Portal look of ${unit}`, intro: 'For portal, public forms, embedded pages, heads of documents and the icon on phones, of this unit and of all units below. What a unit leaves open comes from above.',
    name: 'Name of the portal', nameEn: 'Name in English', nameEnHint: 'Left open, English pages use the Chinese name', from: (unit) => `Left open: as “${unit}” says`, plain: 'Left open: as the product says', sentence: (words) => `${words}. `,
    logo: 'Logo', logoHint: 'PNG or JPEG, at most 100 KB, each side 32 to 1024 pixels. A square PNG of 192 or more also becomes the icon on phones.', logoPick: 'Choose a picture', logoOther: 'Choose another', logoDrop: 'No logo of its own', logoAlt: 'The logo now', notRead: 'The file could not be read; choose it again',
    accent: 'Accent', accentOwn: 'Own colour', accentNone: 'Leave open', hex: 'Colour', hexHint: '# and 6 digits, such as #2347C5', hexBad: 'Write # and 6 hexadecimal digits, such as #2347C5',
    shade: (wanted, ratio, need, used, usedRatio) => `${wanted} has a contrast of only ${ratio} on light pages; ${need} can be read. Light pages use a darker shade of it, ${used} (${usedRatio}).`,
    darkToo: 'Dark pages use a lighter shade, with 4.5 or more as well.',
    near_ok: 'Close to the green that means done: states have signs and words, too, but are mixed up at a glance.', near_warn: 'Close to the amber that means look: states have signs and words, too, but are mixed up at a glance.', near_err: 'Close to the red that means stop: states have signs and words, too, but are mixed up at a glance.',
    footer: 'Words at the foot', footerEn: 'Words at the foot in English', contact: 'Contact', contactHint: 'Telephone, address or mail, at the foot of every page', filing: 'Filing number', filingHint: 'Such as 浙ICP备12345678号-1; it links to the register',
    preview: 'Preview', light: 'Light', dark: 'Dark', sampleTitle: 'What do you need?', sampleButton: 'Save and continue', sampleLink: 'See all apps', sampleChosen: 'Apps', sampleOther: 'To do', samplePortal: 'Scenario portal',
    cancel: 'Cancel', save: 'Save', saved: (unit) => `The portal look of ${unit} is saved`,
  },
);
