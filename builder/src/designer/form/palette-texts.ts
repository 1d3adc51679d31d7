import { defineTexts } from '../../text/catalogue.ts';

/** Hints that come with a question from the palette, and the headings of a new table. */
export const paletteTexts = defineTexts(
  {
    h_name: '写身份证上的姓名', h_idcard: '18 位，最后一位可能是 X', h_uscc: '18 位，在营业执照上', h_phone: '11 位，方便联系您', h_landline: '手机号，或“区号-号码”，例如 0571-87654321', h_email: '例如 name@example.com', h_postcode: '6 位数字', h_bankcard: '卡面上的 12 到 19 位数字', h_plate: '例如 浙A12345；新能源车多一位',
    h_region: '从省一级一级往下选', h_place: '写路名和门牌号，也可以用定位', h_org: '输入单位名称查找', h_person: '输入姓名查找', h_photo: '最多 9 张，拍清楚、拍完整', h_signature: '用手指或鼠标签；也可以输入姓名代替',
    h_amount: '单位是元，例如 1680.50', h_date: '例如 2026年1月20日', h_moment: '写日期和几点几分', h_time: '几点几分，例如 14:30', h_reference: '输入几个字，从下面选', h_checks: '可以选几项', h_file: '最多 5 个，每个不超过 20 MB', h_scan: '对准二维码或条码拍，也可以直接输入', h_table: '一行写一样，不够再加',
    h_tick: '打勾表示“是”',
    c_name: '名称', c_count: '数量',
  },
  {
    h_name: 'As on the ID card', h_idcard: '18 signs; the last may be X', h_uscc: '18 signs, on the business licence', h_phone: '11 digits, so that you can be reached', h_landline: 'A mobile number, or area code and number such as 0571-87654321', h_email: 'Such as name@example.com', h_postcode: '6 digits', h_bankcard: 'The 12 to 19 digits on the card', h_plate: 'Such as 浙A12345; one more sign for new-energy vehicles',
    h_region: 'Choose level by level, from the province down', h_place: 'Road and number; your device can also find it', h_org: 'Type the name of the unit to find it', h_person: 'Type the name to find the person', h_photo: 'At most 9, sharp and whole', h_signature: 'Sign with a finger or the mouse; or type your name',
    h_amount: 'In yuan, such as 1680.50', h_date: 'Such as 20 January 2026', h_moment: 'The day and the time', h_time: 'Hours and minutes, such as 14:30', h_reference: 'Type a few characters and choose', h_checks: 'More than one may be chosen', h_file: 'At most 5, each up to 20 MB', h_scan: 'Photograph the QR or bar code, or type it', h_table: 'One item a row; add rows as needed',
    h_tick: 'A tick means yes',
    c_name: 'Name', c_count: 'Number',
  },
);
